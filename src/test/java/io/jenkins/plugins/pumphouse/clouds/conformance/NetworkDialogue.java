package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Map;

/** What a migration says to Neutron. */
final class NetworkDialogue {
    static final String NOWHERE = "0ac0b4b4-1111-4111-8111-111111111111";

    private NetworkDialogue() {}

    static void networks(Conversation c) {
        c.get("network", "/")
                .form()
                .get("network", "/v2.0/")
                .get("network", "/v2.0/nope")
                .form()
                .get("network", "/v2.0/extensions");
        c.form()
                .get("network", "/v2.0/networks")
                .form()
                .get("network", "/v2.0/subnets")
                .form()
                .get("network", "/v2.0/routers");
        c.get("network", "/v2.0/networks?nonsense=1").get("network", "/v2.0/networks/nope");
        c.send("GET", "network", "/v2.0/networks", null, Map.of("X-Auth-Token", "bad"));
        c.post(
                        "network",
                        "/v2.0/networks",
                        WireJson.object("network", WireJson.object("name", "{run}-net", "description", "d")))
                .keep("n", "/network/id")
                .cleanUp("network", "/v2.0/networks/{n}");
        c.post("network", "/v2.0/networks", WireJson.object("network", WireJson.object("name", "x", "nonsense", 1)))
                .post("network", "/v2.0/networks", WireJson.object("networkx", WireJson.object()));
        c.put(
                "network",
                "/v2.0/networks/{n}",
                WireJson.object("network", WireJson.object("admin_state_up", false, "mtu", 1400)));
        c.put("network", "/v2.0/networks/{n}", WireJson.object("network", WireJson.object("status", "DOWN")));
        subnets(c);
        ports(c);
        routers(c);
        c.delete("network", "/v2.0/ports/{bare}")
                .delete("network", "/v2.0/ports/{port}")
                .delete("network", "/v2.0/networks/{n}")
                .delete("network", "/v2.0/networks/{n}");
    }

    private static void subnets(Conversation c) {
        subnet(
                        c,
                        WireJson.object(
                                "ip_version",
                                4,
                                "cidr",
                                "10.77.0.0/24",
                                "name",
                                "{run}-sub",
                                "dns_nameservers",
                                WireJson.array("9.9.9.9"),
                                "host_routes",
                                WireJson.array(WireJson.object("destination", "10.9.0.0/16", "nexthop", "10.77.0.7"))))
                .keep("s", "/subnet/id");
        subnet(c, WireJson.object("ip_version", 4, "cidr", "10.77.0.0/24"));
        subnet(
                c,
                WireJson.object(
                        "ip_version", 4, "cidr", "10.78.0.5/24", "gateway_ip", "10.78.0.100", "enable_dhcp", false));
        subnet(
                c,
                WireJson.object(
                        "ip_version",
                        4,
                        "cidr",
                        "10.79.0.0/24",
                        "allocation_pools",
                        WireJson.array(WireJson.object("start", "10.79.0.50", "end", "10.79.0.60"))));
        subnet(
                c,
                WireJson.object(
                        "ip_version",
                        4,
                        "cidr",
                        "10.80.0.0/24",
                        "allocation_pools",
                        WireJson.array(WireJson.object("start", "10.81.0.50", "end", "10.81.0.60"))));
        subnet(c, WireJson.object("ip_version", 4));
        subnet(c, WireJson.object("ip_version", 4, "cidr", "junk"));
        subnet(c, WireJson.object("ip_version", 6, "cidr", "10.82.0.0/24"));
        subnet(c, WireJson.object("ip_version", 6, "cidr", "fd77::/64", "gateway_ip", null));
        subnet(c, WireJson.object("ip_version", 6, "cidr", "fd78::/64"));
        c.get("network", "/v2.0/networks/{n}")
                .put("network", "/v2.0/subnets/{s}", WireJson.object("subnet", WireJson.object("cidr", "10.90.0.0/24")))
                .put("network", "/v2.0/subnets/{s}", WireJson.object("subnet", WireJson.object("name", "{run}-sub2")))
                .get("network", "/v2.0/subnets/" + NOWHERE);
    }

    /** A subnet of the network {@code n}. */
    static Conversation subnet(Conversation c, ObjectNode wanted) {
        return c.post("network", "/v2.0/subnets", WireJson.object("subnet", wanted.put("network_id", "{n}")));
    }

