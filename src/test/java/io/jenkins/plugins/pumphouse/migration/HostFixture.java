package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.util.Map;

/** Hypervisors, their zones, and servers on them. */
final class HostFixture {
    private HostFixture() {}

    /** A server of alice on a hypervisor of the source. */
    static ServerFixture on(TwoClouds clouds, String host, String name) {
        return DiskFixture.small(clouds.source, name).host(host);
    }

    /** The mapping names a zone for the source's only one, and a hypervisor for {@code compute-1}. */
    static void both(TwoClouds clouds, String zone, String host) {
        clouds.mapping(
                new Mapping(Map.of("availability zone", Map.of("nova", zone), "host", Map.of("compute-1", host))));
    }

    /** A zone of one hypervisor. */
    static void zone(EmbeddedCloud cloud, String name, String host) {
        Inside admin = cloud.inside();
        String aggregate = admin.make(
                        "compute",
                        "/v2.1/os-aggregates",
                        "aggregate",
                        WireJson.object("name", name, "availability_zone", name))
                .path("id")
                .asText();
        admin.post(
                "compute",
                "/v2.1/os-aggregates/" + aggregate + "/action",
                WireJson.object("add_host", WireJson.object("host", host)));
    }

    static void disable(EmbeddedCloud cloud, String host, String reason) {
        String service = cloud.inside().list("compute", "/v2.1/os-services?host=" + host, "services").stream()
                .filter(one -> one.path("binary").asText().equals("nova-compute"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        cloud.inside()
                .put(
                        "compute",
                        "/v2.1/os-services/" + service,
                        WireJson.object("status", "disabled", "disabled_reason", reason));
    }
}
