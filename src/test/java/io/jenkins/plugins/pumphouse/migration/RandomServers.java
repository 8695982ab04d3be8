package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.array;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Gives the project demo servers that are drawn from a seed: in any state, with cards, volumes, addresses, metadata and
 * names of all sorts, in any combination. What the cloud refuses is left out.
 */
final class RandomServers {
    private static final List<String> NAMES =
            List.of("app", "App", "app", "w\u00e9b/1", "\uD83D\uDE80 one", "x".repeat(250), "[a, b]", "  blanks ", "*");

    private static final List<String> TEXTS = List.of("", "plain", "\u00e9\u4e2d", "a=b; c", "t".repeat(255));

    private static final List<List<String>> STATES = List.of(
            List.of(),
            List.of(),
            List.of(),
            List.of("os-stop"),
            List.of("pause"),
            List.of("suspend"),
            List.of("shelve"),
            List.of("lock"),
            List.of("os-stop", "lock"),
            List.of("suspend", "lock"));

    private final Dice dice;
    private final EmbeddedCloud cloud;
    private final boolean modern;
    private final Inside admin;
    private final String demo;
    private final String shop;
    private final List<String> together = new ArrayList<>();
    private final List<String> clusters = new ArrayList<>();
    private int addresses = 100;

    private RandomServers(EmbeddedCloud cloud, boolean modern, long seed) {
        this.dice = new Dice(seed);
        this.cloud = cloud;
        this.modern = modern;
        this.admin = cloud.inside();
        this.demo = cloud.project("demo").id();
        this.shop = cloud.project("shop").id();
    }

    /**
     * On the target, too, has what a migration does not bring: types of volumes.
     *
     * @param modern whether the cloud is one of today, and not of Icehouse
     */
    static void boot(EmbeddedCloud cloud, boolean modern, EmbeddedCloud target, long seed) {
        List.of(cloud, target).forEach(each -> {
            VolumeFixture.type(each, "fast");
            VolumeFixture.sharedType(each, "shared");
        });
        RandomServers servers = new RandomServers(cloud, modern, seed);
        servers.sixthVersion();
        if (servers.modern) {
            servers.groups();
            servers.clusters();
        }
        for (int i = 0; i < 8; i++) {
            try {
                servers.server();
            } catch (Refused | IllegalArgumentException e) {
                continue; // the dice have asked for something impossible
            }
        }
    }

    private void sixthVersion() {
        ObjectNode subnet = object(
                "network_id",
                admin.id("network", "/v2.0/networks", "networks", "demo-net"),
                "tenant_id",
                demo,
                "name",
                "six",
                "ip_version",
                6,
                "cidr",
                "fd00:6::/64");
        if (dice.chance(0.5)) {
            subnet.put("ipv6_ra_mode", "slaac").put("ipv6_address_mode", "slaac");
        }
        admin.make("network", "/v2.0/subnets", "subnet", subnet);
    }

    private void groups() {
        for (String policy : List.of("soft-affinity", "soft-anti-affinity")) {
            ObjectNode group = object("name", dice.any(List.of("pair", "pair", "row")), "policy", policy);
            together.add(WireJson.text(
                    cloud.inside("alice", "demo").make("compute", "/v2.1/os-server-groups", "server_group", group),
                    "id"));
        }
    }

    private void clusters() {
        for (String name : List.of("quorum", "store")) {
            clusters.add(new VolumeFixture(cloud, "demo", name, 1, "data " + dice.random.nextInt())
                    .set("volume_type", "shared")
                    .make());
        }
    }

