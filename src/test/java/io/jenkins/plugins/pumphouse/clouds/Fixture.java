package io.jenkins.plugins.pumphouse.clouds;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** Ready-made contents of clouds. */
public final class Fixture {
    private static final int MEBIBYTE = 1 << 20;

    private Fixture() {}

    /**
     * A source to move from: the projects demo (three running servers, two users with keys, groups that refer to each
     * other, a network behind a router, private images, quotas of its own) and shop (one server, addresses and group
     * names that overlap demo's), the external network {@code public}, a public image and the usual flavors beside one
     * of its own.
     *
     * <p>An old cloud shows an administrator no keys but their own, so there the servers of alice and bob have none,
     * and the third is the administrator's with a key of theirs.
     */
    public static void demo(EmbeddedCloud cloud) {
        boolean modern = cloud.release().modern();
        if (!modern) {
            cloud.project("admin").keypair("admin", "operator");
        }
        flavors(cloud);
        flavor(cloud, "demo.small", 768, 1, 2);
        common(cloud);
        cloud.project("demo")
                .description("Web shop for demonstrations")
                .user("alice")
                .user("bob", modern ? "member" : "_member_", "operator-x")
                .keypair("alice", "laptop")
                .keypair("bob", "laptop")
                .quota("compute", "cores", 42)
                .quota("compute", "instances", -1)
                .quota("network", "security_group", 30)
                .quota("volume", "volumes", 7)
                .rules("default", group -> group.ingress("icmp", 8, 0, "0.0.0.0/0"))
                .group(
                        "web",
                        "Front ends",
                        group -> group.ingress("tcp", 80, 80, "0.0.0.0/0").ingress("tcp", 443, 443, "0.0.0.0/0"))
                .group(
                        "db",
                        "Data bases",
                        group -> group.ingressFrom("tcp", 5432, 5432, "web")
                                .ingressFrom("tcp", 7000, 7001, "db")
                                .nothingOut())
                .rules("web", group -> group.ingressFrom("tcp", 9100, 9100, "db"))
                .network("demo-net", "10.1.0.0/24")
                .network("demo-backend", "10.2.0.0/24")
                .router("demo-router", "public", "demo-net", "demo-backend")
                .image("debian-demo", 3 * MEBIBYTE, WireJson.object("min_disk", 1, "os_distro", "debian"))
                .image("golden", 2 * MEBIBYTE, WireJson.object("protected", true))
                .server("web-1")
                .image("debian-demo")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.11", "fa:16:3e:aa:00:11")
                .nic("demo-backend", "10.2.0.11", "fa:16:3e:aa:00:21")
                .groups("web", "default")
                .owner("alice", modern ? "laptop" : null)
                .metadata("role", "web")
                .host("compute-1")
                .writes("web-1 was here")
                .boot()
                .server("web-2")
                .image("debian-demo")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.12", "fa:16:3e:aa:00:12")
                .groups("web")
                .owner("alice", modern ? "laptop" : null)
                .metadata("role", "web")
                .host("compute-2")
                .writes("web-2 was here")
                .boot()
                .server("db-1")
                .image("cirros")
                .flavor("demo.small")
                .nic("demo-backend", "10.2.0.13", "fa:16:3e:aa:00:13")
                .groups("db")
                .owner(modern ? "bob" : "admin", modern ? "laptop" : "operator")
                .metadata("role", "db")
                .metadata("backup", "daily")
                .host("compute-1")
                .writes("db-1 was here")
                .boot();
        cloud.project("shop")
                .description("The other tenant")
                .user("carol")
                .user("alice")
                .keypair("carol", "laptop")
                .group("web", "The shop's own", group -> group.ingress("tcp", 8080, 8090, "10.0.0.0/8"))
                .network("shop-net", "10.1.0.0/24")
                .router("shop-router", "public", "shop-net")
                .image("shop-image", MEBIBYTE)
                .server("web-1")
                .image("shop-image")
                .flavor("m1.tiny")
                .nic("shop-net", "10.1.0.11", null)
                .groups("web")
                .owner("carol", "laptop")
                .host("compute-2")
                .boot();
    }

    /** Project demo of alice with the server web-1 on a hypervisor: what keeps it from being released. */
    public static void serverOn(String host, EmbeddedCloud cloud) {
        serverOn(host, cloud.project("demo").user("alice", "member").network("inner", "10.5.0.0/24"));
    }

    /** @param demo with a user alice and a network inner of 10.5.0.0/24 */
    public static void serverOn(String host, ProjectFixture demo) {
        demo.image("debian", MEBIBYTE)
                .server("web-1")
                .image("debian")
                .flavor("m1.small")
                .nic("inner", "10.5.0.11", "fa:16:3e:aa:00:11")
                .groups("default")
                .owner("alice", null)
                .host(host)
                .boot();
    }

    /**
     * A target to move to: the usual flavors, the external network {@code public}, a shared network and a public image.
     */
    public static void target(EmbeddedCloud cloud) {
        target(cloud, true);
    }

    /** @param networks whether it has networks of its own */
    static void target(EmbeddedCloud cloud, boolean networks) {
        flavors(cloud);
        if (networks) {
            common(cloud);
        } else {
            cirros(cloud);
        }
    }

    private static void cirros(EmbeddedCloud cloud) {
        cloud.project("admin").image("cirros", MEBIBYTE, WireJson.object("visibility", "public"));
    }

    private static void common(EmbeddedCloud cloud) {
        cloud.project("admin")
                .commonNetwork("public", "203.0.113.0/24", true)
                .commonNetwork("private", "10.0.0.0/24", false);
        cirros(cloud);
    }

    private static void flavors(EmbeddedCloud cloud) {
        flavor(cloud, "m1.tiny", 512, 1, 1);
        flavor(cloud, "m1.small", 2048, 1, 20);
        flavor(cloud, "m1.medium", 4096, 2, 40);
    }

    private static void flavor(EmbeddedCloud cloud, String name, int ram, int vcpus, int disk) {
        Inside admin = cloud.inside();
        String path = cloud.compute().path(admin.projectId()) + "/flavors";
        // The usual three have the ids that an installer gives them.
        int number = admin.list("compute", path, "flavors").size() + 1;
        admin.make(
                "compute",
                path,
                "flavor",
                WireJson.object(
                        "name",
                        name,
                        "ram",
                        ram,
                        "vcpus",
                        vcpus,
                        "disk",
                        disk,
                        "id",
                        name.startsWith("m1.") ? Integer.toString(number) : null));
    }
}
