package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.identity.Directory;
import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Fills one project: {@code cloud.project("demo").user("alice").network("net", "10.1.0.0/24").image("debian", 3 <<
 * 20)}.
 */
public final class ProjectFixture {
    private final EmbeddedCloud cloud;
    private final Inside admin;
    private final String id;

    ProjectFixture(EmbeddedCloud cloud, String name) {
        this.cloud = cloud;
        this.admin = cloud.inside();
        String known = directory().project(name);
        this.id = known != null
                ? known
                : WireJson.text(admin.make("identity", "/v3/projects", "project", WireJson.object("name", name)), "id");
        // The administrator works in every project that it fills, as an operator does, and leaves no membership behind.
    }

    public String id() {
        return id;
    }

    public ProjectFixture description(String text) {
        admin.patch("identity", "/v3/projects/" + id, WireJson.object("project", WireJson.object("description", text)));
        return this;
    }

    public ProjectFixture disabled() {
        admin.patch("identity", "/v3/projects/" + id, WireJson.object("project", WireJson.object("enabled", false)));
        return this;
    }

    /**
     * A user with roles here, or more roles for the one of that name. The password of a new one is the name with
     * {@code -password}, the address is at example.org; without roles it gets the usual member's.
     */
    public ProjectFixture user(String name, String... roles) {
        String known = directory().user(name);
        String user = known != null
                ? known
                : WireJson.text(
                        admin.make(
                                "identity",
                                "/v3/users",
                                "user",
                                WireJson.object(
                                        "name", name, "password", name + "-password", "email", name + "@example.org")),
                        "id");
        for (String role :
                roles.length > 0 ? List.of(roles) : List.of(cloud.release().modern() ? "member" : "_member_")) {
            admin.put("identity", "/v3/projects/" + id + "/users/" + user + "/roles/" + roleId(role), null);
        }
        return this;
    }

    /** A user disappears from the directory (LDAP) behind Keystone, which goes on listing what it was assigned. */
    public ProjectFixture vanish(String user) {
        cloud.world().locked(() -> directory().vanish(directory().user(user)));
        return this;
    }

    private String roleId(String name) {
        String known = directory().role(name);
        return known != null
                ? known
                : WireJson.text(admin.make("identity", "/v3/roles", "role", WireJson.object("name", name)), "id");
    }

    /** A key of a user of this project, the same for the same two names on every cloud. */
    public ProjectFixture keypair(String user, String key) {
        cloud.inside(user, id)
                .post(
                        "compute",
                        cloud.compute().path(id) + "/os-keypairs",
                        WireJson.object(
                                "keypair", WireJson.object("name", key, "public_key", publicKey(user + "/" + key))));
        return this;
    }

