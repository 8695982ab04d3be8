package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.array;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the project demo, beside another, with objects that are drawn from a seed: names that are equal, long, empty or
 * full of signs, fields that are set or not, references to whatever has been made before. What the cloud refuses is
 * left out.
 */
final class RandomProject {
    private static final List<String> NAMES = List.of(
            "web",
            "Web",
            "w\u00e9b",
            "we\u0301b",
            "a/b",
            "per%20cent",
            "q?a=b&c#d",
            "[x, y]",
            "\u001b[31mred",
            "line\nbreak",
            "x".repeat(255),
            "\uD83D\uDE80".repeat(30),
            "",
            " blanks ",
            "12345678901234567890123456789012",
            "*",
            "skip");

    private final Dice dice;
    private final EmbeddedCloud cloud;
    private final Inside admin;
    private final List<String> projects;
    private final List<String> groups = new ArrayList<>();
    private final List<String> addressGroups = new ArrayList<>();
    private final List<String> policies = new ArrayList<>();
    private final List<String> networks = new ArrayList<>();
    private final List<String> subnets = new ArrayList<>();
    private final List<String> routers = new ArrayList<>();

    private RandomProject(EmbeddedCloud cloud, long seed) {
        this.dice = new Dice(seed);
        this.cloud = cloud;
        this.admin = cloud.inside();
        this.projects =
                List.of(cloud.project("demo").id(), cloud.project("shop").id());
    }

    static void fill(EmbeddedCloud cloud, long seed) {
        RandomProject project = new RandomProject(cloud, seed);
        project.people();
        project.groups();
        project.networks();
        project.images();
    }

    /** Demo, or seldom the other. */
    private String owner() {
        return projects.get(dice.chance(0.85) ? 0 : 1);
    }

    private void times(int most, Runnable what) {
        for (int i = dice.random.nextInt(most + 1); i >= 0; i--) {
            try {
                what.run();
            } catch (Refused | IllegalArgumentException e) {
                continue; // the dice have asked for something impossible, or for one of none
            }
        }
    }

    private ObjectNode described(ObjectNode fields) {
        return switch (dice.random.nextInt(4)) {
            case 0 -> fields.put("description", "");
            case 1 -> fields.put("description", "text " + dice.any(NAMES));
            case 2 -> fields.put("description", "d".repeat(dice.chance(0.3) ? 255 : 40));
            default -> fields;
        };
    }

    private void make(List<String> made, String path, String key, ObjectNode fields) {
        made.add(WireJson.text(admin.make("network", "/v2.0/" + path, key, fields), "id"));
    }

    private void people() {
        String member = admin.id("identity", "/v3/roles", "roles", "member");
        times(4, () -> {
            ObjectNode user = described(object("name", dice.any(NAMES)));
            if (dice.chance(0.4)) {
                user.put("email", dice.chance(0.3) ? "" : "a@example.org");
            }
            if (dice.chance(0.3)) {
                user.put("enabled", false);
            }
            if (dice.chance(0.3)) {
                user.put("default_project_id", dice.chance(0.3) ? "0".repeat(32) : dice.any(projects));
            }
            String id = WireJson.text(admin.make("identity", "/v3/users", "user", user), "id");
            admin.put("identity", "/v3/projects/" + owner() + "/users/" + id + "/roles/" + member, null);
        });
    }

    private void groups() {
        times(
                2,
                () -> make(
                        addressGroups,
                        "address-groups",
                        "address_group",
                        described(object(
                                "name", dice.any(NAMES), "tenant_id", owner(), "addresses", array("192.0.2.0/24")))));
        for (String project : projects) {
            admin.list("network", "/v2.0/security-groups?tenant_id=" + project, "security_groups")
                    .forEach(group -> groups.add(WireJson.text(group, "id")));
        }
        times(
                4,
                () -> make(
                        groups,
                        "security-groups",
                        "security_group",
                        described(
                                object("name", dice.any(NAMES), "tenant_id", owner(), "stateful", dice.chance(0.8)))));
        times(12, this::rule);
    }