    private static void ports(Conversation c) {
        port(
                        c,
                        WireJson.object(
                                "mac_address",
                                "fa:16:3e:77:00:01",
                                "fixed_ips",
                                WireJson.array(WireJson.object("subnet_id", "{s}", "ip_address", "10.77.0.9"))))
                .keep("port", "/port/id")
                .cleanUp("network", "/v2.0/ports/{port}");
        port(c, WireJson.object("mac_address", "fa:16:3e:77:00:01"));
        port(c, WireJson.object("fixed_ips", WireJson.array(WireJson.object("ip_address", "10.77.0.9"))));
        port(c, WireJson.object("fixed_ips", WireJson.array(WireJson.object("ip_address", "10.99.0.9"))));
        port(c, WireJson.object("fixed_ips", WireJson.array(WireJson.object("subnet_id", NOWHERE))));
        port(
                        c,
                        WireJson.object(
                                "fixed_ips",
                                WireJson.array(),
                                "allowed_address_pairs",
                                WireJson.array(WireJson.object("ip_address", "10.77.0.50"))))
                .keep("bare", "/port/id")
                .cleanUp("network", "/v2.0/ports/{bare}");
        port(c, WireJson.object("mac_address", "zz"));
        port(c, WireJson.object("security_groups", WireJson.array(NOWHERE)));
        c.post("network", "/v2.0/ports", WireJson.object("port", WireJson.object("network_id", "nope")))
                .post("network", "/v2.0/ports", WireJson.object("port", WireJson.object()))
                .post("network", "/v2.0/ports", WireJson.object("port", WireJson.object("network_id", NOWHERE)));
        c.put("network", "/v2.0/ports/{port}", WireJson.object("port", WireJson.object("network_id", "{n}")));
        c.put(
                "network",
                "/v2.0/ports/{port}",
                WireJson.object("port", WireJson.object("description", "d".repeat(256))));
        String tags = "/v2.0/ports/{port}/tags";
        c.put("network", tags, WireJson.object("tags", WireJson.array("a", "b")))
                .put("network", tags, WireJson.object("tags", WireJson.array("a", "a")))
                .put("network", tags, WireJson.object("tags", WireJson.array("x".repeat(255))))
                .put("network", tags, WireJson.object("tags", WireJson.array("x".repeat(256))))
                .put("network", tags + "/c", null)
                .get("network", tags + "/c")
                .get("network", tags + "/zz")
                .get("network", tags)
                .put("network", tags, WireJson.object("tagz", WireJson.array()))
                .delete("network", tags)
                .get("network", tags);
        c.get("network", "/v2.0/ports/{port}")
                .get("network", "/v2.0/ports?network_id={n}")
                .get("network", "/v2.0/ports?network_id={n}&fixed_ips=ip_address=10.77.0.9")
                .get("network", "/v2.0/ports?mac_address=fa:16:3e:77:00:01&network_id={n}");
        c.put(
                "network",
                "/v2.0/ports/{port}",
                WireJson.object("port", WireJson.object("port_security_enabled", false)));
        c.put(
                "network",
                "/v2.0/ports/{bare}",
                WireJson.object(
                        "port",
                        WireJson.object(
                                "name",
                                "{run}-bare",
                                "security_groups",
                                WireJson.array(),
                                "allowed_address_pairs",
                                WireJson.array())));
        c.put(
                "network",
                "/v2.0/ports/{bare}",
                WireJson.object("port", WireJson.object("port_security_enabled", false)));
    }

    /** A port in the network {@code n}. */
    static Conversation port(Conversation c, ObjectNode wanted) {
        return c.post("network", "/v2.0/ports", WireJson.object("port", wanted.put("network_id", "{n}")));
    }

    private static void routers(Conversation c) {
        String router = "/v2.0/routers/{router}";
        c.find("public", "network", "/v2.0/networks?router:external=true", "networks", row -> true);
        // The address in the external network is given by whoever asks first.
        c.form()
                .post(
                        "network",
                        "/v2.0/routers",
                        WireJson.object(
                                "router",
                                WireJson.object(
                                        "name",
                                        "{run}-r",
                                        "external_gateway_info",
                                        WireJson.object("network_id", "{public}"))))
                .keep("router", "/router/id")
                .cleanUp("network", router);
        c.post(
                "network",
                "/v2.0/routers",
                WireJson.object(
                        "router", WireJson.object("external_gateway_info", WireJson.object("network_id", "{n}"))));
        c.put("network", router + "/add_router_interface", WireJson.object("subnet_id", "{s}"))
                .keep("plug", "/port_id");
        c.put("network", router + "/add_router_interface", WireJson.object("subnet_id", "{s}"));
        c.put("network", router + "/add_router_interface", WireJson.object("port_id", "{bare}"))
                .put("network", router + "/add_router_interface", WireJson.object());
        c.get("network", "/v2.0/ports?device_id={router}&device_owner=network:router_interface");
        c.form()
                .put(
                        "network",
                        router,
                        WireJson.object(
                                "router",
                                WireJson.object(
                                        "routes",
                                        WireJson.array(WireJson.object(
                                                "destination", "10.9.0.0/24", "nexthop", "10.77.0.7")))));
        c.put(
                "network",
                router,
                WireJson.object(
                        "router",
                        WireJson.object(
                                "routes",
                                WireJson.array(
                                        WireJson.object("destination", "10.9.0.0/24", "nexthop", "10.66.0.7")))));
        c.delete("network", router)
                .delete("network", "/v2.0/networks/{n}")
                .delete("network", "/v2.0/subnets/{s}")
                .delete("network", "/v2.0/ports/{plug}");
        c.form()
                .post(
                        "network",
                        "/v2.0/floatingips",
                        WireJson.object("floatingip", WireJson.object("floating_network_id", "{public}")))
                .keep("fip", "/floatingip/id")
                .keep("address", "/floatingip/floating_ip_address")
                .cleanUp("network", "/v2.0/floatingips/{fip}");
        c.form()
                .put(
                        "network",
                        "/v2.0/floatingips/{fip}",
                        WireJson.object("floatingip", WireJson.object("port_id", "{port}")));
        c.post(
                "network",
                "/v2.0/floatingips",
                WireJson.object(
                        "floatingip",
                        WireJson.object("floating_network_id", "{public}", "floating_ip_address", "{address}")));
        c.post(
                "network",
                "/v2.0/floatingips",
                WireJson.object("floatingip", WireJson.object("floating_network_id", "{n}")));
        c.delete("network", "/v2.0/floatingips/{fip}")
                .form()
                .put("network", router, WireJson.object("router", WireJson.object("routes", WireJson.array())));
        c.put("network", router + "/remove_router_interface", WireJson.object("subnet_id", "{s}"))
                .put("network", router + "/remove_router_interface", WireJson.object("subnet_id", "{s}"));
        c.delete("network", router).delete("network", router);
    }
}
