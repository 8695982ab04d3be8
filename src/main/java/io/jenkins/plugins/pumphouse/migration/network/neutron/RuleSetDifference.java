package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** In what a set of parts differs from the one that is wanted: by what each part means, then by its own words. */
final class RuleSetDifference {
    private static final String WORDS = "description of the rule \"";

    /** Neutron takes no second one of a meaning, so that none can be made first (_check_for_duplicate_rules). */
    private static final String GAP = "\" (the rule is replaced: it is missing for a moment)";

    private final Map<String, JsonNode> wanted;
    private final Map<String, JsonNode> onTarget;
    private final Function<JsonNode, String> meaning;
    private final Function<JsonNode, Optional<String>> words;

    /**
     * @param meaning one text for all ways to write the same part
     * @param words what a part says of itself beside its meaning; empty for nothing
     */
    RuleSetDifference(
            JsonNode wanted,
            JsonNode onTarget,
            Function<JsonNode, String> meaning,
            Function<JsonNode, Optional<String>> words) {
        this.wanted = byMeaning(wanted, meaning);
        this.onTarget = byMeaning(onTarget, meaning);
        this.meaning = meaning;
        this.words = words;
    }

    private static Map<String, JsonNode> byMeaning(JsonNode parts, Function<JsonNode, String> meaning) {
        Map<String, JsonNode> byMeaning = new LinkedHashMap<>();
        parts.forEach(part -> byMeaning.put(meaning.apply(part), part));
        return byMeaning;
    }

    /** A part that means the same on both sides and says something else of itself. */
    record Reworded(ObjectNode wanted, JsonNode now) {}

    /** What the target lacks. */
    List<ObjectNode> missing() {
        return without(wanted, onTarget).values().stream()
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** What only the target has. */
    Collection<JsonNode> extra() {
        return without(onTarget, wanted).values();
    }

    private static Map<String, JsonNode> without(Map<String, JsonNode> parts, Map<String, JsonNode> others) {
        Map<String, JsonNode> left = new LinkedHashMap<>(parts);
        left.keySet().removeAll(others.keySet());
        return left;
    }

    /** What the target has with other words. */
    List<Reworded> reworded() {
        List<Reworded> reworded = new ArrayList<>();
        wanted.forEach((meaning, part) -> {
            JsonNode now = onTarget.get(meaning);
            Optional<String> asWanted = words.apply(part);
            Optional<String> asNow = Optional.ofNullable(now).flatMap(words);
            if (asWanted.isPresent() && asNow.isPresent() && !asNow.equals(asWanted)) {
                reworded.add(new Reworded((ObjectNode) part, now));
            }
        });
        return reworded;
    }

    /** All of it, for the plan. */
    List<Difference> shown() {
        List<Difference> shown = new ArrayList<>();
        without(wanted, onTarget).keySet().forEach(part -> shown.add(new Difference("rule", part, "nothing")));
        without(onTarget, wanted).keySet().forEach(part -> shown.add(new Difference("rule", "nothing", part)));
        reworded()
                .forEach(part -> shown.add(new Difference(
                        WORDS + meaning.apply(part.wanted()) + GAP,
                        words.apply(part.wanted()).orElse(""),
                        words.apply(part.now()).orElse(""))));
        return shown;
    }

    /** What was done about it, for the report. */
    List<String> settled() {
        List<String> settled = new ArrayList<>();
        count(missing()).ifPresent(rules -> settled.add(rules + " added"));
        count(extra()).ifPresent(rules -> settled.add(rules + " removed"));
        count(reworded()).ifPresent(rules -> settled.add("description of " + rules + " set"));
        return settled;
    }

    /** How many there are; empty for none. */
    private static Optional<String> count(Collection<?> rules) {
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(rules.size() + (rules.size() == 1 ? " rule" : " rules"));
    }

    /** Whether a difference is in what parts say of themselves, and not in what they mean. */
    static boolean isInWords(Difference difference) {
        return difference.field().startsWith(WORDS);
    }
}
