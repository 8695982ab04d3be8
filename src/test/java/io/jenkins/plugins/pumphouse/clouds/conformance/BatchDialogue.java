package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** What a migration says to Neutron of networks and subnets that one request makes, all or none. */
final class BatchDialogue {
    private static final String NETWORKS = "/v2.0/networks";
    private static final String SUBNETS = "/v2.0/subnets";

    private BatchDialogue() {}

    static void networksAndSubnets(Conversation c) {
        c.post("network", NETWORKS, networks(network("{run}-b1"), network("{run}-b2")))
                .keep("b1", "/networks/0/id")
                .cleanUp("network", NETWORKS + "/{b1}")
                .keep("b2", "/networks/1/id")
                .cleanUp("network", NETWORKS + "/{b2}");
        c.post("network", NETWORKS, networks())
                .post(
                        "network",
                        NETWORKS,
                        networks(network("{run}-b3"), network("{run}-b4").put("nonsense", 1)))
                .post(
                        "network",
                        NETWORKS,
                        networks(
                                network("{run}-b3"), network("{run}-b4").put("qos_policy_id", NetworkDialogue.NOWHERE)))
                .get("network", NETWORKS + "?name={run}-b3");
        c.post("network", SUBNETS, subnets(subnet("{b1}", "10.61.0.0/24"), subnet("{b2}", "10.62.0.0/24")))
                .get("network", NETWORKS + "/{b1}");
        c.post("network", SUBNETS, subnets(subnet("{b1}", "10.63.0.0/24"), subnet("{b1}", "10.61.0.0/25")))
                .post("network", SUBNETS, subnets(subnet("{b1}", "10.64.0.0/24"), subnet("{b1}", "10.64.0.0/24")))
                .post(
                        "network",
                        SUBNETS,
                        subnets(subnet("{b1}", "10.65.0.0/24"), subnet(NetworkDialogue.NOWHERE, "10.65.0.0/24")))
                .form()
                .get("network", SUBNETS + "?network_id={b1}");
    }

    private static ObjectNode network(String name) {
        return WireJson.object("name", name, "description", "pumphouse_source=old/" + name);
    }

    private static ObjectNode subnet(String network, String cidr) {
        return WireJson.object("network_id", network, "cidr", cidr, "ip_version", 4, "name", "", "description", cidr);
    }

    private static ObjectNode networks(ObjectNode... all) {
        return many("networks", all);
    }

    private static ObjectNode subnets(ObjectNode... all) {
        return many("subnets", all);
    }

    private static ObjectNode many(String key, ObjectNode... all) {
        var list = WireJson.array();
        for (ObjectNode each : all) {
            list.add(each);
        }
        return WireJson.object(key, list);
    }
}
