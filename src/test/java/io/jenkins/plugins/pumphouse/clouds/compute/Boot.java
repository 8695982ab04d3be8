package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A new server: everything that Nova checks before it says 202, then the way from BUILD to ACTIVE or ERROR. */
final class Boot {
    /** The fields of a request and the microversion that brought them. */
    private static final Map<String, Integer> FIELDS = Map.ofEntries(
            Map.entry("name", 1),
            Map.entry("flavorRef", 1),
            Map.entry("imageRef", 1),
            Map.entry("networks", 1),
            Map.entry("security_groups", 1),
            Map.entry("key_name", 1),
            Map.entry("metadata", 1),
            Map.entry("user_data", 1),
            Map.entry("availability_zone", 1),
            Map.entry("config_drive", 1),
            Map.entry("min_count", 1),
            Map.entry("max_count", 1),
            Map.entry("adminPass", 1),
            Map.entry("personality", 1),
            Map.entry("accessIPv4", 1),
            Map.entry("accessIPv6", 1),
            Map.entry("OS-DCF:diskConfig", 1),
            Map.entry("block_device_mapping_v2", 1),
            Map.entry("description", 19),
            Map.entry("tags", 52),
            Map.entry("trusted_image_certificates", 63),
            Map.entry("host", 74),
            Map.entry("hypervisor_hostname", 74),
            Map.entry("hostname", 90));

    /** What a Nova knows that boots with ports without an address: from Yoga on, whose newest is that of Xena. */
    private static final int BARE_PORTS = 90;

    private final Compute nova;

    Boot(Compute nova) {
        this.nova = nova;
    }

    Answer answer(Call call) {
        ObjectNode wanted = call.entity("server");
        AskedMicroversion version = nova.version(call);
        shape(wanted, version);
        TokenHolder caller = call.caller();
        Server server =
                new Server(caller, nova.servers.count() + 1, nova.world().now());
        server.name = WireJson.text(wanted, "name");
        server.flavorRow = nova.flavors.forServer(WireJson.text(wanted, "flavorRef"), caller);
        server.flavor = nova.flavors.embedded(server.flavorRow);
        image(server, wanted, caller, version);
        server.key = key(wanted, caller);
        wanted.path("metadata")
                .properties()
                .forEach(item ->
                        server.metadata.put(item.getKey(), item.getValue().asText()));
        wanted.path("tags").forEach(tag -> server.tags.add(tag.asText()));
        server.accessIpv4 = wanted.path("accessIPv4").asText();
        server.accessIpv6 = wanted.path("accessIPv6").asText();
        List<String> certificates = new ArrayList<>();
        server.userData = nova.world().behaviour().isUserDataLost() ? null : WireJson.text(wanted, "user_data");
        server.description = version.from(19) ? WireJson.text(wanted, "description") : server.name;
        server.hostname = wanted.path("hostname").asText(derived(server.name));
        server.diskConfig = wanted.path("OS-DCF:diskConfig").asText("MANUAL");
        wanted.path("trusted_image_certificates").forEach(each -> certificates.add(each.asText()));
        server.certificates = List.copyOf(certificates);
        server.hints = SchedulerHints.of(call.json());
        server.configDrive = Boolean.parseBoolean(wanted.path("config_drive").asText());
        String zone = WireJson.text(wanted, "availability_zone");
        server.pinnedZone = zone == null ? null : zone.split(":")[0];
        boolean chosen = HostChoice.isIn(wanted);
        String host = nova.serverGroups.join(
                server, call.json().path("os:scheduler_hints"), caller, new HostChoice(nova, call).of(wanted), chosen);
        nova.quotas.claim(caller.projectId(), server.flavorRow);
        List<String> groups = groups(wanted, caller);
        plug(server, wanted, groups, caller, version);
        nova.servers.add(server);
        server.volumes.forEach(disk -> nova.volumes.attach(disk.volume(), server.id, disk.device()));
        server.acted("create", caller, Servers.request(), nova.world().now());
        start(server, host);
        ObjectNode body = WireJson.object(
                "server",
                WireJson.object(
                        "id",
                        server.id,
                        "links",
                        nova.links(call, "servers", server.id),
                        "OS-DCF:diskConfig",
                        "MANUAL",
                        "security_groups",
                        names(wanted),
                        "adminPass",
                        "secret-" + server.number));
        return Answer.of(202, body)
                .header(
                        "Location",
                        body.path("server").path("links").path(0).path("href").asText());
    }

