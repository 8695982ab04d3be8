package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** What a migration says to Neutron of a routed network. */
final class SegmentDialogue {
    private SegmentDialogue() {}

    static void routedNetworks(Conversation c) {
        c.post(
                        "network",
                        "/v2.0/networks",
                        WireJson.object(
                                "network",
                                WireJson.object(
                                        "name",
                                        "{run}-racks",
                                        "segments",
                                        WireJson.array(wire("physnet1"), wire("physnet2")))))
                .keep("n", "/network/id")
                .cleanUp("network", "/v2.0/networks/{n}");
        c.get("network", "/v2.0/segments?network_id={n}&physical_network=physnet1")
                .keep("left", "/segments/0/id")
                .get("network", "/v2.0/segments?network_id={n}&physical_network=physnet2")
                .keep("right", "/segments/0/id");
        words(c);
        subnets(c);
        ports(c);
        c.delete("network", "/v2.0/segments/{left}")
                .delete("network", "/v2.0/ports/{later}")
                .delete("network", "/v2.0/ports/{port}")
                .delete("network", "/v2.0/networks/{n}")
                .get("network", "/v2.0/segments/{left}");
    }

    private static ObjectNode wire(String physical) {
        return WireJson.object(
                "provider:network_type",
                "vlan",
                "provider:physical_network",
                physical,
                "provider:segmentation_id",
                187);
    }

    private static void words(Conversation c) {
        c.put("network", "/v2.0/segments/{left}", segment("name", "rack 1", "description", "The left one"))
                .get("network", "/v2.0/segments/{left}")
                .put("network", "/v2.0/segments/{left}", segment("description", ""))
                .put("network", "/v2.0/segments/{left}", segment("description", "d".repeat(256)))
                .put("network", "/v2.0/segments/{left}", segment("segmentation_id", 188))
                .put("network", "/v2.0/segments/" + NetworkDialogue.NOWHERE, segment("name", "x"))
                .get("network", "/v2.0/segments/" + NetworkDialogue.NOWHERE);
    }

    private static ObjectNode segment(Object... fields) {
        return WireJson.object("segment", WireJson.object(fields));
    }

    private static void subnets(Conversation c) {
        subnet(c, WireJson.object("name", "{run}-left", "cidr", "10.187.1.0/24", "segment_id", "{left}"))
                .keep("s", "/subnet/id");
        subnet(c, WireJson.object("name", "{run}-plain", "cidr", "10.187.3.0/24"));
        subnet(
                c,
                WireJson.object(
                        "name", "{run}-nowhere", "cidr", "10.187.4.0/24", "segment_id", NetworkDialogue.NOWHERE));
        subnet(c, WireJson.object("name", "{run}-right", "cidr", "10.187.2.0/24", "segment_id", "{right}"));
        c.get("network", "/v2.0/subnets/{s}").get("network", "/v2.0/networks/{n}");
    }

    private static Conversation subnet(Conversation c, ObjectNode wanted) {
        return NetworkDialogue.subnet(c, wanted.put("ip_version", 4));
    }

    private static void ports(Conversation c) {
        NetworkDialogue.port(c, WireJson.object("name", "{run}-later"))
                .keep("later", "/port/id")
                .cleanUp("network", "/v2.0/ports/{later}");
        NetworkDialogue.port(
                        c,
                        WireJson.object(
                                "name",
                                "{run}-now",
                                "fixed_ips",
                                WireJson.array(WireJson.object("subnet_id", "{s}", "ip_address", "10.187.1.9"))))
                .keep("port", "/port/id")
                .cleanUp("network", "/v2.0/ports/{port}");
        c.get("network", "/v2.0/ports/{later}");
    }
}
