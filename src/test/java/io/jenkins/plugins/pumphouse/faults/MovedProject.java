package io.jenkins.plugins.pumphouse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** A project with something of every kind that a migration moves, small, as it is moved thousands of times. */
final class MovedProject {
    static final String NAME = "demo";

    static final List<String> SERVERS = List.of("web-1", "db-1", "idle-1");
    static final List<String> RUNNING = List.of("web-1", "db-1");
    /** The one that the target loses before the clean-up. */
    static final String LOST = "db-1";

    private static final int IMAGE_BYTES = 40_000;

    private MovedProject() {}

    /** What both clouds have: an external network, a common flavor, a public image. */
    static void common(EmbeddedCloud cloud) {
        flavor(cloud, "m1.tiny", 512, true);
        cloud.project("partner").description("Has a share in an image");
        cloud.project("admin")
                .commonNetwork("public", "203.0.113.0/24", true)
                .image("cirros", IMAGE_BYTES, WireJson.object("visibility", "public"));
    }

    static void fill(EmbeddedCloud cloud) {
        common(cloud);
        flavor(cloud, "demo.small", 768, false);
        Inside admin = cloud.inside();
        cloud.project(NAME)
                .description("Web shop")
                .user("alice")
                .user("bob", "member", "operator-x")
                .keypair("alice", "laptop")
                .keypair("bob", "desktop")
                .quota("compute", "cores", 42)
                .quota("network", "security_group", 30)
                .quota("volume", "volumes", 7)
                .group("web", "Front ends", group -> group.ingress("tcp", 80, 80, "0.0.0.0/0"))
                .group(
                        "db",
                        "Data bases",
                        group -> group.ingressFrom("tcp", 5432, 5432, "web").nothingOut())
                .rules("web", group -> group.ingressFrom("tcp", 9100, 9100, "db"))
                .network("demo-net", "10.1.0.0/24")
                .network("demo-backend", "10.2.0.0/24")
                .router("demo-router", "public", "demo-net", "demo-backend")
                .image("debian-demo", IMAGE_BYTES, WireJson.object("visibility", "shared", "os_distro", "debian"));
        String project = id(admin.named("identity", "/v3/projects", "projects", NAME));
        String partner = id(admin.named("identity", "/v3/projects", "projects", "partner"));
        String router = id(admin.named("network", "/v2.0/routers", "routers", "demo-router"));
        admin.put(
                "network",
                "/v2.0/routers/" + router,
                WireJson.object(
                        "router",
                        WireJson.object(
                                "routes",
                                WireJson.array(
                                        WireJson.object("destination", "192.168.7.0/24", "nexthop", "10.1.0.20")))));
        String image = id(admin.named("image", "/v2/images", "images", "debian-demo"));
        admin.post("image", "/v2/images/" + image + "/members", WireJson.object("member", partner));
        String flavor = id(admin.named("compute", "/v2.1/flavors/detail?is_public=None", "flavors", "demo.small"));
        admin.post(
                "compute",
                "/v2.1/flavors/" + flavor + "/action",
                WireJson.object("addTenantAccess", WireJson.object("tenant", project)));
        admin.post(
                "compute",
                "/v2.1/flavors/" + flavor + "/os-extra_specs",
                WireJson.object("extra_specs", WireJson.object("hw:cpu_policy", "shared")));
        servers(cloud);
    }

    /** One on two networks, one on one, and one that is off. */
    private static void servers(EmbeddedCloud cloud) {
        cloud.project(NAME)
                .server("web-1")
                .image("debian-demo")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.11", "fa:16:3e:aa:00:11")
                .nic("demo-backend", "10.2.0.11", "fa:16:3e:aa:00:21")
                .groups("web", "default")
                .owner("alice", "laptop")
                .metadata("role", "web")
                .writes("web-1 was here")
                .boot()
                .server("db-1")
                .image("cirros")
                .flavor("demo.small")
                .nic("demo-backend", "10.2.0.13", "fa:16:3e:aa:00:13")
                .groups("db")
                .owner("bob", "desktop")
                .writes("db-1 was here")
                .boot()
                .server("idle-1")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.14", "fa:16:3e:aa:00:14")
                .groups("web")
                .owner("alice", null)
                .then("os-stop")
                .boot();
    }

    private static void flavor(EmbeddedCloud cloud, String name, int ram, boolean isPublic) {
        cloud.inside()
                .make(
                        "compute",
                        "/v2.1/flavors",
                        "flavor",
                        WireJson.object(
                                "name",
                                name,
                                "ram",
                                ram,
                                "vcpus",
                                1,
                                "disk",
                                1,
                                "id",
                                isPublic ? "1" : null,
                                "os-flavor-access:is_public",
                                isPublic));
    }

    private static String id(JsonNode object) {
        return WireJson.text(object, "id");
    }
}
