package io.jenkins.plugins.pumphouse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** Servers of {@link MovedProject} with volumes and floating addresses: one boots from a volume, one is off. */
final class VolumeServers {
    static final List<String> NAMES = List.of("shop-1", "files-1", "archive-1");
    static final List<String> RUNNING = List.of("shop-1", "files-1");

    private VolumeServers() {}

    static void add(EmbeddedCloud cloud) {
        String system = volume(cloud, "shop-system", 2);
        VolumeFixture.change(cloud, "shop-system", "bootable", WireJson.node("true"));
        cloud.project(MovedProject.NAME)
                .server("shop-1")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.31", null)
                .owner("alice", null)
                .fromVolume(system)
                .volume(volume(cloud, "shop-orders", 1), false)
                .boot()
                .server("files-1")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.32", null)
                .owner("alice", null)
                .volume(volume(cloud, "files-1-a", 1), true)
                .volume(volume(cloud, "files-1-b", 1), false)
                .boot()
                .server("archive-1")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.33", null)
                .owner("alice", null)
                .volume(volume(cloud, "archive", 1), false)
                .then("os-stop")
                .boot();
        floating(cloud, "203.0.113.31", "10.1.0.31");
        floating(cloud, "203.0.113.33", "10.1.0.33");
    }

    private static String volume(EmbeddedCloud cloud, String name, int size) {
        return new VolumeFixture(cloud, MovedProject.NAME, name, size, "content of " + name).make();
    }

    /** An address that no port has, and that forwards to two servers. */
    static void forward(EmbeddedCloud cloud) {
        JsonNode address = floating(cloud, WireJson.object("floating_ip_address", "203.0.113.40"));
        forward(cloud, address, 2231, "10.1.0.31");
        forward(cloud, address, 2233, "10.1.0.33");
    }

    private static void forward(EmbeddedCloud cloud, JsonNode address, int external, String fixed) {
        ObjectNode wanted = WireJson.object(
                "protocol",
                "tcp",
                "external_port",
                external,
                "internal_port",
                22,
                "internal_ip_address",
                fixed,
                "internal_port_id",
                port(cloud, fixed));
        cloud.inside()
                .post(
                        "network",
                        "/v2.0/floatingips/" + WireJson.text(address, "id") + "/port_forwardings",
                        WireJson.object("port_forwarding", wanted));
    }

    private static void floating(EmbeddedCloud cloud, String address, String fixed) {
        floating(
                cloud,
                WireJson.object(
                        "floating_ip_address", address, "port_id", port(cloud, fixed), "fixed_ip_address", fixed));
    }

    private static JsonNode floating(EmbeddedCloud cloud, ObjectNode wanted) {
        Inside admin = cloud.inside();
        wanted.put(
                "floating_network_id",
                WireJson.text(admin.named("network", "/v2.0/networks", "networks", "public"), "id"));
        wanted.put("tenant_id", cloud.project(MovedProject.NAME).id());
        return admin.make("network", "/v2.0/floatingips", "floatingip", wanted);
    }

    private static String port(EmbeddedCloud cloud, String fixed) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(each -> fixed.equals(
                        each.path("fixed_ips").path(0).path("ip_address").asText()))
                .map(each -> WireJson.text(each, "id"))
                .findFirst()
                .orElseThrow();
    }
}
