package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import java.util.Map;

/** What a migration says to Neutron. */
final class NetworkDialogue {
    private static final String NOWHERE = "0ac0b4b4-1111-4111-8111-111111111111";

    private NetworkDialogue() {
    }

    static void groups(Conversation c) {
        String groups = "/v2.0/security-groups";
        c.post("identity", "/v3/projects", Json.object("project", Json.object("name", "{run}-sg"))).keep("p", "/project/id").cleanUp("identity", "/v3/projects/{p}");
        c.get("network", groups + "?project_id={p}").keep("default", "/security_groups/0/id").cleanUp("network", groups + "/{default}");
        c.post("network", groups, Json.object("security_group", Json.object("name", "{run}-a", "project_id", "{p}", "description", "web")))
            .keep("g", "/security_group/id").cleanUp("network", groups + "/{g}");
        c.post("network", groups, Json.object("security_group", Json.object("name", "default", "project_id", "{p}")));
        c.get("network", groups + "/{g}").get("network", groups + "?project_id={p}&name={run}-a").get("network", groups + "/" + NOWHERE)
            .get("network", groups + "?project_id={p}&fields=name");
        c.put("network", groups + "/{g}", Json.object("security_group", Json.object("description", "x", "name", "{run}-b")));
        c.put("network", groups + "/{default}", Json.object("security_group", Json.object("name", "other")));
        c.put("network", groups + "/{g}/tags", Json.object("tags", Json.array("pumphouse:good/" + NOWHERE))).get("network", groups + "?project_id={p}&tags=pumphouse:good/" + NOWHERE);
        c.get("network", groups + "?nonsense=1").post("network", groups, Json.object("security_group", Json.object("name", "{run}-c", "nonsense", 1)));
        rules(c);
        c.put("network", "/v2.0/quotas/{p}", Json.object("quota", Json.object("security_group", 2)));
        c.post("network", groups, Json.object("security_group", Json.object("name", "{run}-over", "project_id", "{p}")));
        c.delete("network", "/v2.0/quotas/{p}").delete("network", groups + "/{g}").delete("network", groups + "/{g}");
    }

    private static void rules(Conversation c) {
        rule(c, Json.object("protocol", "tcp", "port_range_min", 22, "port_range_max", 22, "remote_ip_prefix", "10.0.0.5/24"));
        c.keep("rule", "/security_group_rule/id");
        rule(c, Json.object("protocol", "6", "port_range_min", 22, "port_range_max", 22, "remote_ip_prefix", "10.0.0.0/24"));
        rule(c, Json.object("protocol", "6", "port_range_min", 22, "port_range_max", 22, "remote_ip_prefix", "10.0.0.5/24"));
        rule(c, Json.object("protocol", "tcp", "port_range_min", 23, "port_range_max", 22));
        rule(c, Json.object("port_range_min", 23, "port_range_max", 25));
        rule(c, Json.object("protocol", "icmp", "port_range_min", 8, "port_range_max", 0));
        rule(c, Json.object("protocol", "icmp", "port_range_max", 0));
        rule(c, Json.object("protocol", "nonsense"));
        rule(c, Json.object("protocol", "any"));
        rule(c, Json.object("protocol", "TCP", "port_range_min", "80", "port_range_max", "80", "remote_ip_prefix", "10.1.2.3"));
        rule(c, Json.object("protocol", 47));
        rule(c, Json.object("protocol", "112", "ethertype", "ipv6"));
        rule(c, Json.object("protocol", "icmpv6", "ethertype", "IPv6", "remote_ip_prefix", "fd00::/8"));
        rule(c, Json.object("remote_ip_prefix", "fd00::/8"));
        rule(c, Json.object("remote_group_id", "{g}"));
        rule(c, Json.object("remote_group_id", "{g}"));
        rule(c, Json.object("remote_group_id", NOWHERE));
        rule(c, Json.object("remote_group_id", "{g}", "remote_ip_prefix", "10.0.0.0/8"));
        rule(c, Json.object("tenant_id", "{p}", "protocol", "udp", "port_range_min", 53, "port_range_max", 53, "description", "dns"));
        rule(c, Json.object("remote_ip_prefix", "0.0.0.0/0", "protocol", "sctp"));
        rule(c, Json.object("direction", "sideways"));
        String rules = "/v2.0/security-group-rules";
        c.post("network", rules, Json.object("security_group_rule", Json.object("security_group_id", "{g}")));
        c.post("network", rules, Json.object("security_group_rule", Json.object("security_group_id", NOWHERE, "direction", "ingress")));
        c.post("network", rules, bulk(1, 2)).post("network", rules, bulk(3, 3)).post("network", rules, bulk(4, 1));
        c.get("network", rules + "?security_group_id={g}").get("network", rules + "/{rule}").get("network", "/v2.0/security-groups/{g}");
        c.form().get("network", rules + "?security_group_id={g}&limit=2").form().get("network", rules + "?security_group_id={g}&limit=2&marker={rule}");
        c.delete("network", rules + "/{rule}").delete("network", rules + "/{rule}");
    }

