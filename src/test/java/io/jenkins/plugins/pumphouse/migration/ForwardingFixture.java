package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** An address of demo on the source that forwards ports, and what either cloud forwards at it. */
final class ForwardingFixture {
    private final TwoClouds clouds;
    private final String address;

    private ForwardingFixture(TwoClouds clouds) {
        this.clouds = clouds;
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.withExtensions(
                    "floating-ip-port-forwarding",
                    "floating-ip-port-forwarding-description",
                    "expose-port-forwarding-in-fip");
        }
        this.address = FloatingFixture.floating(clouds.source, ADDRESS, null);
    }

    /** Both clouds can forward, and the source has the address. */
    static ForwardingFixture in(TwoClouds clouds) {
        return new ForwardingFixture(clouds);
    }

    /** The source forwards a TCP port of the address to port 22 of an inner address. */
    void forward(int external, String inside) {
        forward(WireJson.object("external_port", external, "internal_port", 22), inside);
    }

    /** @param ports the fields of the ports, or of the ranges */
    void forward(ObjectNode ports, String inside) {
        make(clouds.source, address, ports, inside);
    }

    /** Somebody makes a forwarding by hand, at an address in figures. */
    static void make(EmbeddedCloud cloud, String at, int external, String inside) {
        make(
                cloud,
                shown(cloud, at).path("id").asText(),
                WireJson.object("external_port", external, "internal_port", 22),
                inside);
    }

    private static void make(EmbeddedCloud cloud, String address, ObjectNode ports, String inside) {
        cloud.inside()
                .post(
                        "network",
                        "/v2.0/floatingips/" + address + "/port_forwardings",
                        WireJson.object(
                                "port_forwarding",
                                WireJson.object(
                                                "protocol",
                                                "tcp",
                                                "internal_ip_address",
                                                inside,
                                                "internal_port_id",
                                                port(cloud, inside),
                                                "description",
                                                "from the office")
                                        .setAll(ports)));
    }

    /** The source has a port that no server has. */
    void portOf(String inside, String deviceOwner, String device) {
        FloatingFixture.port(clouds.source, "demo-net", inside, deviceOwner, device);
    }

    /** The id of demo's port with an address. */
    static String port(EmbeddedCloud cloud, String inside) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("tenant_id").equals(FloatingFixture.demo(cloud))
                        && port.path("fixed_ips").findValuesAsText("ip_address").contains(inside))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    /** What a cloud forwards at the address. */
    static List<JsonNode> of(EmbeddedCloud cloud) {
        return cloud.inside()
                .list(
                        "network",
                        "/v2.0/floatingips/" + shown(cloud, ADDRESS).path("id").asText() + "/port_forwardings",
                        "port_forwardings");
    }

    /** The outer ports of what a cloud forwards at the address. */
    static List<Integer> ports(EmbeddedCloud cloud) {
        return of(cloud).stream()
                .map(one -> one.path("external_port").asInt())
                .sorted()
                .toList();
    }

    /** What the servers of the source have noted of forwardings. */
    String notes() {
        StringBuilder notes = new StringBuilder();
        for (JsonNode server : clouds.source.inside().servers()) {
            server.path("metadata").properties().stream()
                    .filter(item -> item.getKey().startsWith("pumphouse_floating"))
                    .forEach(item -> notes.append(item).append('\n'));
        }
        return notes.toString();
    }

    /** The owner deletes the address of the source. */
    void deleteOnSource() {
        clouds.source.inside().delete("network", "/v2.0/floatingips/" + address);
    }
}