    private void shape(ObjectNode wanted, AskedMicroversion version) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            if (!version.from(FIELDS.getOrDefault(field.getKey(), Integer.MAX_VALUE))) {
                throw invalid(
                        "server", "Additional properties are not allowed ('" + field.getKey() + "' was unexpected)");
            }
        }
        for (String field : List.of("name", "flavorRef")) {
            if (!WireJson.has(wanted, field)) {
                throw invalid("server", "'" + field + "' is a required property");
            }
        }
        // From 2.37 on a request must say what it wants of the network, be it "auto" or "none".
        if (version.from(37) && !WireJson.has(wanted, "networks")) {
            throw invalid("server", "'networks' is a required property");
        }
        ServerParts.checkMetadata(wanted.path("metadata"), nova.world().behaviour());
        for (JsonNode tag : wanted.path("tags")) {
            if (tag.asText().length() > 60
                    || tag.asText().contains("/")
                    || tag.asText().contains(",")) {
                throw invalid("tags", "'" + tag.asText() + "' is too long");
            }
        }
    }

    private void image(Server server, ObjectNode wanted, TokenHolder caller, AskedMicroversion version) {
        String id = WireJson.text(wanted, "imageRef");
        JsonNode mapping = wanted.path("block_device_mapping_v2");
        disks(server, mapping, caller, version);
        if (id == null || id.isEmpty()) {
            if (mapping.isEmpty()) {
                throw Refused.badRequest("Invalid imageRef provided.");
            }
            return;
        }
        String[] parts = id.split("/");
        ObjectNode image = nova.images.bootable(parts[parts.length - 1], caller);
        if (image.path("min_ram").asInt() > server.flavorRow.path("ram").asInt()) {
            throw Refused.badRequest("Flavor's memory is too small for requested image.");
        }
        int disk = server.flavorRow.path("disk").asInt();
        if (disk != 0 && image.path("min_disk").asInt() > disk) {
            throw Refused.badRequest(
                    "Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is "
                            + ((long) disk << 30) + " bytes, minimum size is "
                            + (image.path("min_disk").asLong() << 30) + " bytes.");
        }
        server.image = WireJson.text(image, "id");
        server.imageProperties = nova.images.inherited(server.image);
        server.disk = nova.images.bytes(server.image);
    }

    /** The disks of a request: exactly one to boot from, and volumes that are free and of the caller's project. */
    private void disks(Server server, JsonNode mapping, TokenHolder caller, AskedMicroversion version) {
        int roots = 0;
        char letter = 'b';
        for (JsonNode disk : mapping) {
            boolean root = disk.path("boot_index").asInt(-1) == 0;
            roots += root ? 1 : 0;
            if ("volume".equals(WireJson.text(disk, "source_type"))) {
                String id = WireJson.text(disk, "uuid");
                ObjectNode volume = nova.volumes.row(id);
                if (volume == null || !caller.projectId().equals(WireJson.text(volume, "tenant"))) {
                    throw Refused.badRequest("Block Device Mapping is Invalid: failed to get volume " + id + ".");
                }
                boolean shared = volume.path("multiattach").asBoolean();
                if (shared && !version.from(60)) {
                    throw Refused.badRequest(
                            "Multiattach volumes are only supported starting with compute API version" + " 2.60.");
                }
                if (!"available".equals(WireJson.text(volume, "status")) && !shared) {
                    throw Refused.badRequest("Invalid volume: volume '" + id + "' status must be 'available'. Currently"
                            + " in '" + WireJson.text(volume, "status") + "'");
                }
                if (root && !"true".equals(WireJson.text(volume, "bootable"))) {
                    throw Refused.badRequest("Block Device " + id + " is not bootable.");
                }
                String device = "/dev/sd" + (root ? 'a' : letter++);
                server.volumes.add(new Server.Disk(
                        id, device, disk.path("delete_on_termination").asBoolean(), tag(disk, version, 33)));
            }
        }
        if (!mapping.isEmpty() && roots != 1) {
            throw Refused.badRequest("Block Device Mapping is Invalid: Boot sequence for the instance and image/block"
                    + " device mapping combination is not valid.");
        }
    }

    private String key(ObjectNode wanted, TokenHolder caller) {
        String key = WireJson.text(wanted, "key_name");
        // Only the caller's own keys count, whoever the caller may be.
        if (key != null && !nova.keypairs.has(caller.userId(), key)) {
            throw Refused.badRequest("Invalid key_name provided.");
        }
        return key;
    }

    private List<String> groups(ObjectNode wanted, TokenHolder caller) {
        List<String> ids = new ArrayList<>();
        for (JsonNode group : wanted.path("security_groups")) {
            try {
                ids.add(nova.network.group(WireJson.text(group, "name"), caller));
            } catch (Refused refused) {
                throw refused.status() == 409 || !nova.release().modern()
                        ? refused
                        : Refused.badRequest(
                                "Unable to find security_group with name or id '" + WireJson.text(group, "name") + "'");
            }
        }
        return ids;
    }

    private static ArrayNode names(ObjectNode wanted) {
        ArrayNode names = WireJson.array();
        wanted.path("security_groups").forEach(names::add);
        return names.isEmpty() ? names.add(WireJson.object("name", "default")) : names;
    }

    /** Takes the ports that were named and makes those that were not. Groups go on the latter only, as in Nova. */
    private void plug(
            Server server, ObjectNode wanted, List<String> groups, TokenHolder caller, AskedMicroversion version) {
        List<ObjectNode> given = new ArrayList<>();
        List<ObjectNode> toMake = new ArrayList<>();
        JsonNode networks = wanted.path("networks");
        if (networks.isArray() && !networks.isEmpty()) {
            for (JsonNode network : networks) {
                if (WireJson.has(network, "port")) {
                    ObjectNode port = nova.network.port(WireJson.text(network, "port"), caller);
                    if (nova.network.guaranteesBandwidth(port) && !version.from(72)) {
                        throw Refused.badRequest("Servers with ports having resource request, like a port with a QoS"
                                + " minimum bandwidth policy, are not supported until microversion 2.72.");
                    }
                    if (port.path("fixed_ips").isEmpty()
                            && nova.world().behaviour().newestCompute() < BARE_PORTS) {
                        throw Refused.badRequest(
                                "Port " + WireJson.text(port, "id") + " requires a FixedIP in order to be used.");
                    }
                    given.add(port);
                    toMake.add(null);
                } else {
                    nova.network.network(WireJson.text(network, "uuid"), caller);
                    given.add(null);
                    toMake.add(port(WireJson.text(network, "uuid"), WireJson.text(network, "fixed_ip"), groups));
                }
            }
        } else if (!networks.asText().equals("none")) {
            List<ObjectNode> candidates = nova.network.networksFor(caller);
            if (candidates.size() > 1) {
                throw Refused.conflict("Multiple possible networks found, use a Network ID to be more specific.");
            }
            candidates.forEach(network -> {
                given.add(null);
                toMake.add(port(WireJson.text(network, "id"), null, groups));
            });
        }
        for (int i = 0; i < given.size(); i++) {
            ObjectNode port = given.get(i) == null ? nova.network.makePort(caller, toMake.get(i)) : given.get(i);
            nova.network.take(port, server.id, Hosts.ZONE, "");
            server.plugs.add(new Server.Plug(
                    WireJson.text(port, "id"), given.get(i) == null, tag(networks.path(i), version, 37)));
        }
    }

    /** 2.32 brought tags of devices, a later version lost them by mistake, and 2.42 restored them. */
    private static String tag(JsonNode device, AskedMicroversion version, int lost) {
        if (device.has("tag") && (!version.from(32) || version.from(lost) && !version.from(42))) {
            throw invalid("tag", "Additional properties are not allowed ('tag' was unexpected)");
        }
        return WireJson.text(device, "tag");
    }

    private static ObjectNode port(String network, String fixedIp, List<String> groups) {
        ObjectNode port = WireJson.object("network_id", network);
        if (fixedIp != null) {
            port.set("fixed_ips", WireJson.array(WireJson.object("ip_address", fixedIp)));
        }
        if (!groups.isEmpty()) {
            port.set("security_groups", WireJson.node(groups));
        }
        return port;
    }

    private void start(Server server, String host) {
        nova.world().after(nova.world().behaviour().boot(), () -> {
            if (server.gone() || "deleting".equals(server.task())) {
                return;
            }
            String name = nova.network.refusedName(server.id, server.hostname);
            String failure = host == null
                    ? "No valid host was found. There are not enough hosts available."
                    : name == null ? nova.world().behaviour().bootFailure(server.name) : name;
            if (failure != null) {
                nova.servers.release(server);
                server.become("error", null, Server.NO_STATE, nova.world().now());
                server.fault = WireJson.object(
                        "code", 500, "created", ServerView.seconds(nova.world().now()), "message", failure);
                return;
            }
            server.host = host;
            server.zone = nova.aggregates.zoneOf(host);
            server.launched = nova.world().now();
            nova.network.portsOf(server.id).forEach(port -> nova.network.take(port, server.id, Hosts.ZONE, host));
            nova.network.name(server.id, server.hostname);
            server.become("active", null, Server.RUNNING, nova.world().now());
        });
    }

    /** As {@code nova.utils.sanitize_hostname}; it stays when the server gets another name. */
    private static String derived(String name) {
        return name.replaceAll("[ _.]", "-")
                .replaceAll("[^\\w.-]+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("^[.-]+|[.-]+$", "");
    }

    private static Refused invalid(String field, String reason) {
        return Refused.badRequest("Invalid input for field/attribute " + field + ". " + reason);
    }
}