    private static void rule(Conversation c, ObjectNode rule) {
        ObjectNode wanted = Json.object("security_group_id", "{g}", "direction", "ingress");
        c.post("network", "/v2.0/security-group-rules", Json.object("security_group_rule", wanted.setAll(rule)));
    }

    private static ObjectNode bulk(int... ports) {
        var rules = Json.array();
        for (int port : ports) {
            rules.add(Json.object("security_group_id", "{g}", "direction", "egress", "protocol", "tcp", "port_range_min", port, "port_range_max", port));
        }
        return Json.object("security_group_rules", rules);
    }

    static void networks(Conversation c) {
        c.get("network", "/").form().get("network", "/v2.0/").get("network", "/v2.0/nope").form().get("network", "/v2.0/extensions");
        c.form().get("network", "/v2.0/networks").form().get("network", "/v2.0/subnets").form().get("network", "/v2.0/routers");
        c.get("network", "/v2.0/networks?nonsense=1").get("network", "/v2.0/networks/nope");
        c.send("GET", "network", "/v2.0/networks", null, Map.of("X-Auth-Token", "bad"));
        c.post("network", "/v2.0/networks", Json.object("network", Json.object("name", "{run}-net", "description", "d")))
            .keep("n", "/network/id").cleanUp("network", "/v2.0/networks/{n}");
        c.post("network", "/v2.0/networks", Json.object("network", Json.object("name", "x", "nonsense", 1))).post("network", "/v2.0/networks", Json.object("networkx", Json.object()));
        c.put("network", "/v2.0/networks/{n}", Json.object("network", Json.object("admin_state_up", false, "mtu", 1400)));
        c.put("network", "/v2.0/networks/{n}", Json.object("network", Json.object("status", "DOWN")));
        subnets(c);
        ports(c);
        routers(c);
        c.delete("network", "/v2.0/ports/{bare}").delete("network", "/v2.0/ports/{port}").delete("network", "/v2.0/networks/{n}").delete("network", "/v2.0/networks/{n}");
    }

    private static void subnets(Conversation c) {
        subnet(c, Json.object("ip_version", 4, "cidr", "10.77.0.0/24", "name", "{run}-sub", "dns_nameservers", Json.array("9.9.9.9"),
            "host_routes", Json.array(Json.object("destination", "10.9.0.0/16", "nexthop", "10.77.0.7")))).keep("s", "/subnet/id");
        subnet(c, Json.object("ip_version", 4, "cidr", "10.77.0.0/24"));
        subnet(c, Json.object("ip_version", 4, "cidr", "10.78.0.5/24", "gateway_ip", "10.78.0.100", "enable_dhcp", false));
        subnet(c, Json.object("ip_version", 4, "cidr", "10.79.0.0/24", "allocation_pools", Json.array(Json.object("start", "10.79.0.50", "end", "10.79.0.60"))));
        subnet(c, Json.object("ip_version", 4, "cidr", "10.80.0.0/24", "allocation_pools", Json.array(Json.object("start", "10.81.0.50", "end", "10.81.0.60"))));
        subnet(c, Json.object("ip_version", 4));
        subnet(c, Json.object("ip_version", 4, "cidr", "junk"));
        subnet(c, Json.object("ip_version", 6, "cidr", "10.82.0.0/24"));
        subnet(c, Json.object("ip_version", 6, "cidr", "fd77::/64", "gateway_ip", null));
        subnet(c, Json.object("ip_version", 6, "cidr", "fd78::/64"));
        c.get("network", "/v2.0/networks/{n}").put("network", "/v2.0/subnets/{s}", Json.object("subnet", Json.object("cidr", "10.90.0.0/24")))
            .put("network", "/v2.0/subnets/{s}", Json.object("subnet", Json.object("name", "{run}-sub2"))).get("network", "/v2.0/subnets/" + NOWHERE);
    }

