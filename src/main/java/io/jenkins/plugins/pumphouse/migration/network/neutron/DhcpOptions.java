package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.HashSet;
import java.util.Set;

/** The extra DHCP options of a port. An update changes those that it names and keeps all others. */
public final class DhcpOptions {
    public static final String FIELD = "extra_dhcp_opts";

    private static final String VALUE = "opt_value";

    private DhcpOptions() {}

    /**
     * Adds to an update what removes the options that are not wanted: each with no value (Networking API v2.0, "Extra
     * DHCP option").
     */
    public static void removeOthers(ArrayNode wanted, JsonNode existing) {
        Set<String> named = new HashSet<>();
        wanted.forEach(option -> named.add(name(option)));
        for (JsonNode option : existing) {
            if (!named.contains(name(option))) {
                wanted.addObject()
                        .put("opt_name", Json.text(option, "opt_name"))
                        .putNull(VALUE)
                        .put("ip_version", option.path("ip_version").asInt(4));
            }
        }
    }

    private static String name(JsonNode option) {
        return option.path("ip_version").asInt(4) + " " + Json.text(option, "opt_name");
    }
}
