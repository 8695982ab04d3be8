package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A role that nodes of an environment may have.
 *
 * @param conflicts the names of roles that the same node must not have; {@code *} stands for all others
 * @param restrictions under which settings of the environment no node may have it
 */
public record Role(String name, Set<String> conflicts, List<Restriction> restrictions) {

    /**
     * A condition of Fuel's own little language, such as {@code settings:storage.volumes_lvm.value == false}.
     *
     * @param message why, in Fuel's words; may be empty
     */
    public record Restriction(String condition, String message) {}

    /** Makes both immutable. */
    public Role {
        conflicts = Set.copyOf(conflicts);
        restrictions = List.copyOf(restrictions);
    }

    static Role of(JsonNode json) {
        Set<String> conflicts = new HashSet<>();
        JsonNode written = json.path("meta").path("conflicts");
        if (written.isTextual()) {
            conflicts.add(written.asText());
        }
        written.forEach(each -> conflicts.add(each.asText()));
        List<Restriction> restrictions = new ArrayList<>();
        for (JsonNode each : json.path("meta").path("restrictions")) {
            restrictions.add(restriction(each));
        }
        return new Role(json.path("name").asText(), conflicts, restrictions);
    }

    // Three spellings (fuel-web, utils/restrictions.py): a text, a map of one condition to its message, a map of
    // fields.
    private static Restriction restriction(JsonNode json) {
        if (json.isTextual()) {
            return new Restriction(json.asText(), "");
        }
        if (json.has("condition")) {
            return new Restriction(
                    json.path("condition").asText(), json.path("message").asText(""));
        }
        Map.Entry<String, JsonNode> only =
                json.fields().hasNext() ? json.fields().next() : Map.entry("", json);
        return new Restriction(only.getKey(), only.getValue().asText(""));
    }

    /** Whether a role of this name is a controller's; before 6.1 one of them is called {@code primary-controller}. */
    public static boolean isController(String name) {
        return name.equals("controller") || name.equals("primary-controller");
    }

    /** A role of which nothing but the name is known. */
    static Role named(String name) {
        return new Role(name, Set.of(), List.of());
    }

    /**
     * The reasons not to give a node these roles, one clause each in Fuel's words; empty if nothing does, as far as can
     * be known.
     *
     * @param known the roles of the environment
     * @param models what conditions speak of: {@code settings}, {@code cluster}, {@code version}
     */
    public static List<String> objections(Set<String> wanted, List<Role> known, Map<String, JsonNode> models) {
        List<String> objections = new ArrayList<>();
        List<String> names = known.stream().map(Role::name).sorted().toList();
        wanted.stream()
                .filter(role -> !names.contains(role))
                .sorted()
                .forEach(role -> objections.add("it knows no role " + role + " but " + String.join(", ", names)));
        for (Role role : known) {
            if (wanted.contains(role.name())) {
                wanted.stream()
                        .filter(role::conflictsWith)
                        .sorted()
                        .forEach(other -> objections.add("its role " + role.name() + " conflicts with " + other));
                role.restrictions().stream()
                        .filter(each ->
                                Condition.holds(each.condition(), models).orElse(false))
                        .forEach(each -> objections.add("it does not allow the role " + role.name() + ": "
                                + (each.message().isEmpty()
                                        ? each.condition()
                                        : each.message().replaceFirst("[.]$", ""))));
            }
        }
        return objections;
    }

    private boolean conflictsWith(String other) {
        return !other.equals(name) && (conflicts.contains(other) || conflicts.contains("*"));
    }
}