    private static Conversation subnet(Conversation c, ObjectNode wanted) {
        return c.post("network", "/v2.0/subnets", Json.object("subnet", wanted.put("network_id", "{n}")));
    }

    private static void ports(Conversation c) {
        port(c, Json.object("mac_address", "fa:16:3e:77:00:01", "fixed_ips", Json.array(Json.object("subnet_id", "{s}", "ip_address", "10.77.0.9"))))
            .keep("port", "/port/id").cleanUp("network", "/v2.0/ports/{port}");
        port(c, Json.object("mac_address", "fa:16:3e:77:00:01"));
        port(c, Json.object("fixed_ips", Json.array(Json.object("ip_address", "10.77.0.9"))));
        port(c, Json.object("fixed_ips", Json.array(Json.object("ip_address", "10.99.0.9"))));
        port(c, Json.object("fixed_ips", Json.array(Json.object("subnet_id", NOWHERE))));
        port(c, Json.object("fixed_ips", Json.array(), "allowed_address_pairs", Json.array(Json.object("ip_address", "10.77.0.50"))))
            .keep("bare", "/port/id").cleanUp("network", "/v2.0/ports/{bare}");
        port(c, Json.object("mac_address", "zz"));
        port(c, Json.object("security_groups", Json.array(NOWHERE)));
        c.post("network", "/v2.0/ports", Json.object("port", Json.object("network_id", "nope"))).post("network", "/v2.0/ports", Json.object("port", Json.object()))
            .post("network", "/v2.0/ports", Json.object("port", Json.object("network_id", NOWHERE)));
        c.put("network", "/v2.0/ports/{port}", Json.object("port", Json.object("network_id", "{n}")));
        c.put("network", "/v2.0/ports/{port}", Json.object("port", Json.object("description", "d".repeat(256))));
        String tags = "/v2.0/ports/{port}/tags";
        c.put("network", tags, Json.object("tags", Json.array("a", "b"))).put("network", tags, Json.object("tags", Json.array("a", "a")))
            .put("network", tags, Json.object("tags", Json.array("x".repeat(255)))).put("network", tags, Json.object("tags", Json.array("x".repeat(256))))
            .put("network", tags + "/c", null).get("network", tags + "/c").get("network", tags + "/zz").get("network", tags)
            .put("network", tags, Json.object("tagz", Json.array())).delete("network", tags).get("network", tags);
        c.get("network", "/v2.0/ports/{port}").get("network", "/v2.0/ports?network_id={n}").get("network", "/v2.0/ports?network_id={n}&fixed_ips=ip_address=10.77.0.9")
            .get("network", "/v2.0/ports?mac_address=fa:16:3e:77:00:01&network_id={n}");
        c.put("network", "/v2.0/ports/{port}", Json.object("port", Json.object("port_security_enabled", false)));
        c.put("network", "/v2.0/ports/{bare}", Json.object("port", Json.object("name", "{run}-bare", "security_groups", Json.array(), "allowed_address_pairs", Json.array())));
        c.put("network", "/v2.0/ports/{bare}", Json.object("port", Json.object("port_security_enabled", false)));
    }

    private static Conversation port(Conversation c, ObjectNode wanted) {
        return c.post("network", "/v2.0/ports", Json.object("port", wanted.put("network_id", "{n}")));
    }

