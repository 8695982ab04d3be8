package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Behaviour;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What hangs on a server: metadata, tags, interfaces, groups, attachments, the log of its actions. */
final class ServerParts {
    private static final int LONGEST = 255;

    private static final Set<String> WRITABLE = Set.of("active", "paused", "suspended", "stopped");

    private final Compute nova;

    ServerParts(Compute nova) {
        this.nova = nova;
    }

    void addTo(Routes routes, String root) {
        String one = root + "/servers/{id}";
        routes.get(one + "/metadata", call -> metadata(nova.servers.visible(call)))
                .post(one + "/metadata", call -> write(call, false))
                .put(one + "/metadata", call -> write(call, true))
                .get(
                        one + "/metadata/{key}",
                        call -> Answer.ok(WireJson.object("meta", WireJson.object(call.segment("key"), item(call)))))
                .put(one + "/metadata/{key}", this::writeItem)
                .delete(one + "/metadata/{key}", call -> {
                    item(call);
                    writable(call, "delete metadata").metadata.remove(call.segment("key"));
                    return Answer.noContent();
                })
                .get(one + "/os-interface", this::interfaces)
                .get(one + "/diagnostics", this::diagnostics)
                .get(
                        one + "/os-security-groups",
                        call -> Answer.ok(WireJson.object(
                                "security_groups", WireJson.arrayOf(groups(nova.servers.visible(call).id)))))
                .get(
                        one + "/ips",
                        call -> Answer.ok(WireJson.object(
                                "addresses", new ServerView(nova, call).plainAddresses(nova.servers.visible(call)))))
                .get(one + "/migrations", call -> {
                    nova.since(call, 23);
                    nova.servers.visible(call);
                    return Answer.ok(WireJson.object("migrations", WireJson.array()));
                })
                .get(
                        one + "/os-server-password",
                        call -> Answer.ok(WireJson.object("password", nova.servers.visible(call).password)))
                .delete(one + "/os-server-password", call -> {
                    nova.servers.visible(call).password = "";
                    return Answer.noContent();
                })
                .get(one + "/os-instance-actions", this::actions)
                .get(one + "/os-instance-actions/{request}", this::action);
        new Attachments(nova).addTo(routes, one);
        new Shares(nova).addTo(routes, one);
        tags(routes, one);
    }

    /** Refuses metadata that is not text or too long, or keys with odd characters. */
    static void checkMetadata(JsonNode metadata, Behaviour behaviour) {
        for (Map.Entry<String, JsonNode> item : metadata.properties()) {
            if (behaviour.isServerMetadataRefused(item.getKey())
                    || !item.getKey().matches("[a-zA-Z0-9-_:. ]{1," + LONGEST + "}")) {
                throw Refused.badRequest("Invalid input for field/attribute metadata. '" + item.getKey()
                        + "' does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'");
            }
            if (!item.getValue().isTextual()) {
                throw Refused.badRequest("Invalid input for field/attribute " + item.getKey() + ". " + item.getValue()
                        + " is not of type 'string'");
            }
            if (item.getValue().asText().length() > LONGEST) {
                throw Refused.badRequest("Invalid input for field/attribute " + item.getKey() + ". '"
                        + item.getValue().asText() + "' is too long");
            }
        }
    }

    private static Answer metadata(Server server) {
        return Answer.ok(WireJson.object("metadata", server.metadata));
    }

    /**
     * As {@code nova.compute.api} has it: not of a server that is shelved, rescued or in error; of a busy one it is.
     */
    private Server writable(Call call, String word) {
        Server server = nova.servers.changeable(call);
        if (!WRITABLE.contains(server.vmState())) {
            throw ServerActions.conflict(server, word, "vm_state " + server.vmState());
        }
        return server;
    }

    private Answer write(Call call, boolean whole) {
        Server server = writable(call, "update metadata");
        ObjectNode wanted = call.entity("metadata");
        checkMetadata(wanted, nova.world().behaviour());
        if (whole) {
            server.metadata.clear();
        }
        wanted.properties()
                .forEach(item ->
                        server.metadata.put(item.getKey(), item.getValue().asText()));
        return metadata(server);
    }

    private Answer writeItem(Call call) {
        Server server = writable(call, "update metadata");
        ObjectNode wanted = call.entity("meta");
        checkMetadata(wanted, nova.world().behaviour());
        if (wanted.size() != 1 || !wanted.has(call.segment("key"))) {
            throw Refused.badRequest("Request body and URI mismatch");
        }
        server.metadata.put(call.segment("key"), WireJson.text(wanted, call.segment("key")));
        return Answer.ok(WireJson.object("meta", wanted));
    }

