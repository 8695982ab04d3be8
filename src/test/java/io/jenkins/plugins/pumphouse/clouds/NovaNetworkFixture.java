package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** Contents of a cloud with nova-network: the projects demo and shop, each with servers, groups and addresses. */
public final class NovaNetworkFixture {
    public static final String POOL = "nova";
    private static final int MEBIBYTE = 1 << 20;

    private NovaNetworkFixture() {}

    /**
     * FlatDHCP: one network {@code novanet} for all projects, and a pool of floating addresses of which demo has two.
     */
    public static void flat(EmbeddedCloud cloud) {
        Fixture.target(cloud, false);
        flat(cloud, "novanet", "10.1.0.0/24", null);
        for (int i = 70; i < 75; i++) {
            cloud.compute().networks().pooled(POOL, "203.0.113." + i);
        }
        projects(cloud, "novanet", "novanet");
        give(cloud, "203.0.113.70", "demo", "web-1", "10.1.0.11");
        give(cloud, "203.0.113.71", "demo", null, null);
    }

    /** VLAN: a network of each project, of which one is still nobody's. */
    public static void vlan(EmbeddedCloud cloud) {
        Fixture.target(cloud, false);
        vlan(cloud, "demo", "private_0", "10.1.0.0/24", 101);
        vlan(cloud, "shop", "private_1", "10.1.1.0/24", 102);
        vlan(cloud, null, "private_2", "10.1.2.0/24", 103);
        projects(cloud, "private_0", "private_1");
    }

    private static void projects(EmbeddedCloud cloud, String ofDemo, String ofShop) {
        String shop = ofShop.equals(ofDemo) ? "10.1.0.21" : "10.1.1.21";
        cloud.project("demo")
                .description("Web shop for demonstrations")
                .user("alice")
                .rules("default", group -> group.ingressAll("icmp", "IPv4"))
                .group(
                        "web",
                        "Front ends",
                        group -> group.ingress("tcp", 80, 80, "0.0.0.0/0").ingress("icmp", 8, 0, "10.0.0.0/8"))
                .group(
                        "db",
                        "Data bases",
                        group -> group.ingressFrom("tcp", 5432, 5432, "web").ingressFrom("tcp", 7000, 7001, "db"))
                .image("debian-demo", MEBIBYTE, WireJson.object("min_disk", 1))
                .server("web-1")
                .image("debian-demo")
                .flavor("m1.tiny")
                .nic(ofDemo, "10.1.0.11", "fa:16:3e:aa:00:11")
                .groups("web", "default")
                .metadata("role", "web")
                .host("compute-1")
                .writes("web-1 was here")
                .boot()
                .server("db-1")
                .image("debian-demo")
                .flavor("m1.tiny")
                .nic(ofDemo, "10.1.0.13", "fa:16:3e:aa:00:13")
                .groups("db")
                .host("compute-2")
                .writes("db-1 was here")
                .boot();
        cloud.project("shop")
                .user("carol")
                .group("web", "The shop's own", group -> group.ingress("tcp", 8080, 8090, "10.0.0.0/8"))
                .image("shop-image", MEBIBYTE)
                .server("web-1")
                .image("shop-image")
                .flavor("m1.tiny")
                .nic(ofShop, shop, "fa:16:3e:aa:00:21")
                .groups("web")
                .host("compute-2")
                .boot();
        cloud.machines().service("nova-network", "controller");
    }

    /** A network of all projects. */
    public static ObjectNode flat(EmbeddedCloud cloud, String label, String cidr, String cidrV6) {
        cloud.project("admin").commonNetwork(label, cidr, false);
        ObjectNode row = row(cloud, cloud.project("admin").networkId(label), label, cidr)
                .put("bridge", "br100")
                .put("bridge_interface", "eth1");
        if (cidrV6 != null) {
            row.put("cidr_v6", cidrV6)
                    .put("gateway_v6", "fe80::f816:3eff:fe00:1")
                    .put("netmask_v6", "64");
        }
        return row;
    }

    /** @param project null while nobody has it */
    private static void vlan(EmbeddedCloud cloud, String project, String label, String cidr, int vlan) {
        ProjectFixture owner = cloud.project(project == null ? "admin" : project);
        owner.network(label, cidr);
        String start = cidr.replace(".0/24", ".");
        row(cloud, owner.networkId(label), label, cidr)
                .put("project_id", project == null ? null : owner.id())
                .put("vlan", vlan)
                .put("bridge", "br" + vlan)
                .put("bridge_interface", "eth1")
                .put("vpn_public_address", "192.0.2.10")
                .put("vpn_public_port", 1000 + vlan)
                .put("vpn_private_address", start + 2)
                .put("dhcp_start", start + 3);
    }

    /** As os-networks of 2014 shows it to an administrator. */
    private static ObjectNode row(EmbeddedCloud cloud, String id, String label, String cidr) {
        String start = cidr.replace(".0/24", ".");
        ObjectNode row = WireJson.object(
                "id",
                id,
                "label",
                label,
                "cidr",
                cidr,
                "netmask",
                "255.255.255.0",
                "gateway",
                start + 1,
                "broadcast",
                start + 255,
                "dns1",
                "8.8.4.4",
                "dns2",
                null,
                "cidr_v6",
                null,
                "gateway_v6",
                null,
                "netmask_v6",
                null,
                "created_at",
                "2014-05-01T10:00:00.000000",
                "updated_at",
                null,
                "deleted_at",
                null,
                "deleted",
                false,
                "injected",
                false,
                "bridge",
                null,
                "vlan",
                null,
                "vpn_public_address",
                null,
                "vpn_public_port",
                null,
                "vpn_private_address",
                null,
                "dhcp_start",
                start + 2,
                "project_id",
                null,
                "host",
                "controller",
                "bridge_interface",
                null,
                "multi_host",
                false,
                "priority",
                null,
                "rxtx_base",
                null);
        cloud.compute().networks().add(row);
        return row;
    }

    /** Another label, which need not be its own. */
    public static void relabel(EmbeddedCloud cloud, String label, String other) {
        ObjectNode row = network(cloud, label).put("label", other);
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/networks/" + WireJson.text(row, "id"),
                        WireJson.object("network", WireJson.object("name", other)));
    }

    /** A network as it is kept, to change it. */
    public static ObjectNode network(EmbeddedCloud cloud, String label) {
        return cloud.compute().networks().networks().stream()
                .filter(row -> label.equals(WireJson.text(row, "label")))
                .findFirst()
                .orElseThrow();
    }

    /** A floating address as it is kept. */
    public static ObjectNode floating(EmbeddedCloud cloud, String address) {
        return cloud.compute().networks().floating(address).orElseThrow();
    }

    /** @param server null for an address that leads nowhere */
    private static void give(EmbeddedCloud cloud, String address, String project, String server, String fixed) {
        String owner = cloud.project(project).id();
        ObjectNode row = floating(cloud, address).put("project_id", owner);
        if (server != null) {
            cloud.inside().servers().stream()
                    .filter(each -> server.equals(WireJson.text(each, "name"))
                            && owner.equals(WireJson.text(each, "tenant_id")))
                    .forEach(each ->
                            row.put("instance_uuid", WireJson.text(each, "id")).put("fixed", fixed));
        }
    }
}