    private static void routers(Conversation c) {
        String router = "/v2.0/routers/{router}";
        c.find("public", "network", "/v2.0/networks?router:external=true", "networks", row -> true);
        // The address in the external network is given by whoever asks first.
        c.form().post("network", "/v2.0/routers", Json.object("router", Json.object("name", "{run}-r", "external_gateway_info", Json.object("network_id", "{public}"))))
            .keep("router", "/router/id").cleanUp("network", router);
        c.post("network", "/v2.0/routers", Json.object("router", Json.object("external_gateway_info", Json.object("network_id", "{n}"))));
        c.put("network", router + "/add_router_interface", Json.object("subnet_id", "{s}")).keep("plug", "/port_id");
        c.put("network", router + "/add_router_interface", Json.object("subnet_id", "{s}"));
        c.put("network", router + "/add_router_interface", Json.object("port_id", "{bare}")).put("network", router + "/add_router_interface", Json.object());
        c.get("network", "/v2.0/ports?device_id={router}&device_owner=network:router_interface");
        c.form().put("network", router, Json.object("router", Json.object("routes", Json.array(Json.object("destination", "10.9.0.0/24", "nexthop", "10.77.0.7")))));
        c.put("network", router, Json.object("router", Json.object("routes", Json.array(Json.object("destination", "10.9.0.0/24", "nexthop", "10.66.0.7")))));
        c.delete("network", router).delete("network", "/v2.0/networks/{n}").delete("network", "/v2.0/subnets/{s}").delete("network", "/v2.0/ports/{plug}");
        c.form().post("network", "/v2.0/floatingips", Json.object("floatingip", Json.object("floating_network_id", "{public}")))
            .keep("fip", "/floatingip/id").keep("address", "/floatingip/floating_ip_address").cleanUp("network", "/v2.0/floatingips/{fip}");
        c.form().put("network", "/v2.0/floatingips/{fip}", Json.object("floatingip", Json.object("port_id", "{port}")));
        c.post("network", "/v2.0/floatingips", Json.object("floatingip", Json.object("floating_network_id", "{public}", "floating_ip_address", "{address}")));
        c.post("network", "/v2.0/floatingips", Json.object("floatingip", Json.object("floating_network_id", "{n}")));
        c.delete("network", "/v2.0/floatingips/{fip}").form().put("network", router, Json.object("router", Json.object("routes", Json.array())));
        c.put("network", router + "/remove_router_interface", Json.object("subnet_id", "{s}")).put("network", router + "/remove_router_interface", Json.object("subnet_id", "{s}"));
        c.delete("network", router).delete("network", router);
    }

    static void quotas(Conversation c) {
        c.post("identity", "/v3/projects", Json.object("project", Json.object("name", "{run}-q"))).keep("p", "/project/id").cleanUp("identity", "/v3/projects/{p}");
        String network = "/v2.0/quotas/{p}";
        c.get("network", network).get("network", network + "/default").get("network", network + "/details").get("network", network + "/details.json");
        c.put("network", network, Json.object("quota", Json.object("port", 77, "router", -1))).put("network", network, Json.object("quota", Json.object("nope", 1)))
            .put("network", network, Json.object("quota", Json.object("port", "x"))).get("network", network).delete("network", network).get("network", network);
        String volume = "/v3/{project}/os-quota-sets/{p}";
        c.get("volume", "/").get("volume", "/v3/").get("volume", volume).get("volume", volume + "?usage=True").get("volume", volume + "/defaults")
            .put("volume", volume, Json.object("quota_set", Json.object("volumes", 11, "gigabytes", -1))).put("volume", volume, Json.object("quota_set", Json.object("nope", 1)))
            .put("volume", volume, Json.object("quota_set", Json.object("volumes", -2))).put("volume", volume, Json.object("quota_set", Json.object("volumes", "12")))
            .delete("volume", volume).form().get("volume", "/v3/{project}/types").form().get("volume", "/v3/{project}/volumes/detail?all_tenants=1")
            .get("volume", "/v3/{project}/volumes/nope").at("volume 3.70").get("volume", volume);
        c.send("GET", "volume", volume, null, Map.of("X-Auth-Token", "bad"));
    }
}
