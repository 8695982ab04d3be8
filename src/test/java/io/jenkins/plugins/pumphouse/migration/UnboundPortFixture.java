package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** Ports that no server has, and how both clouds show them. */
final class UnboundPortFixture {
    static final String MAC = "fa:16:3e:aa:00:77";

    private UnboundPortFixture() {}

    /** A port of demo in demo-net and its group web. */
    static String vip(EmbeddedCloud cloud, String address) {
        String group = cloud.inside().list("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(one -> one.path("name").asText().equals("web")
                        && one.path("tenant_id").equals(FloatingFixture.demo(cloud)))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        String id = port(cloud, address, "", "");
        change(cloud, id, WireJson.object("name", "vip", "mac_address", MAC, "security_groups", WireJson.array(group)));
        return id;
    }

    static String port(EmbeddedCloud cloud, String address, String owner, String device) {
        JsonNode network = cloud.inside().named("network", "/v2.0/networks", "networks", "demo-net");
        return cloud.inside()
                .make(
                        "network",
                        "/v2.0/ports",
                        "port",
                        WireJson.object(
                                "network_id",
                                network.path("id"),
                                "tenant_id",
                                FloatingFixture.demo(cloud),
                                "device_owner",
                                owner,
                                "device_id",
                                device,
                                "fixed_ips",
                                address == null ? null : WireJson.array(WireJson.object("ip_address", address))))
                .path("id")
                .asText();
    }

    static void change(EmbeddedCloud cloud, String port, ObjectNode fields) {
        cloud.inside().put("network", "/v2.0/ports/" + port, WireJson.object("port", fields));
    }

    /** The port with the {@link #MAC}. */
    static JsonNode shown(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("mac_address").asText().equals(MAC))
                .findFirst()
                .orElseThrow();
    }
}
