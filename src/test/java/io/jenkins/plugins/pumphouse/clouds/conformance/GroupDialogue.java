package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** What a migration says to Neutron of security groups and their rules. */
final class GroupDialogue {
    private static final String NOWHERE = "0ac0b4b4-1111-4111-8111-111111111111";

    private GroupDialogue() {}

    static void groups(Conversation c) {
        String groups = "/v2.0/security-groups";
        c.post("identity", "/v3/projects", WireJson.object("project", WireJson.object("name", "{run}-sg")))
                .keep("p", "/project/id")
                .cleanUp("identity", "/v3/projects/{p}");
        c.get("network", groups + "?project_id={p}")
                .keep("default", "/security_groups/0/id")
                .cleanUp("network", groups + "/{default}");
        c.post(
                        "network",
                        groups,
                        WireJson.object(
                                "security_group",
                                WireJson.object("name", "{run}-a", "project_id", "{p}", "description", "web")))
                .keep("g", "/security_group/id")
                .cleanUp("network", groups + "/{g}");
        c.post(
                "network",
                groups,
                WireJson.object("security_group", WireJson.object("name", "default", "project_id", "{p}")));
        c.get("network", groups + "/{g}")
                .get("network", groups + "?project_id={p}&name={run}-a")
                .get("network", groups + "/" + NOWHERE)
                .get("network", groups + "?project_id={p}&fields=name");
        c.put(
                "network",
                groups + "/{g}",
                WireJson.object("security_group", WireJson.object("description", "x", "name", "{run}-b")));
        c.put("network", groups + "/{default}", WireJson.object("security_group", WireJson.object("name", "other")));
        c.put("network", groups + "/{g}/tags", WireJson.object("tags", WireJson.array("pumphouse:good/" + NOWHERE)))
                .get("network", groups + "?project_id={p}&tags=pumphouse:good/" + NOWHERE);
        c.get("network", groups + "?nonsense=1")
                .post(
                        "network",
                        groups,
                        WireJson.object("security_group", WireJson.object("name", "{run}-c", "nonsense", 1)));
        rules(c);
        c.put("network", "/v2.0/quotas/{p}", WireJson.object("quota", WireJson.object("security_group", 2)));
        c.post(
                "network",
                groups,
                WireJson.object("security_group", WireJson.object("name", "{run}-over", "project_id", "{p}")));
        c.delete("network", "/v2.0/quotas/{p}")
                .delete("network", groups + "/{g}")
                .delete("network", groups + "/{g}");
    }

    private static void rules(Conversation c) {
        rule(
                c,
                WireJson.object(
                        "protocol",
                        "tcp",
                        "port_range_min",
                        22,
                        "port_range_max",
                        22,
                        "remote_ip_prefix",
                        "10.0.0.5/24"));
        c.keep("rule", "/security_group_rule/id");
        rule(
                c,
                WireJson.object(
                        "protocol",
                        "6",
                        "port_range_min",
                        22,
                        "port_range_max",
                        22,
                        "remote_ip_prefix",
                        "10.0.0.0/24"));
        rule(
                c,
                WireJson.object(
                        "protocol",
                        "6",
                        "port_range_min",
                        22,
                        "port_range_max",
                        22,
                        "remote_ip_prefix",
                        "10.0.0.5/24"));
        rule(c, WireJson.object("protocol", "tcp", "port_range_min", 23, "port_range_max", 22));
        rule(c, WireJson.object("port_range_min", 23, "port_range_max", 25));
        rule(c, WireJson.object("protocol", "icmp", "port_range_min", 8, "port_range_max", 0));
        rule(c, WireJson.object("protocol", "icmp", "port_range_max", 0));
        rule(c, WireJson.object("protocol", "nonsense"));
        rule(c, WireJson.object("protocol", "any"));
        rule(
                c,
                WireJson.object(
                        "protocol",
                        "TCP",
                        "port_range_min",
                        "80",
                        "port_range_max",
                        "80",
                        "remote_ip_prefix",
                        "10.1.2.3"));
        rule(c, WireJson.object("protocol", 47));
        rule(c, WireJson.object("protocol", "112", "ethertype", "ipv6"));
        rule(c, WireJson.object("protocol", "icmpv6", "ethertype", "IPv6", "remote_ip_prefix", "fd00::/8"));
        rule(c, WireJson.object("remote_ip_prefix", "fd00::/8"));
        rule(c, WireJson.object("remote_group_id", "{g}"));
        rule(c, WireJson.object("remote_group_id", "{g}"));
        rule(c, WireJson.object("remote_group_id", NOWHERE));
        rule(c, WireJson.object("remote_group_id", "{g}", "remote_ip_prefix", "10.0.0.0/8"));
        rule(
                c,
                WireJson.object(
                        "tenant_id",
                        "{p}",
                        "protocol",
                        "udp",
                        "port_range_min",
                        53,
                        "port_range_max",
                        53,
                        "description",
                        "dns"));
        rule(c, WireJson.object("remote_ip_prefix", "0.0.0.0/0", "protocol", "sctp"));
        rule(c, WireJson.object("direction", "sideways"));
        String rules = "/v2.0/security-group-rules";
        c.post("network", rules, WireJson.object("security_group_rule", WireJson.object("security_group_id", "{g}")));
        c.post(
                "network",
                rules,
                WireJson.object(
                        "security_group_rule", WireJson.object("security_group_id", NOWHERE, "direction", "ingress")));
        c.post("network", rules, bulk(1, 2)).post("network", rules, bulk(3, 3)).post("network", rules, bulk(4, 1));
        c.get("network", rules + "?security_group_id={g}")
                .get("network", rules + "/{rule}")
                .get("network", "/v2.0/security-groups/{g}");
        c.form()
                .get("network", rules + "?security_group_id={g}&limit=2")
                .form()
                .get("network", rules + "?security_group_id={g}&limit=2&marker={rule}");
        c.delete("network", rules + "/{rule}").delete("network", rules + "/{rule}");
    }

    private static void rule(Conversation c, ObjectNode rule) {
        ObjectNode wanted = WireJson.object("security_group_id", "{g}", "direction", "ingress");
        c.post("network", "/v2.0/security-group-rules", WireJson.object("security_group_rule", wanted.setAll(rule)));
    }

    private static ObjectNode bulk(int... ports) {
        var rules = WireJson.array();
        for (int port : ports) {
            rules.add(WireJson.object(
                    "security_group_id",
                    "{g}",
                    "direction",
                    "egress",
                    "protocol",
                    "tcp",
                    "port_range_min",
                    port,
                    "port_range_max",
                    port));
        }
        return WireJson.object("security_group_rules", rules);
    }
}