    private String item(Call call) {
        String value = nova.servers.visible(call).metadata.get(call.segment("key"));
        if (value == null) {
            throw Refused.notFound("Metadata item was not found");
        }
        return value;
    }

    /** Of the running guest; in the order of its cards, as its definition on the hypervisor has them. */
    private Answer diagnostics(Call call) {
        Server server = nova.servers.visible(call);
        Compute.admin(call, "os-server-diagnostics");
        nova.since(call, 48);
        if (!server.vmState().equals("active")) {
            throw ServerActions.conflict(server, "get_diagnostics", "vm_state " + server.vmState());
        }
        return Answer.ok(WireJson.object(
                "state",
                "running",
                "driver",
                "libvirt",
                "nic_details",
                WireJson.arrayOf(nova.network
                        .portsOf(server.id)
                        .map(port -> WireJson.object(
                                "mac_address", WireJson.text(port, "mac_address"), "rx_octets", 0, "tx_octets", 0))
                        .toList())));
    }

    private List<ObjectNode> groups(String server) {
        return nova.own == null ? nova.network.groupsInNovasWords(server) : nova.own.groupsOf(server);
    }

    private Answer interfaces(Call call) {
        if (nova.own != null) {
            throw new Refused(501, null, "Unable to do that: nova-network has no ports.");
        }
        ArrayNode attachments = WireJson.array();
        // Nova asks Neutron, which lists by id and not in the order of the cards.
        Server server = nova.servers.visible(call);
        nova.network
                .portsOf(server.id)
                .sorted(Comparator.comparing(port -> WireJson.text(port, "id")))
                .forEach(port -> {
                    ObjectNode attachment = WireJson.object(
                            "net_id",
                            port.get("network_id"),
                            "port_id",
                            port.get("id"),
                            "mac_addr",
                            port.get("mac_address"),
                            "port_state",
                            port.get("status"),
                            "fixed_ips",
                            port.get("fixed_ips"));
                    if (nova.version(call).from(70)) {
                        attachment.put("tag", tag(server, WireJson.text(port, "id")));
                    }
                    attachments.add(attachment);
                });
        return Answer.ok(WireJson.object("interfaceAttachments", attachments));
    }

    private static String tag(Server server, String port) {
        return server.plugs.stream()
                .filter(plug -> plug.port().equals(port))
                .map(Server.Plug::tag)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Answer actions(Call call) {
        return Answer.ok(WireJson.object(
                "instanceActions",
                WireJson.arrayOf(nova.servers.remembered(call).actions.stream()
                        .map(action -> shown(call, action).<JsonNode>without(List.of("events")))
                        .toList())));
    }

    private Answer action(Call call) {
        ObjectNode found = nova.servers.remembered(call).actions.stream()
                .filter(action -> WireJson.text(action, "request_id").equals(call.segment("request")))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Action for request_id " + call.segment("request") + " on instance "
                        + call.segment("id") + " not found"));
        ObjectNode shown = shown(call, found);
        if (!shown.has("events")) {
            shown.set("events", WireJson.array());
        }
        return Answer.ok(WireJson.object("instanceAction", shown));
    }

    private ObjectNode shown(Call call, ObjectNode action) {
        return nova.version(call).from(58)
                ? action.deepCopy()
                : action.deepCopy().without(List.of("updated_at"));
    }

    private void tags(Routes routes, String one) {
        routes.get(one + "/tags", call -> {
                    nova.since(call, 26);
                    return Answer.ok(WireJson.object("tags", nova.servers.visible(call).tags));
                })
                .put(one + "/tags", call -> {
                    nova.since(call, 26);
                    List<String> tags = nova.servers.changeable(call).tags;
                    tags.clear();
                    call.json().path("tags").forEach(tag -> tags.add(tag.asText()));
                    return Answer.ok(WireJson.object("tags", tags));
                })
                .put(one + "/tags/{tag}", call -> {
                    nova.since(call, 26);
                    List<String> tags = nova.servers.changeable(call).tags;
                    boolean known = tags.contains(call.segment("tag"));
                    if (!known) {
                        tags.add(call.segment("tag"));
                    }
                    return Answer.empty(known ? 204 : 201);
                });
    }
}
