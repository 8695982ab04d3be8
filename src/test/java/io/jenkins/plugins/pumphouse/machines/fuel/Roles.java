package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which roles a node of an environment may have: those that the release knows, that go together, and that the settings
 * allow.
 */
final class Roles {
    private final Records records;
    private final Edition edition;
    private final ArrayNode known;

    Roles(Records records) {
        this.records = records;
        this.edition = records.edition;
        this.known = edition.roles();
    }

    /** What GET /clusters/N/roles answers; before 8.0 there is no such address. */
    ArrayNode list() {
        return known;
    }

    /** Refuses roles as the validator of assignments does. */
    void check(EnvironmentRow environment, Collection<String> roles) {
        Set<String> names = new TreeSet<>();
        records.release(environment.release).path("roles_metadata").fieldNames().forEachRemaining(names::add);
        String wrong = roles.stream().filter(role -> !names.contains(role)).collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw Refused.badRequest(wrong + " are not valid roles for node in "
                    + (edition.lifeCycle()
                            ? "environment " + environment.id
                            : records.release(environment.release).path("name").asText() + " release"));
        }
        for (JsonNode role : known) {
            if (roles.contains(role.path("name").asText())) {
                conflicts(role, roles);
                restrictions(role, environment);
            }
        }
        if (!edition.lifeCycle() && roles.containsAll(Set.of("controller", "compute"))) {
            throw Refused.badRequest("Role \"controller\" in conflict with role compute");
        }
    }

    private static void conflicts(JsonNode role, Collection<String> roles) {
        Set<String> both = new LinkedHashSet<>();
        role.path("meta").path("conflicts").forEach(other -> both.add(other.asText()));
        both.retainAll(roles);
        if (!both.isEmpty()) {
            throw Refused.badRequest("Role '" + role.path("name").asText() + "' in conflict with role '"
                    + String.join(", ", both) + "'.");
        }
    }

    private static void restrictions(JsonNode role, EnvironmentRow environment) {
        for (JsonNode restriction : role.path("meta").path("restrictions")) {
            if (holds(restriction.path("condition").asText(), environment)) {
                throw Refused.badRequest("Role '" + role.path("name").asText() + "' restrictions mismatch: "
                        + restriction.path("message").asText());
            }
        }
    }

    /** Comparisons of settings with a flag, joined by "and"; whatever else the release's roles ask for is not so. */
    private static boolean holds(String condition, EnvironmentRow environment) {
        return condition.startsWith("settings:")
                && Arrays.stream(condition.split(" and ")).allMatch(part -> {
                    String[] sides =
                            part.replace("settings:", "").replace(".value", "").split(" == ");
                    return environment.settings.getOrDefault(sides[0], false) == Boolean.parseBoolean(sides[1]);
                });
    }

    /** What GET /clusters/N/attributes answers: the settings that were recorded, as the environment has them by now. */
    static JsonNode attributes(Edition edition, EnvironmentRow environment) {
        ObjectNode attributes = edition.attributes();
        environment.settings.forEach((path, on) -> {
            String[] names = path.split("\\.");
            JsonNode setting = attributes.path("editable").path(names[0]).path(names[1]);
            if (setting.isObject()) {
                ((ObjectNode) setting).put("value", on);
            }
        });
        return attributes;
    }
}
