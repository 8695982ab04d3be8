package io.jenkins.plugins.pumphouse.migration.network.floating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The name in DNS of a floating address, in two fields that Neutron takes only with the request that makes the address
 * ({@code neutron_lib.api.definitions.dns}), and keeps only where it has a driver for an external DNS.
 */
final class FloatingNames {
    static final String EXTENSION = "dns-integration";

    static final String NAME = "dns_name";

    static final String DOMAIN = "dns_domain";

    private static final List<String> FIELDS = List.of(NAME, DOMAIN);

    private FloatingNames() {}

    static boolean isIn(JsonNode json) {
        return !shown(json).isEmpty();
    }

    static ObjectNode removeFrom(ObjectNode json) {
        return json.remove(FIELDS);
    }

    /** {@code "dns_name shop, dns_domain example.org."}; empty where it has none. */
    static String shown(JsonNode json) {
        return FIELDS.stream()
                .filter(field -> !text(json, field).isEmpty())
                .map(field -> field + ' ' + text(json, field))
                .collect(Collectors.joining(", "));
    }

    private static String text(JsonNode json, String field) {
        return Objects.toString(Json.text(json, field), "");
    }

    /** What an address of the target lacks of that of the source; empty where the target has no such names at all. */
    static Optional<String> lost(Resource address, Resource onTarget, Cloud target) {
        boolean same = FIELDS.stream()
                .allMatch(field -> text(address.json(), field).equalsIgnoreCase(text(onTarget.json(), field)));
        return same || !isIn(address.json()) || !target.networkExtensions().contains(EXTENSION)
                ? Optional.empty()
                : Optional.of(shown(address.json()) + " (" + target.name() + " has refused it, or its Neutron has no"
                        + " driver for an external DNS, and an address gets its name only when it is made)");
    }
}