    private void server() {
        ServerFixture server = cloud.project("demo")
                .server(dice.any(NAMES))
                .image(dice.any(List.of("cirros", "debian-demo", "golden")))
                .flavor(dice.any(List.of("m1.tiny", "m1.small", "demo.small")))
                .writes("disk " + dice.random.nextInt());
        String key = dice.chance(0.6) ? "laptop" : null;
        server.owner(dice.any(List.of("alice", "bob")), modern ? key : null); // an old cloud shows nobody's keys
        List<String> cards = new ArrayList<>();
        for (int i = dice.random.nextInt(4); i > 0; i--) {
            String card = port();
            cards.add(card);
            server.port(card);
            if (modern && dice.chance(0.2)) {
                server.tagged("nic" + i);
            }
        }
        for (int i = dice.random.nextInt(4); i > 0; i--) {
            server.metadata(dice.any(List.of("role", "a b", "k.e:y-_", "k".repeat(200))), dice.any(TEXTS));
        }
        if (dice.chance(0.3)) {
            server.userData(dice.any(List.of("#!/bin/sh\necho", "\u00e9")));
        }
        if (dice.chance(0.2)) {
            server.with("config_drive", true);
        }
        if (modern && dice.chance(0.3)) {
            server.hint("group", dice.any(together));
        }
        disks(server);
        server.then(dice.any(STATES).toArray(String[]::new)).boot();
        cards.stream().filter(card -> dice.chance(0.4)).forEach(this::floating);
    }

    private String port() {
        String network = dice.any(List.of("demo-net", "demo-net", "demo-backend", "private"));
        String prefix = Map.of("demo-net", "10.1.0.", "demo-backend", "10.2.0.", "private", "10.0.0.")
                .get(network);
        ObjectNode port = object(
                "network_id",
                admin.id("network", "/v2.0/networks", "networks", network),
                "tenant_id",
                dice.chance(0.9) ? demo : shop,
                "name",
                dice.chance(0.3) ? dice.any(NAMES) : "",
                "admin_state_up",
                dice.chance(0.9));
        if (modern && dice.chance(0.3)) {
            port.put("description", dice.any(TEXTS));
        }
        ArrayNode fixed = array();
        for (int i = dice.chance(0.2) ? 2 : 1; i > 0; i--) {
            fixed.add(object("ip_address", prefix + ++addresses));
        }
        port.set("fixed_ips", fixed);
        if (modern && dice.chance(0.2)) {
            port.put("port_security_enabled", false).set("security_groups", array());
        } else if (dice.chance(0.3)) {
            port.set("security_groups", array());
        } else if (dice.chance(0.5)) {
            port.set("security_groups", array(group("web"), group("db")));
        }
        if (dice.chance(0.2) && !port.has("port_security_enabled")) {
            port.set("allowed_address_pairs", array(object("ip_address", prefix + "240/28")));
        }
        return WireJson.text(admin.make("network", "/v2.0/ports", "port", port), "id");
    }

    private String group(String name) {
        return admin.list("network", "/v2.0/security-groups?tenant_id=" + demo, "security_groups").stream()
                .filter(group -> name.equals(WireJson.text(group, "name")))
                .map(group -> WireJson.text(group, "id"))
                .findFirst()
                .orElseThrow();
    }

    private void disks(ServerFixture server) {
        if (dice.chance(0.25)) {
            String name = "system " + dice.random.nextInt();
            String system = volume(name, 2);
            VolumeFixture.change(cloud, name, "bootable", WireJson.node("true"));
            server.fromVolume(system);
        }
        List<Integer> sizes = new ArrayList<>(List.of(1, 1, 3));
        Collections.shuffle(sizes, dice.random);
        for (int size : sizes.subList(0, dice.random.nextInt(3))) {
            server.volume(volume(dice.chance(0.3) ? "" : dice.any(NAMES), size), dice.chance(0.3));
        }
        clusters.stream().filter(volume -> dice.chance(0.2)).forEach(volume -> server.volume(volume, false));
    }

    private String volume(String name, int size) {
        VolumeFixture volume = new VolumeFixture(cloud, "demo", name, size, "data " + dice.random.nextInt());
        if (dice.chance(0.3)) {
            volume.set("description", dice.any(TEXTS));
        }
        if (dice.chance(0.4)) {
            volume.set("metadata", object("tier", dice.any(TEXTS), "a b", "c"));
        }
        if (dice.chance(0.3)) {
            volume.set("volume_type", "fast");
        }
        return volume.make();
    }

    private void floating(String card) {
        ObjectNode wanted = object(
                "floating_network_id",
                admin.id("network", "/v2.0/networks", "networks", "public"),
                "tenant_id",
                demo,
                "port_id",
                card);
        if (modern) {
            wanted.put("description", dice.any(TEXTS));
        }
        try {
            admin.make("network", "/v2.0/floatingips", "floatingip", wanted);
        } catch (Refused e) {
            return; // the port is another project's, or no router leads to it
        }
    }
}