    private void rule() {
        boolean six = dice.chance(0.25);
        ObjectNode rule = object(
                "security_group_id",
                dice.any(groups),
                "direction",
                dice.chance(0.7) ? "ingress" : "egress",
                "ethertype",
                six ? "IPv6" : "IPv4");
        switch (dice.random.nextInt(5)) {
            case 0 -> rule.put("protocol", "tcp").put("port_range_min", 22).put("port_range_max", 25);
            case 1 -> rule.put("protocol", six ? "58" : "icmp").put("port_range_min", 3);
            case 2 -> rule.put("protocol", dice.any(List.of("47", "112", "132")));
            case 3 -> rule.put("protocol", "udp");
            default -> {}
        }
        switch (dice.random.nextInt(4)) {
            case 0 -> rule.put("remote_ip_prefix", six ? "fd00::1/64" : dice.any(List.of("10.0.0.1/8", "192.168.1.7")));
            case 1 -> rule.put("remote_group_id", dice.any(groups));
            case 2 -> rule.put("remote_address_group_id", dice.any(addressGroups));
            default -> {}
        }
        admin.make("network", "/v2.0/security-group-rules", "security_group_rule", rule);
    }

    private void networks() {
        times(
                2,
                () -> make(
                        policies,
                        "qos/policies",
                        "policy",
                        described(object("name", dice.any(NAMES), "tenant_id", owner()))));
        times(4, this::network);
        times(6, this::subnet);
        times(
                2,
                () -> make(
                        routers,
                        "routers",
                        "router",
                        described(object(
                                "name", dice.any(NAMES), "tenant_id", owner(), "admin_state_up", dice.chance(0.8)))));
        times(
                4,
                () -> admin.put(
                        "network",
                        "/v2.0/routers/" + dice.any(routers) + "/add_router_interface",
                        object("subnet_id", dice.any(subnets))));
        times(2, this::port);
        times(
                2,
                () -> admin.make(
                        "network",
                        "/v2.0/rbac-policies",
                        "rbac_policy",
                        object(
                                "object_type",
                                "network",
                                "object_id",
                                dice.any(networks),
                                "action",
                                "access_as_shared",
                                "target_tenant",
                                projects.get(1))));
    }

    private void network() {
        ObjectNode network =
                described(object("name", dice.any(NAMES), "tenant_id", owner(), "admin_state_up", dice.chance(0.8)));
        if (dice.chance(0.3)) {
            network.put("port_security_enabled", false);
        }
        if (dice.chance(0.3)) {
            network.put("mtu", 1400);
        }
        if (dice.chance(0.4)) {
            network.put("qos_policy_id", dice.any(policies));
        }
        make(networks, "networks", "network", network);
    }

    private void subnet() {
        boolean six = dice.chance(0.25);
        String prefix = "10." + (1 + dice.random.nextInt(6)) + ".0.";
        ObjectNode subnet = described(object(
                "network_id",
                dice.any(networks),
                "name",
                dice.any(NAMES),
                "tenant_id",
                owner(),
                "ip_version",
                six ? 6 : 4,
                "cidr",
                six ? "fd00:" + dice.random.nextInt(9) + "::/64" : prefix + "0/24"));
        if (dice.chance(0.25)) {
            subnet.putNull("gateway_ip");
        }
        if (dice.chance(0.3)) {
            subnet.put("enable_dhcp", false);
        } else if (six) {
            subnet.put("ipv6_ra_mode", "slaac").put("ipv6_address_mode", "slaac");
        }
        if (dice.chance(0.3)) {
            subnet.set("dns_nameservers", array(six ? "fd00::53" : "9.9.9.9", six ? "fd00::35" : "8.8.8.8"));
        }
        if (!six && dice.chance(0.3)) {
            subnet.set("allocation_pools", array(object("start", prefix + "20", "end", prefix + "30")));
        }
        make(subnets, "subnets", "subnet", subnet);
    }

    private void port() {
        ObjectNode port =
                described(object("network_id", dice.any(networks), "tenant_id", owner(), "name", dice.any(NAMES)));
        if (dice.chance(0.3)) {
            port.set("fixed_ips", array());
        }
        make(new ArrayList<>(), "ports", "port", port);
    }

    private void images() {
        times(3, () -> {
            ObjectNode more =
                    object("visibility", dice.any(List.of("private", "shared", "community")), "owner", owner());
            more.put("protected", dice.chance(0.3))
                    .put("os_hidden", dice.chance(0.2))
                    .put("min_ram", dice.chance(0.3) ? 64 : 0);
            if (dice.chance(0.3)) {
                more.put("os_distro", "debian").put("a b", "");
            }
            cloud.project("demo").image(dice.any(NAMES), 300, more);
        });
        for (JsonNode image : admin.list("image", "/v2/images?visibility=shared", "images")) {
            String path = "/v2/images/" + WireJson.text(image, "id") + "/members";
            times(
                    1,
                    () -> admin.post(
                            "image", path, object("member", dice.chance(0.3) ? "0".repeat(32) : projects.get(1))));
        }
    }
}
