package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** Floating addresses of the clouds' external network {@code public}, and what they lead to. */
final class FloatingFixture {
    static final String ADDRESS = "203.0.113.77";

    private FloatingFixture() {}

    /** The network becomes one wire of both clouds. */
    static void wire(EmbeddedCloud cloud) {
        JsonNode network = cloud.inside().named("network", "/v2.0/networks", "networks", "demo-net");
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/networks/" + network.path("id").asText(),
                        WireJson.object(
                                "network",
                                WireJson.object(
                                        "provider:network_type",
                                        "vlan",
                                        "provider:physical_network",
                                        "physnet1",
                                        "provider:segmentation_id",
                                        101)));
    }

    /** The external network becomes a flat one. */
    static void flat(EmbeddedCloud cloud) {
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/networks/" + external(cloud).path("id").asText(),
                        WireJson.object(
                                "network",
                                WireJson.object(
                                        "provider:network_type",
                                        "flat",
                                        "provider:physical_network",
                                        "external",
                                        "provider:segmentation_id",
                                        null)));
    }

    static JsonNode serverOf(EmbeddedCloud cloud) {
        return cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals("web-1")
                        && !server.path("metadata").path("role").isMissingNode())
                .findFirst()
                .orElseThrow();
    }

    static JsonNode external(EmbeddedCloud cloud) {
        return cloud.inside().named("network", "/v2.0/networks", "networks", "public");
    }

    static JsonNode demo(EmbeddedCloud cloud) {
        return cloud.inside()
                .named("identity", "/v3/projects", "projects", "demo")
                .path("id");
    }

    /** @param fixed the address of a port of demo; null for a free one */
    static String floating(EmbeddedCloud cloud, String address, String fixed) {
        return floating(cloud, address, fixed, demo(cloud));
    }

    static String floating(EmbeddedCloud cloud, String address, String fixed, JsonNode owner) {
        ObjectNode wanted = WireJson.object(
                "floating_network_id",
                external(cloud).path("id"),
                "floating_ip_address",
                address,
                "tenant_id",
                owner,
                "description",
                "bought in 2014");
        if (fixed != null) {
            JsonNode port = cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                    .filter(p -> p.path("tenant_id").equals(demo(cloud))
                            && fixed.equals(p.path("fixed_ips")
                                    .path(0)
                                    .path("ip_address")
                                    .asText()))
                    .findFirst()
                    .orElseThrow();
            wanted.set("port_id", port.path("id"));
            wanted.put("fixed_ip_address", fixed);
        }
        return cloud.inside()
                .make("network", "/v2.0/floatingips", "floatingip", wanted)
                .path("id")
                .asText();
    }

    /**
     * Makes a port of demo that no server has.
     *
     * @param deviceOwner what has it instead, such as {@code Octavia}; empty for nothing
     */
    static void port(EmbeddedCloud cloud, String network, String inside, String deviceOwner, String device) {
        cloud.inside()
                .make(
                        "network",
                        "/v2.0/ports",
                        "port",
                        WireJson.object(
                                "network_id",
                                cloud.inside()
                                        .named("network", "/v2.0/networks", "networks", network)
                                        .path("id"),
                                "tenant_id",
                                demo(cloud),
                                "device_owner",
                                deviceOwner,
                                "device_id",
                                device,
                                "fixed_ips",
                                WireJson.array(WireJson.object("ip_address", inside))));
    }

    static JsonNode shown(EmbeddedCloud cloud, String address) {
        return cloud.inside().list("network", "/v2.0/floatingips", "floatingips").stream()
                .filter(ip -> ip.path("floating_ip_address").asText().equals(address))
                .findFirst()
                .orElseThrow();
    }
}
