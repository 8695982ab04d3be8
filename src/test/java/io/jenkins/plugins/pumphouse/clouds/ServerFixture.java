package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** One server to be: {@code server("web-1").image("debian").flavor("m1.tiny").nic("net", "10.1.0.10", mac).boot()}. */
public final class ServerFixture {
    private final ProjectFixture project;
    private final ObjectNode wanted;
    private final List<ObjectNode> ports = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private String user = "admin";
    private String written;
    private String volume;
    private final List<String> attached = new ArrayList<>();
    private final Map<ObjectNode, String> tags = new IdentityHashMap<>();
    private final Map<String, String> volumeTags = new HashMap<>();
    private final List<String> withServer = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private final ObjectNode hints = WireJson.object();

    ServerFixture(ProjectFixture project, String name) {
        this.project = project;
        this.wanted = WireJson.object("name", name);
    }

    public ServerFixture image(String name) {
        wanted.put("imageRef", project.imageId(name));
        return this;
    }

    public ServerFixture flavor(String name) {
        wanted.put("flavorRef", project.flavorId(name));
        return this;
    }

    /** One more network card with the given address and MAC, null for whatever comes. */
    public ServerFixture nic(String network, String address, String mac) {
        ObjectNode port = WireJson.object("network_id", project.networkId(network), "tenant_id", project.id());
        if (address != null) {
            port.set("fixed_ips", WireJson.array(WireJson.object("ip_address", address)));
        }
        if (mac != null) {
            port.put("mac_address", mac);
        }
        ports.add(port);
        return this;
    }

    /** One more network card, on a port that is there. */
    public ServerFixture port(String id) {
        ports.add(WireJson.object("id", id));
        return this;
    }

    /** The last card, or volume, has this tag. */
    public ServerFixture tagged(String tag) {
        if (attached.isEmpty()) {
            tags.put(ports.get(ports.size() - 1), tag);
        } else {
            volumeTags.put(attached.get(attached.size() - 1), tag);
        }
        return this;
    }

    public ServerFixture groups(String... names) {
        groups.addAll(List.of(names));
        return this;
    }

    /**
     * Boots as this user of the project, so that the server is theirs, with a key of theirs or, for null, without one.
     */
    public ServerFixture owner(String userName, String keyName) {
        user = userName;
        wanted.put("key_name", keyName);
        return this;
    }

    public ServerFixture metadata(String key, String value) {
        ((ObjectNode) (wanted.has("metadata") ? wanted.get("metadata") : wanted.putObject("metadata"))).put(key, value);
        return this;
    }

    /** @param text what it is given at its boot, in clear */
    public ServerFixture userData(String text) {
        wanted.put("user_data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Boots with this in the request. */
    public ServerFixture with(String field, Object value) {
        wanted.set(field, WireJson.node(value));
        return this;
    }

    /** Boots with this told to the scheduler. */
    public ServerFixture hint(String name, Object value) {
        hints.set(name, WireJson.node(value));
        return this;
    }

    /** Boots on this host. */
    public ServerFixture host(String host) {
        wanted.put("availability_zone", "nova:" + host);
        return this;
    }

    /** A server that runs writes to its disk, as it does until its stop. */
    public static void writes(EmbeddedCloud cloud, String server, String text) {
        cloud.world().locked(() -> cloud.compute().writeToDisk(server, 512, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Its guest (cloudbase-init) has set its administrator's password and given it to Nova, encrypted with its key. */
    public static void setsPassword(EmbeddedCloud cloud, String server, String encrypted) {
        cloud.world().locked(() -> cloud.compute().password(server, encrypted));
    }

    /** A server of a Nova from 2.97 on gets this share of Manila, for which it is off a while if it runs. */
    public static void attachesShare(EmbeddedCloud cloud, String server, String share, String tag) {
        String path = "/v2.1/servers/" + server;
        Inside admin = cloud.inside();
        boolean on = admin.get("compute", path)
                .path("server")
                .path("status")
                .asText()
                .equals("ACTIVE");
        if (on) {
            admin.post("compute", path + "/action", WireJson.object("os-stop", null));
            cloud.skip(cloud.behaviour().power());
        }
        ObjectNode wanted = WireJson.object("share_id", share);
        if (tag != null) {
            wanted.put("tag", tag);
        }
        admin.post("compute", path + "/shares", WireJson.object("share", wanted));
        if (on) {
            admin.post("compute", path + "/action", WireJson.object("os-start", null));
            cloud.skip(cloud.behaviour().power());
        }
    }

    /** A server that was booted with others, by one request, and has this number among them. */
    public static void bootedAs(EmbeddedCloud cloud, String server, int launchIndex) {
        cloud.world().locked(() -> cloud.compute().bootedAs(server, launchIndex));
    }

    /** What the running server has written to its disk, so that the disk is no longer its image. */
    public ServerFixture writes(String text) {
        written = text;
        return this;
    }

    /**
     * What an administrator does to the running server: {@code os-stop, pause, suspend, shelve, lock}; in this order.
     */
    public ServerFixture then(String... names) {
        actions.addAll(List.of(names));
        return this;
    }

    /** The server is one that has its system on a volume. */
    public ServerFixture fromVolume(String volumeId) {
        volume = volumeId;
        return this;
    }

    /** The server has one more volume; {@code goes} is whether it is deleted with the server. */
    public ServerFixture volume(String volumeId, boolean goes) {
        attached.add(volumeId);
        if (goes) {
            withServer.add(volumeId);
        }
        return this;
    }

    /** Boots the server and waits, on the cloud's clock, until it runs and everything asked for then is done. */
    public ProjectFixture boot() {
        ArrayNode networks = WireJson.array();
        for (ObjectNode port : ports) {
            boolean made = port.has("id");
            if (!made && !groups.isEmpty()) {
                port.set(
                        "security_groups",
                        WireJson.node(groups.stream().map(project::groupId).toList()));
            }
            ObjectNode card = WireJson.object(
                    "port",
                    WireJson.text(made ? port : project.admin().make("network", "/v2.0/ports", "port", port), "id"));
            if (tags.containsKey(port)) {
                card.put("tag", tags.get(port));
            }
            networks.add(card);
        }
        if (ports.isEmpty()) {
            wanted.put("networks", "none");
        } else {
            wanted.set("networks", networks);
        }
        EmbeddedCloud cloud = project.cloud();
        Inside owner = cloud.inside(user, project.id());
        ObjectNode request = WireJson.object("server", wanted);
        if (!hints.isEmpty()) {
            request.set("os:scheduler_hints", hints);
        }
        cloud.behaviour().hostChosenByAll(true); // owners' servers are on the hosts that a test says
        String id = WireJson.text(
                owner.post("compute", cloud.compute().path(project.id()) + "/servers", request)
                        .path("server"),
                "id");
        cloud.behaviour().hostChosenByAll(false);
        cloud.skip(cloud.behaviour().boot());
        if (written != null) {
            cloud.world().locked(() -> cloud.compute().writeToDisk(id, 512, written.getBytes(StandardCharsets.UTF_8)));
        }
        if (volume != null) {
            cloud.world().locked(() -> cloud.compute().bootFromVolume(id, volume));
        }
        attached.forEach(each -> cloud.world()
                .locked(() -> cloud.compute().attach(id, each, withServer.contains(each), volumeTags.get(each))));
        for (String action : actions) {
            String path = cloud.compute().path(project.admin().projectId()) + "/servers/" + id + "/action";
            project.admin().post("compute", path, WireJson.object(action, null));
            cloud.skip(cloud.behaviour().power());
        }
        return project;
    }
}
