package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.balancer.Octavia;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** A load balancer of the source's project demo, with every sort of part. */
final class BalancerFixture {
    static final String NAME = "front";
    static final String ADDRESS = "10.1.0.9";

    private final EmbeddedCloud cloud;
    final Octavia octavia;
    final String id;

    BalancerFixture(EmbeddedCloud cloud) {
        this.cloud = cloud;
        this.octavia = cloud.with(Octavia::new);
        JsonNode network = named("networks", "demo-net");
        this.id = make(
                "loadbalancers",
                "loadbalancer",
                WireJson.object(
                        "name",
                        NAME,
                        "description",
                        "the shop",
                        "project_id",
                        FloatingFixture.demo(cloud),
                        "vip_address",
                        ADDRESS,
                        "vip_subnet_id",
                        subnet(),
                        "vip_network_id",
                        network.path("id"),
                        "tags",
                        List.of("shop")));
        String web = part("pools", "pool", "name", "web", "protocol", "HTTP", "lb_algorithm", "ROUND_ROBIN");
        String api = part("pools", "pool", "name", "api", "protocol", "HTTP", "lb_algorithm", "LEAST_CONNECTIONS");
        member(web, "10.1.0.31", 5);
        member(web, "10.1.0.32", 1);
        member(api, "10.1.0.33", 1);
        make(
                "healthmonitors",
                "healthmonitor",
                WireJson.object(
                        "pool_id", web, "type", "HTTP", "delay", 5, "timeout", 3, "max_retries", 2, "url_path", "/up"));
        String listener = part(
                "listeners",
                "listener",
                "name",
                "http",
                "protocol",
                "HTTP",
                "protocol_port",
                80,
                "default_pool_id",
                web,
                "insert_headers",
                WireJson.object("X-Forwarded-For", "true"));
        String policy = make(
                "l7policies",
                "l7policy",
                WireJson.object(
                        "listener_id",
                        listener,
                        "name",
                        "to-api",
                        "action",
                        "REDIRECT_TO_POOL",
                        "redirect_pool_id",
                        api,
                        "position",
                        1));
        make(
                "l7policies/" + policy + "/rules",
                "rule",
                WireJson.object("type", "PATH", "compare_type", "STARTS_WITH", "value", "/api"));
    }

    JsonNode named(String plural, String name) {
        return cloud.inside().named("network", "/v2.0/" + plural, plural, name);
    }

    private JsonNode subnet() {
        return named("networks", "demo-net").path("subnets").path(0);
    }

    String make(String path, String single, ObjectNode wanted) {
        return octavia.inside("POST", path, WireJson.object(single, wanted))
                .path(single)
                .path("id")
                .asText();
    }

    /** A part of the load balancer itself. */
    String part(String path, String single, Object... fields) {
        ObjectNode wanted = WireJson.object(fields);
        return make(path, single, wanted.put("loadbalancer_id", id));
    }

    String member(String pool, String address, int weight) {
        return make(
                "pools/" + pool + "/members",
                "member",
                WireJson.object("address", address, "protocol_port", 8080, "subnet_id", subnet(), "weight", weight));
    }

    String pool(String name) {
        return pool(octavia, name).path("id").asText();
    }

    static JsonNode pool(Octavia octavia, String name) {
        return octavia.inside("pools", "pools").stream()
                .filter(pool -> pool.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
