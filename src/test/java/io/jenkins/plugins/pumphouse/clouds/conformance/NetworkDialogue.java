package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import java.util.Map;

/** What a migration says to Neutron. */
final class NetworkDialogue {
    private static final String NOWHERE = "0ac0b4b4-1111-4111-8111-111111111111";

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
                        Json.object("network", Json.object("name", "{run}-net", "description", "d")))
                .keep("n", "/network/id")
                .cleanUp("network", "/v2.0/networks/{n}");
        c.post("network", "/v2.0/networks", Json.object("network", Json.object("name", "x", "nonsense", 1)))
                .post("network", "/v2.0/networks", Json.object("networkx", Json.object()));
        c.put(
                "network",
                "/v2.0/networks/{n}",
                Json.object("network", Json.object("admin_state_up", false, "mtu", 1400)));
        c.put("network", "/v2.0/networks/{n}", Json.object("network", Json.object("status", "DOWN")));
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
                        Json.object(
                                "ip_version",
                                4,
                                "cidr",
                                "10.77.0.0/24",
                                "name",
                                "{run}-sub",
                                "dns_nameservers",
                                Json.array("9.9.9.9"),
                                "host_routes",
                                Json.array(Json.object("destination", "10.9.0.0/16", "nexthop", "10.77.0.7"))))
                .keep("s", "/subnet/id");
        subnet(c, Json.object("ip_version", 4, "cidr", "10.77.0.0/24"));
        subnet(
                c,
                Json.object(
                        "ip_version", 4, "cidr", "10.78.0.5/24", "gateway_ip", "10.78.0.100", "enable_dhcp", false));
        subnet(
                c,
                Json.object(
                        "ip_version",
                        4,
                        "cidr",
                        "10.79.0.0/24",
                        "allocation_pools",
                        Json.array(Json.object("start", "10.79.0.50", "end", "10.79.0.60"))));
        subnet(
                c,
                Json.object(
                        "ip_version",
                        4,
                        "cidr",
                        "10.80.0.0/24",
                        "allocation_pools",
                        Json.array(Json.object("start", "10.81.0.50", "end", "10.81.0.60"))));
        subnet(c, Json.object("ip_version", 4));
        subnet(c, Json.object("ip_version", 4, "cidr", "junk"));
        subnet(c, Json.object("ip_version", 6, "cidr", "10.82.0.0/24"));
        subnet(c, Json.object("ip_version", 6, "cidr", "fd77::/64", "gateway_ip", null));
        subnet(c, Json.object("ip_version", 6, "cidr", "fd78::/64"));
        c.get("network", "/v2.0/networks/{n}")
                .put("network", "/v2.0/subnets/{s}", Json.object("subnet", Json.object("cidr", "10.90.0.0/24")))
                .put("network", "/v2.0/subnets/{s}", Json.object("subnet", Json.object("name", "{run}-sub2")))
                .get("network", "/v2.0/subnets/" + NOWHERE);
    }

    private static Conversation subnet(Conversation c, ObjectNode wanted) {
        return c.post("network", "/v2.0/subnets", Json.object("subnet", wanted.put("network_id", "{n}")));
    }

    private static void ports(Conversation c) {
        port(
                        c,
                        Json.object(
                                "mac_address",
                                "fa:16:3e:77:00:01",
                                "fixed_ips",
                                Json.array(Json.object("subnet_id", "{s}", "ip_address", "10.77.0.9"))))
                .keep("port", "/port/id")
                .cleanUp("network", "/v2.0/ports/{port}");
        port(c, Json.object("mac_address", "fa:16:3e:77:00:01"));
        port(c, Json.object("fixed_ips", Json.array(Json.object("ip_address", "10.77.0.9"))));
        port(c, Json.object("fixed_ips", Json.array(Json.object("ip_address", "10.99.0.9"))));
        port(c, Json.object("fixed_ips", Json.array(Json.object("subnet_id", NOWHERE))));
        port(
                        c,
                        Json.object(
                                "fixed_ips",
                                Json.array(),
                                "allowed_address_pairs",
                                Json.array(Json.object("ip_address", "10.77.0.50"))))
                .keep("bare", "/port/id")
                .cleanUp("network", "/v2.0/ports/{bare}");
        port(c, Json.object("mac_address", "zz"));
        port(c, Json.object("security_groups", Json.array(NOWHERE)));
        c.post("network", "/v2.0/ports", Json.object("port", Json.object("network_id", "nope")))
                .post("network", "/v2.0/ports", Json.object("port", Json.object()))
                .post("network", "/v2.0/ports", Json.object("port", Json.object("network_id", NOWHERE)));
        c.put("network", "/v2.0/ports/{port}", Json.object("port", Json.object("network_id", "{n}")));
        c.put("network", "/v2.0/ports/{port}", Json.object("port", Json.object("description", "d".repeat(256))));
        String tags = "/v2.0/ports/{port}/tags";
        c.put("network", tags, Json.object("tags", Json.array("a", "b")))
                .put("network", tags, Json.object("tags", Json.array("a", "a")))
                .put("network", tags, Json.object("tags", Json.array("x".repeat(255))))
                .put("network", tags, Json.object("tags", Json.array("x".repeat(256))))
                .put("network", tags + "/c", null)
                .get("network", tags + "/c")
                .get("network", tags + "/zz")
                .get("network", tags)
                .put("network", tags, Json.object("tagz", Json.array()))
                .delete("network", tags)
                .get("network", tags);
        c.get("network", "/v2.0/ports/{port}")
                .get("network", "/v2.0/ports?network_id={n}")
                .get("network", "/v2.0/ports?network_id={n}&fixed_ips=ip_address=10.77.0.9")
                .get("network", "/v2.0/ports?mac_address=fa:16:3e:77:00:01&network_id={n}");
        c.put("network", "/v2.0/ports/{port}", Json.object("port", Json.object("port_security_enabled", false)));
        c.put(
                "network",
                "/v2.0/ports/{bare}",
                Json.object(
                        "port",
                        Json.object(
                                "name",
                                "{run}-bare",
                                "security_groups",
                                Json.array(),
                                "allowed_address_pairs",
                                Json.array())));
        c.put("network", "/v2.0/ports/{bare}", Json.object("port", Json.object("port_security_enabled", false)));
    }

    private static Conversation port(Conversation c, ObjectNode wanted) {
        return c.post("network", "/v2.0/ports", Json.object("port", wanted.put("network_id", "{n}")));
    }

    private static void routers(Conversation c) {
        String router = "/v2.0/routers/{router}";
        c.find("public", "network", "/v2.0/networks?router:external=true", "networks", row -> true);
        // The address in the external network is given by whoever asks first.
        c.form()
                .post(
                        "network",
                        "/v2.0/routers",
                        Json.object(
                                "router",
                                Json.object(
                                        "name",
                                        "{run}-r",
                                        "external_gateway_info",
                                        Json.object("network_id", "{public}"))))
                .keep("router", "/router/id")
                .cleanUp("network", router);
        c.post(
                "network",
                "/v2.0/routers",
                Json.object("router", Json.object("external_gateway_info", Json.object("network_id", "{n}"))));
        c.put("network", router + "/add_router_interface", Json.object("subnet_id", "{s}"))
                .keep("plug", "/port_id");
        c.put("network", router + "/add_router_interface", Json.object("subnet_id", "{s}"));
        c.put("network", router + "/add_router_interface", Json.object("port_id", "{bare}"))
                .put("network", router + "/add_router_interface", Json.object());
        c.get("network", "/v2.0/ports?device_id={router}&device_owner=network:router_interface");
        c.form()
                .put(
                        "network",
                        router,
                        Json.object(
                                "router",
                                Json.object(
                                        "routes",
                                        Json.array(
                                                Json.object("destination", "10.9.0.0/24", "nexthop", "10.77.0.7")))));
        c.put(
                "network",
                router,
                Json.object(
                        "router",
                        Json.object(
                                "routes",
                                Json.array(Json.object("destination", "10.9.0.0/24", "nexthop", "10.66.0.7")))));
        c.delete("network", router)
                .delete("network", "/v2.0/networks/{n}")
                .delete("network", "/v2.0/subnets/{s}")
                .delete("network", "/v2.0/ports/{plug}");
        c.form()
                .post(
                        "network",
                        "/v2.0/floatingips",
                        Json.object("floatingip", Json.object("floating_network_id", "{public}")))
                .keep("fip", "/floatingip/id")
                .keep("address", "/floatingip/floating_ip_address")
                .cleanUp("network", "/v2.0/floatingips/{fip}");
        c.form().put("network", "/v2.0/floatingips/{fip}", Json.object("floatingip", Json.object("port_id", "{port}")));
        c.post(
                "network",
                "/v2.0/floatingips",
                Json.object(
                        "floatingip",
                        Json.object("floating_network_id", "{public}", "floating_ip_address", "{address}")));
        c.post("network", "/v2.0/floatingips", Json.object("floatingip", Json.object("floating_network_id", "{n}")));
        c.delete("network", "/v2.0/floatingips/{fip}")
                .form()
                .put("network", router, Json.object("router", Json.object("routes", Json.array())));
        c.put("network", router + "/remove_router_interface", Json.object("subnet_id", "{s}"))
                .put("network", router + "/remove_router_interface", Json.object("subnet_id", "{s}"));
        c.delete("network", router).delete("network", router);
    }
}
