package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** Trunks of the source's project demo: a parent port in demo-net, sub-ports in demo-backend. */
final class TrunkFixture {
    static final String PARENT = "fa:16:3e:aa:05:01";
    static final String VOICE = "fa:16:3e:aa:05:02";
    static final String DATA = "fa:16:3e:aa:05:03";

    private TrunkFixture() {}

    /** Both clouds have trunks. */
    static void offer(TwoClouds clouds) {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.withExtensions("trunk", "trunk-details");
        }
    }

    /** The trunk gw-trunk with two sub-ports, whose parent nothing has. */
    static String trunk(EmbeddedCloud cloud) {
        JsonNode demo = FloatingFixture.demo(cloud);
        String parent = port(cloud, "demo-net", demo, PARENT, "10.1.0.50");
        String voice = port(cloud, "demo-backend", demo, VOICE, "10.2.0.51");
        String data = port(cloud, "demo-backend", demo, DATA, "10.2.0.52");
        return trunk(
                cloud,
                WireJson.object(
                        "name",
                        "gw-trunk",
                        "description",
                        "to the branch offices",
                        "tenant_id",
                        demo,
                        "port_id",
                        parent,
                        "sub_ports",
                        WireJson.array(sub(voice, 101), sub(data, 102))));
    }

    /** The server gw-1 on the parent port of gw-trunk. */
    static String server(EmbeddedCloud cloud) {
        String trunk = trunk(cloud);
        boot(cloud);
        return trunk;
    }

    /** Boots gw-1 on the parent port of the trunk that there is. */
    static void boot(EmbeddedCloud cloud) {
        cloud.project("demo")
                .server("gw-1")
                .image("cirros")
                .flavor("m1.tiny")
                .port(named(cloud, PARENT).path("id").asText())
                .owner("alice", null)
                .boot();
    }

    static ObjectNode sub(String port, int vlan) {
        return WireJson.object("port_id", port, "segmentation_type", "vlan", "segmentation_id", vlan);
    }

    static String trunk(EmbeddedCloud cloud, ObjectNode wanted) {
        String id = cloud.inside()
                .make("network", "/v2.0/trunks", "trunk", wanted)
                .path("id")
                .asText();
        cloud.inside()
                .put("network", "/v2.0/trunks/" + id + "/tags", WireJson.object("tags", WireJson.array("branch")));
        return id;
    }

    static String port(EmbeddedCloud cloud, String network, JsonNode owner, String mac, String address) {
        return cloud.inside()
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
                                owner,
                                "name",
                                "p-" + address,
                                "mac_address",
                                mac,
                                "fixed_ips",
                                WireJson.array(WireJson.object("ip_address", address))))
                .path("id")
                .asText();
    }

    static List<JsonNode> trunks(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/trunks", "trunks");
    }

    static JsonNode only(EmbeddedCloud cloud) {
        List<JsonNode> all = trunks(cloud);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " trunks: " + all);
        }
        return all.get(0);
    }

    /** The port with a MAC. */
    static JsonNode named(EmbeddedCloud cloud, String mac) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("mac_address").asText().equals(mac))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no port " + mac));
    }

    static void change(EmbeddedCloud cloud, ObjectNode fields) {
        cloud.inside()
                .put("network", "/v2.0/trunks/" + only(cloud).path("id").asText(), WireJson.object("trunk", fields));
    }

    static void action(EmbeddedCloud cloud, String action, ObjectNode sub) {
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/trunks/" + only(cloud).path("id").asText() + "/" + action,
                        WireJson.object("sub_ports", WireJson.array(sub)));
    }
}