    /** An ed25519 key as ssh-keygen writes it, its 32 bytes drawn from the seed. */
    static String publicKey(String seed) {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.UTF_8);
        byte[] point = bytes(32, seed.hashCode());
        byte[] blob = ByteBuffer.allocate(8 + type.length + point.length)
                .putInt(type.length)
                .put(type)
                .putInt(point.length)
                .put(point)
                .array();
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob) + " " + seed;
    }

    /** Sets one quota of {@code compute}, {@code network} or {@code volume}; -1 is unlimited. */
    public ProjectFixture quota(String service, String key, int limit) {
        String path = switch (service) {
            case "compute" -> cloud.compute().path(admin.projectId()) + "/os-quota-sets/" + id;
            case "network" -> "/v2.0/quotas/" + id;
            default -> (cloud.release().modern() ? "/v3/" : "/v2/") + admin.projectId() + "/os-quota-sets/" + id;
        };
        admin.put(
                service,
                path,
                WireJson.object(service.equals("network") ? "quota" : "quota_set", WireJson.object(key, limit)));
        return this;
    }

    /** A security group with a description; its rules follow in the callback, which may name groups made before. */
    public ProjectFixture group(String name, String description, Consumer<GroupFixture> rules) {
        JsonNode group = admin.make(
                "network",
                "/v2.0/security-groups",
                "security_group",
                WireJson.object("name", name, "description", description, "tenant_id", id));
        rules.accept(new GroupFixture(this, WireJson.text(group, "id")));
        return this;
    }

    /** More rules for a group that exists, {@code default} included. */
    public ProjectFixture rules(String group, Consumer<GroupFixture> rules) {
        rules.accept(new GroupFixture(this, groupId(group)));
        return this;
    }

    /** A network with one subnet named after it. */
    public ProjectFixture network(String name, String cidr) {
        return network(WireJson.object("name", name, "tenant_id", id), cidr);
    }

    /** A network in a VLAN of its physical network, which another cloud on the same hardware may share. */
    public ProjectFixture vlanNetwork(String name, String cidr, int vlan) {
        return network(
                WireJson.object(
                        "name",
                        name,
                        "tenant_id",
                        id,
                        "provider:network_type",
                        "vlan",
                        "provider:physical_network",
                        "physnet1",
                        "provider:segmentation_id",
                        vlan),
                cidr);
    }

    private ProjectFixture network(ObjectNode wanted, String cidr) {
        String name = WireJson.text(wanted, "name");
        String network = WireJson.text(admin.make("network", "/v2.0/networks", "network", wanted), "id");
        admin.make(
                "network",
                "/v2.0/subnets",
                "subnet",
                WireJson.object(
                        "network_id",
                        network,
                        "tenant_id",
                        id,
                        "name",
                        name + "-subnet",
                        "ip_version",
                        cidr.contains(":") ? 6 : 4,
                        "cidr",
                        cidr));
        return this;
    }

    /** An external network, or one that every project may use, with one subnet. */
    public ProjectFixture commonNetwork(String name, String cidr, boolean external) {
        String network = WireJson.text(
                admin.make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        WireJson.object("name", name, "tenant_id", id, external ? "router:external" : "shared", true)),
                "id");
        admin.make(
                "network",
                "/v2.0/subnets",
                "subnet",
                WireJson.object(
                        "network_id",
                        network,
                        "tenant_id",
                        id,
                        "name",
                        name + "-subnet",
                        "ip_version",
                        4,
                        "cidr",
                        cidr,
                        "enable_dhcp",
                        !external));
        return this;
    }

    /** A router between an external network (null for none) and networks of this project. */
    public ProjectFixture router(String name, String external, String... networks) {
        ObjectNode wanted = WireJson.object("name", name, "tenant_id", id);
        if (external != null) {
            wanted.set("external_gateway_info", WireJson.object("network_id", networkId(external)));
        }
        String router = WireJson.text(admin.make("network", "/v2.0/routers", "router", wanted), "id");
        for (String network : networks) {
            JsonNode subnet = admin.list("network", "/v2.0/subnets?network_id=" + networkId(network), "subnets")
                    .get(0);
            admin.put(
                    "network",
                    "/v2.0/routers/" + router + "/add_router_interface",
                    WireJson.object("subnet_id", WireJson.text(subnet, "id")));
        }
        return this;
    }

    /** A private raw image of so many pseudo-random bytes that depend on its name alone. */
    public ProjectFixture image(String name, int size) {
        return image(name, size, WireJson.object());
    }

    /** The same with further attributes and properties. */
    public ProjectFixture image(String name, int size, ObjectNode more) {
        ObjectNode wanted = WireJson.object(
                "name", name, "disk_format", "raw", "container_format", "bare", "visibility", "private", "owner", id);
        wanted.setAll(more);
        String image = WireJson.text(admin.post("image", "/v2/images", wanted), "id");
        cloud.world().locked(() -> cloud.images().shelf().write(image, Blob.of(bytes(size, name.hashCode()))));
        return this;
    }

    static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** A server to be. */
    public ServerFixture server(String name) {
        return new ServerFixture(this, name);
    }

    EmbeddedCloud cloud() {
        return cloud;
    }

    Inside admin() {
        return admin;
    }

    private Directory directory() {
        return cloud.identity().directory();
    }

    String groupId(String name) {
        return WireJson.text(
                admin.named("network", "/v2.0/security-groups?tenant_id=" + id, "security_groups", name), "id");
    }

    /** The network of this name of the project, or the common one. */
    String networkId(String name) {
        List<JsonNode> found = admin.list("network", "/v2.0/networks?name=" + name, "networks").stream()
                .filter(row -> id.equals(WireJson.text(row, "tenant_id"))
                        || row.path("shared").asBoolean()
                        || row.path("router:external").asBoolean())
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no network " + name + " at " + cloud.name());
        }
        return WireJson.text(found.get(0), "id");
    }

    String imageId(String name) {
        return WireJson.text(
                admin.list("image", "/v2/images?name=" + name, "images").get(0), "id");
    }

    String flavorId(String name) {
        return WireJson.text(
                admin.named(
                        "compute",
                        cloud.compute().path(admin.projectId()) + "/flavors/detail?is_public=None",
                        "flavors",
                        name),
                "id");
    }
}
