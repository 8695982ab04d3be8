package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.FieldRule.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What becomes of every field that a service shows of an object. A field of which the account says nothing is reported
 * when it is met: nothing is lost without a message, not even a field of a later release of OpenStack.
 */
public final class Account {

    private static final String UNKNOWN = "not known to this version";

    private final Map<String, FieldRule> entries = new LinkedHashMap<>();
    private boolean bringsOthers;

    /** Fields that are copied, translated, mapped or set last. */
    public Account brings(String... fields) {
        return put(new FieldRule(Fate.BROUGHT, null, null, null, false), fields);
    }

    /**
     * Fields that are copied to a target with the extension. What one without it cannot keep is told.
     *
     * @param usual what they are when nobody has set them, beside null and empty; may be null
     */
    public Account bringsWhere(String extension, Object usual, String... fields) {
        return put(new FieldRule(Fate.BROUGHT, usual, null, extension, false), fields);
    }

    /** The same of a field without which the object would let in more, or be reached less: it is refused. */
    public Account needs(String extension, String field, Object usual, String why) {
        return put(new FieldRule(Fate.BROUGHT, usual, why, extension, true), field);
    }

    /** Fields that the target's service sets by itself. */
    public Account serviceSets(String... fields) {
        return put(new FieldRule(Fate.OF_THE_SERVICE, null, null, null, false), fields);
    }

    /**
     * A field that stays behind, and is told unless it says nothing.
     *
     * @param usual what it is when nobody has set it, beside null and empty; may be null
     */
    public Account tells(String field, Object usual, String why) {
        return put(new FieldRule(Fate.TOLD, usual, why, null, false), field);
    }

    /**
     * A field without which the object would be another one.
     *
     * @param usual what it is when nobody has set it, beside null and empty; may be null
     */
    public Account refuses(String field, Object usual, String why) {
        return put(new FieldRule(Fate.REFUSED, usual, why, null, false), field);
    }

    /** All other fields are the owner's own, and come along. */
    public Account bringsOthers() {
        bringsOthers = true;
        return this;
    }

    private Account put(FieldRule entry, String... fields) {
        for (String field : fields) {
            entries.put(field, entry);
        }
        return this;
    }

    /** Whether it says what becomes of a field. */
    public boolean knows(String field) {
        return bringsOthers || names(field);
    }

    /** Whether it says so by name. */
    public boolean names(String field) {
        return isOwn(field) || entries.containsKey(field);
    }

    private static boolean isOwn(String field) {
        return field.startsWith("pumphouse_");
    }

    /**
     * A short text a field of {@code json} that does not come along.
     *
     * @param offered whether the target's service has an extension
     */
    public List<String> leftBehind(JsonNode json, Predicate<String> offered) {
        List<String> left = new ArrayList<>();
        for (var field : json.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            FieldRule entry = entries.get(name);
            if (entry == null) {
                if (!knows(name) && !Equality.nothing(value)) {
                    left.add(told(name, value, UNKNOWN));
                }
            } else if (entry.fate() == Fate.TOLD && entry.says(value)) {
                left.add(told(name, value, entry.why()));
            } else if (isLacking(entry, offered) && entry.says(value)) {
                left.add(told(name, value, "the target has no extension " + entry.extension()));
            }
        }
        return left;
    }

    private static String told(String name, JsonNode value, String why) {
        return name + " " + Json.shown(value) + " (" + why + ")";
    }

    private static boolean isLacking(FieldRule entry, Predicate<String> offered) {
        return entry.extension() != null && !offered.test(entry.extension());
    }

    /** Why an object with such fields is not made anywhere; empty when it may be. */
    public Optional<String> refused(JsonNode json) {
        return entries.entrySet().stream()
                .filter(field -> field.getValue().fate() == Fate.REFUSED)
                .filter(field -> field.getValue().says(json.path(field.getKey())))
                .findFirst()
                .map(field -> field.getValue().why().replace("{}", Json.shown(json.path(field.getKey()))));
    }

    /** Why an object with such fields is not made on {@code target}, which lacks an extension; empty when it may be. */
    public Optional<String> refused(JsonNode json, Predicate<String> offered, String target) {
        return entries.entrySet().stream()
                .filter(field -> field.getValue().vital() && isLacking(field.getValue(), offered))
                .filter(field -> field.getValue().says(json.path(field.getKey())))
                .findFirst()
                .map(field -> field.getValue().why() + ". " + target + " has no extension "
                        + field.getValue().extension());
    }

    /** Takes away what a target without an extension would refuse to be told. */
    public void retainOffered(ObjectNode wanted, Predicate<String> offered) {
        entries.forEach((field, entry) -> {
            if (isLacking(entry, offered)) {
                wanted.remove(field);
            }
        });
    }

    /** Takes away what a service that shows {@code json} cannot know. */
    void retainShown(ObjectNode wanted, JsonNode json) {
        entries.forEach((field, entry) -> {
            if (entry.extension() != null && !json.has(field)) {
                wanted.remove(field);
            }
        });
    }
}
