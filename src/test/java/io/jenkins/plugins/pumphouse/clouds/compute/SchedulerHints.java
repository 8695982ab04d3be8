package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Map;

/**
 * What a request for a server tells the scheduler: checked by {@code nova.api.openstack.compute.schemas.servers}, which
 * takes names that it does not know, and kept by {@code nova.objects.request_spec} as lists.
 */
final class SchedulerHints {
    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private SchedulerHints() {}

    static ObjectNode of(JsonNode request) {
        if (!(request.path("os:scheduler_hints") instanceof ObjectNode hints)) {
            return WireJson.object();
        }
        for (Map.Entry<String, JsonNode> hint : hints.properties()) {
            if (!isTaken(hint.getKey(), hint.getValue())) {
                throw Refused.badRequest("Invalid input for field/attribute " + hint.getKey() + ". Value: "
                        + hint.getValue() + ". " + hint.getValue() + " is not valid under any of the given schemas");
            }
        }
        return hints;
    }

    private static boolean isTaken(String name, JsonNode value) {
        return switch (name) {
            case "different_host", "same_host" -> {
                boolean ids = true;
                for (JsonNode each : value.isArray() ? value : WireJson.array(value)) {
                    ids &= each.isTextual() && each.asText().matches(ID);
                }
                yield ids;
            }
            case "query" -> value.isTextual() || value.isObject();
            case "group", "target_cell", "build_near_host_ip", "cidr" -> value.isTextual();
            default -> true;
        };
    }

    /** As 2.100 shows them. */
    static ObjectNode shown(ObjectNode hints) {
        ObjectNode shown = WireJson.object();
        hints.properties()
                .forEach(hint -> shown.set(
                        hint.getKey(), hint.getValue().isArray() ? hint.getValue() : WireJson.array(hint.getValue())));
        return shown;
    }
}
