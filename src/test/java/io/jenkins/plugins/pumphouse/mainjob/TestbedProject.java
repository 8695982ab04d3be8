package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.rules.ExternalResource;

/** A project of its own on the testbed's source, with what tests put into it; removed from both clouds at the end. */
final class TestbedProject extends ExternalResource {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> NETWORKING = List.of("ports", "networks", "security-groups");

    final String name;
    private Cloud source;
    private Cloud target;
    private Cloud project;
    private String id;
    private String network;
    private final List<String> members = new ArrayList<>();

    /** @param prefix of the project's name */
    TestbedProject(String prefix) {
        name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    protected void before() {
        source = Testbed.open("source");
        target = Testbed.open("target");
        ObjectNode wanted = Json.object().put("name", name).put("domain_id", "default");
        id = id(source.send(Request.post(Service.IDENTITY, "/projects").body(Json.object("project", wanted)))
                .json()
                .path("project"));
        String admin = id(named(source.list(Service.IDENTITY, "/roles", "roles"), "admin"));
        source.send(Request.put(
                Service.IDENTITY,
                "/projects/" + id + "/users/" + source.caller().userId() + "/roles/" + admin));
        project = source.as(id);
    }

    @Override
    protected void after() {
        for (Cloud cloud : List.of(source, target)) {
            cloud.list(Service.IDENTITY, "/projects", "projects").stream()
                    .filter(each -> name.equals(Json.text(each, "name")))
                    .forEach(each -> remove(cloud, id(each)));
            cloud.list(Service.IDENTITY, "/users", "users").stream()
                    .filter(each -> members.contains(Json.text(each, "name")))
                    .forEach(each -> delete(cloud, Service.IDENTITY, "/users/", id(each)));
            cloud.close();
        }
    }

    Cloud source() {
        return source;
    }

    Cloud target() {
        return target;
    }

    /** A member of the project on the source, whose password is the name with {@code -password}; goes at the end. */
    TestbedProject member(String user) {
        ObjectNode wanted = Json.object().put("name", user).put("password", user + "-password");
        String made = id(source.send(Request.post(Service.IDENTITY, "/users").body(Json.object("user", wanted)))
                .json()
                .path("user"));
        String role = id(named(source.list(Service.IDENTITY, "/roles", "roles"), "member"));
        source.send(Request.put(Service.IDENTITY, "/projects/" + id + "/users/" + made + "/roles/" + role));
        members.add(user);
        return this;
    }

    /** What is made from now on is made by a member. */
    TestbedProject by(String user) {
        project = source.asOwner(OwnerLogin.withPassword(user, user + "-password"), "default", id);
        return this;
    }

    /** Makes a network with a router to the external one. */
    TestbedProject network(String cidr) {
        network = made("network", Json.object().put("name", name));
        String subnet = made(
                "subnet",
                Json.object().put("network_id", network).put("ip_version", 4).put("cidr", cidr));
        ObjectNode router = Json.object().put("name", name);
        router.set("external_gateway_info", Json.object().put("network_id", external()));
        project.send(Request.put(Service.NETWORK, "/routers/" + made("router", router) + "/add_router_interface")
                .body(Json.object().put("subnet_id", subnet)));
        return this;
    }

    private String external() {
        return id(named(source.list(Service.NETWORK, "/networks", "networks"), "public"));
    }

    /**
     * Boots a server of 1 GB on a port of its own, and waits until it runs.
     *
     * @param host where; null for anywhere
     */
    TestbedProject boot(String server, String host) {
        ObjectNode wanted = Json.object().put("name", server);
        wanted.put(
                "imageRef",
                id(named(
                        source.list(Request.get(Service.IMAGE, "/images").query("visibility", "public"), "images"),
                        "cirros")));
        wanted.put("flavorRef", id(named(source.list(Service.COMPUTE, "/flavors/detail", "flavors"), "m1.tiny")));
        if (host != null) {
            wanted.put("availability_zone", "nova:" + host);
        }
        wanted.withArray("networks")
                .addObject()
                .put(
                        "port",
                        made("port", Json.object().put("network_id", network).put("name", server)));
        project.send(Request.post(Service.COMPUTE, "/servers").body(Json.object("server", wanted)));
        await(server + " runs", () -> isAt(server, "ACTIVE"));
        return this;
    }

    /** Gives a server a volume of 1 GB. */
    TestbedProject volume(String server) {
        ObjectNode wanted = Json.object().put("name", server + "-data").put("size", 1);
        String volume = id(project.send(Request.post(Service.VOLUME, "/volumes").body(Json.object("volume", wanted)))
                .json()
                .path("volume"));
        await(volume + " is available", () -> isVolume(volume, "available"));
        return attach(server, volume);
    }

    /** Gives a server a volume that is there. */
    TestbedProject attach(String server, String volume) {
        project.send(Request.post(Service.COMPUTE, "/servers/" + id(server(server)) + "/os-volume_attachments")
                .body(Json.object("volumeAttachment", Json.object().put("volumeId", volume))));
        await(volume + " is in use", () -> isVolume(volume, "in-use"));
        return this;
    }

    /** Makes a volume of 1 GB with the content of an image, in the backend that both clouds have; returns its id. */
    String sharedVolume(String called) {
        ObjectNode wanted = Json.object().put("name", called).put("size", 1).put("volume_type", "shared");
        wanted.put("imageRef", id(named(source.list(Service.IMAGE, "/images", "images"), "cirros")));
        wanted.set("metadata", Json.object().put("tier", "gold"));
        String volume = id(project.send(Request.post(Service.VOLUME, "/volumes").body(Json.object("volume", wanted)))
                .json()
                .path("volume"));
        await(volume + " is available", () -> isVolume(volume, "available"));
        return volume;
    }

    /** The volumes of the project on a cloud. */
    List<ObjectNode> volumes(String cloud) {
        Cloud asked = cloud.equals("source") ? source : target;
        return asked.list(Service.IDENTITY, "/projects", "projects").stream()
                .filter(each -> name.equals(Json.text(each, "name")))
                .flatMap(own ->
                        asked
                                .list(
                                        Request.get(Service.VOLUME, "/volumes/detail")
                                                .query("all_tenants", "1"),
                                        "volumes")
                                .stream()
                                .filter(each -> id(own).equals(Json.text(each, "os-vol-tenant-attr:tenant_id"))))
                .toList();
    }

    private boolean isVolume(String volume, String status) {
        return status.equals(project.get(Service.VOLUME, "/volumes/" + volume)
                .path("volume")
                .path("status")
                .asText());
    }

    /** Gives a server a floating address. */
    TestbedProject floating(String server) {
        String port = id(named(listed(source, id, "ports"), server));
        made("floatingip", Json.object().put("floating_network_id", external()).put("port_id", port));
        return this;
    }

    /** Forwards a port of a floating address of its own to a server. */
    TestbedProject forwarding(String server, String protocol, int external, int internal) {
        JsonNode port = named(listed(source, id, "ports"), server);
        String address = made("floatingip", Json.object().put("floating_network_id", external()));
        ObjectNode forwarding = Json.object()
                .put("protocol", protocol)
                .put("external_port", external)
                .put("internal_port", internal)
                .put("internal_port_id", id(port))
                .put("internal_ip_address", Json.text(port.path("fixed_ips").path(0), "ip_address"));
        project.send(Request.post(Service.NETWORK, "/floatingips/" + address + "/port_forwardings")
                .body(Json.object("port_forwarding", forwarding)));
        return this;
    }

    /** What the project's floating addresses forward on a cloud, each with both addresses and ports. */
    List<String> forwardings(String cloud) {
        Cloud asked = "source".equals(cloud) ? source : target;
        return asked.list(Service.IDENTITY, "/projects", "projects").stream()
                .filter(each -> name.equals(Json.text(each, "name")))
                .flatMap(each -> listed(asked, id(each), "floatingips").stream())
                .flatMap(
                        address -> asked
                                .list(
                                        Service.NETWORK,
                                        "/floatingips/" + id(address) + "/port_forwardings",
                                        "port_forwardings")
                                .stream()
                                .map(each -> Json.text(address, "floating_ip_address") + " "
                                        + Json.text(each, "protocol") + " "
                                        + each.path("external_port") + " to " + Json.text(each, "internal_ip_address")
                                        + " "
                                        + each.path("internal_port")))
                .toList();
    }

    /** Has something done with a server, and waits until it has a status. */
    TestbedProject act(String server, String action, String status) {
        project.send(Request.post(Service.COMPUTE, "/servers/" + id(server(server)) + "/action")
                .body(Json.object(action, Json.object().nullNode())));
        await(server + " is " + status, () -> isAt(server, status));
        return this;
    }

    private boolean isAt(String server, String status) {
        ObjectNode now = server(server);
        return status.equals(Json.text(now, "status")) && Json.text(now, "OS-EXT-STS:task_state") == null;
    }

    /** A server of the source. */
    ObjectNode server(String server) {
        return named(servers(source, id), server);
    }

    /** All of the project that a service shows on the source, field by field, but for what only counts and dates. */
    Map<String, JsonNode> onSource() {
        Map<String, JsonNode> all = new TreeMap<>();
        servers(source, id).forEach(each -> all.put("server " + id(each), plain(each)));
        project.list(Request.get(Service.VOLUME, "/volumes/detail"), "volumes")
                .forEach(each -> all.put("volume " + id(each), plain(each)));
        for (String kind : List.of("ports", "floatingips", "networks", "routers", "subnets", "security-groups")) {
            listed(source, id, kind).forEach(each -> all.put(kind + " " + id(each), plain(each)));
        }
        images(source, id).forEach(each -> all.put("image " + id(each), plain(each)));
        return all;
    }

    private static JsonNode plain(ObjectNode object) {
        return object.deepCopy()
                .without(List.of(
                        "updated", "updated_at", "revision_number", "OS-SRV-USG:launched_at", "hostId", "progress"));
    }

    /** Names of what the project has on the target of these kinds. */
    List<String> onTarget(String... kinds) {
        return target.list(Service.IDENTITY, "/projects", "projects").stream()
                .filter(each -> name.equals(Json.text(each, "name")))
                .map(TestbedProject::id)
                .flatMap(there -> List.of(kinds).stream().flatMap(kind -> objects(there, kind).stream()))
                .map(each -> Json.text(each, "name") == null ? id(each) : Json.text(each, "name"))
                .toList();
    }

    private List<ObjectNode> objects(String there, String kind) {
        return switch (kind) {
            case "servers" -> servers(target, there);
            case "images" -> images(target, there);
            case "volumes" ->
                target
                        .list(Request.get(Service.VOLUME, "/volumes/detail").query("all_tenants", "1"), "volumes")
                        .stream()
                        .filter(each -> there.equals(Json.text(each, "os-vol-tenant-attr:tenant_id")))
                        .toList();
            default ->
                listed(target, there, kind).stream()
                        .filter(each -> !"default".equals(Json.text(each, "name")))
                        .toList();
        };
    }

    private static List<ObjectNode> listed(Cloud cloud, String there, String kind) {
        return cloud.list(Request.get(Service.NETWORK, "/" + kind).query("tenant_id", there), kind.replace('-', '_'));
    }

    private static List<ObjectNode> images(Cloud cloud, String there) {
        return cloud.list(Service.IMAGE, "/images", "images").stream()
                .filter(image -> there.equals(Json.text(image, "owner")))
                .toList();
    }

    private static List<ObjectNode> servers(Cloud cloud, String there) {
        return cloud.list(
                Request.get(Service.COMPUTE, "/servers/detail")
                        .query("all_tenants", "1")
                        .query("tenant_id", there),
                "servers");
    }

    private String made(String kind, ObjectNode wanted) {
        return id(project.send(Request.post(Service.NETWORK, "/" + kind + "s").body(Json.object(kind, wanted)))
                .json()
                .path(kind));
    }

    private void remove(Cloud cloud, String there) {
        servers(cloud, there).forEach(server -> delete(cloud, Service.COMPUTE, "/servers/", id(server)));
        await("no server of " + name, () -> servers(cloud, there).isEmpty());
        Request volumes = Request.get(Service.VOLUME, "/volumes/detail").query("all_tenants", "1");
        cloud.list(volumes, "volumes").stream()
                .filter(each -> there.equals(Json.text(each, "os-vol-tenant-attr:tenant_id")))
                .forEach(each -> delete(cloud, Service.VOLUME, "/volumes/", id(each)));
        images(cloud, there).forEach(image -> delete(cloud, Service.IMAGE, "/images/", id(image)));
        // Neutron lets no interface of a router go that a floating address needs
        for (ObjectNode ip : listed(cloud, there, "floatingips")) {
            String forwardings = "/floatingips/" + id(ip) + "/port_forwardings";
            cloud.list(Service.NETWORK, forwardings, "port_forwardings")
                    .forEach(each -> delete(cloud, Service.NETWORK, forwardings + "/", id(each)));
            delete(cloud, Service.NETWORK, "/floatingips/", id(ip));
        }
        for (ObjectNode router : listed(cloud, there, "routers")) {
            String path = "/routers/" + id(router);
            Request ports = Request.get(Service.NETWORK, "/ports").query("device_id", id(router));
            cloud.list(ports, "ports").stream()
                    .filter(port -> Json.text(port, "device_owner").startsWith("network:router_interface"))
                    .forEach(port -> cloud.send(Request.put(Service.NETWORK, path + "/remove_router_interface")
                            .body(Json.object().put("port_id", id(port)))));
        }
        listed(cloud, there, "routers").forEach(router -> delete(cloud, Service.NETWORK, "/routers/", id(router)));
        for (String kind : NETWORKING) {
            listed(cloud, there, kind).forEach(each -> delete(cloud, Service.NETWORK, "/" + kind + "/", id(each)));
        }
        delete(cloud, Service.IDENTITY, "/projects/", there);
    }

    private static void delete(Cloud cloud, Service service, String path, String id) {
        try {
            cloud.send(Request.delete(service, path + id));
        } catch (CloudException.NotFound e) {
            return; // went along with something else
        }
    }

    private static ObjectNode named(List<ObjectNode> objects, String name) {
        return objects.stream()
                .filter(object -> name.equals(Json.text(object, "name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " among " + objects.size()));
    }

    private static String id(JsonNode object) {
        return Json.text(object, "id");
    }

    /** Waits, and fails when that takes too long. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }
}
