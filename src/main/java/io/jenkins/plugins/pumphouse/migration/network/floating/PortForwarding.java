package io.jenkins.plugins.pumphouse.migration.network.floating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.List;
import java.util.Locale;

/** One port forwarding of a floating address: what it means, and as another cloud or a person is asked for it. */
public final class PortForwarding {
    public static final String PORT = "internal_port_id";

    private PortForwarding() {}

    /**
     * A forwarding of the source as it is asked of another cloud.
     *
     * @param port of that cloud
     */
    public static ObjectNode wanted(JsonNode forwarding, String port) {
        ObjectNode wanted = Json.object();
        List<String> ports = isRange(forwarding)
                ? List.of("external_port_range", "internal_port_range")
                : List.of("external_port", "internal_port");
        for (String field : ports) {
            wanted.set(field, forwarding.path(field));
        }
        wanted.put("protocol", Json.text(forwarding, "protocol"))
                .put("internal_ip_address", Json.text(forwarding, "internal_ip_address"))
                .put(PORT, port);
        if (!Equality.nothing(forwarding.path("description"))) {
            wanted.set("description", forwarding.path("description"));
        }
        return wanted;
    }

    static boolean isRange(JsonNode forwarding) {
        String range = Json.text(forwarding, "external_port_range");
        int colon = range == null ? -1 : range.indexOf(':');
        return colon > 0 && !range.substring(0, colon).equals(range.substring(colon + 1));
    }

    /** {@code "tcp 2222 to 10.1.0.12:22"}: equal for equal forwardings. */
    public static String meaning(JsonNode forwarding) {
        return String.valueOf(Json.text(forwarding, "protocol")).toLowerCase(Locale.ROOT) + ' '
                + ports(forwarding, "external_port") + " to " + Json.text(forwarding, "internal_ip_address") + ':'
                + ports(forwarding, "internal_port");
    }

    /** {@code "2222"} or {@code "8000:8099"}. */
    public static String ports(JsonNode forwarding, String field) {
        return Json.text(forwarding, isRange(forwarding) ? field + "_range" : field);
    }

    /** How a person makes a forwarding of {@code address}, an id of the same cloud. */
    public static String command(String address, JsonNode forwarding) {
        String description = Json.text(forwarding, "description");
        String words = description == null || description.isEmpty()
                ? ""
                : " --description '" + description.replace("'", "'\\''") + "'";
        return "openstack floating ip port forwarding create --protocol " + Json.text(forwarding, "protocol")
                + " --external-protocol-port " + ports(forwarding, "external_port") + " --internal-protocol-port "
                + ports(forwarding, "internal_port") + " --internal-ip-address "
                + Json.text(forwarding, "internal_ip_address") + " --port " + Json.text(forwarding, PORT) + words + ' '
                + address;
    }
}
