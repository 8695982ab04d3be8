package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DeviceTags;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.server.proof.BootChoices;
import io.jenkins.plugins.pumphouse.migration.server.proof.HostNames;
import io.jenkins.plugins.pumphouse.migration.server.proof.ServerHints;
import io.jenkins.plugins.pumphouse.migration.server.proof.WantedServer;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;

/** What Nova is asked for to boot a server's copy. */
public final class BootBody {
    /** 2.37 brings {@code networks: none}, a server without any network card. */
    public static final String WITHOUT_NETWORK = "2.37";

    /** Stands beside the server in the request. */
    static final String HINTS = "os:scheduler_hints";

    private BootBody() {}

    /**
     * @param project of the copy, on the target
     * @param image of the root disk; null when the server boots from a volume
     * @param disks what Nova is told of the disks; empty where there is but the image
     */
    static ObjectNode of(ChangeContext context, String project, String image, ArrayNode disks) {
        ObjectNode wanted = context.wanted();
        ObjectNode server = Json.object().put("name", Json.text(wanted, "name"));
        server.put("flavorRef", Json.text(wanted, "flavor"));
        if (image != null) {
            server.put("imageRef", image);
        }
        if (!disks.isEmpty()) {
            server.set("block_device_mapping_v2", disks);
        }
        for (String field : List.of(
                "description",
                "config_drive",
                BootChoices.DISK_CONFIG,
                "tags",
                "key_name",
                "accessIPv4",
                "accessIPv6")) {
            boolean empty = wanted.path(field).isTextual()
                    && wanted.path(field).asText().isEmpty();
            if (wanted.hasNonNull(field) && !empty) {
                server.set(field, wanted.get(field));
            }
        }
        if (wanted.has("OS-EXT-SRV-ATTR:user_data")) {
            server.set("user_data", wanted.get("OS-EXT-SRV-ATTR:user_data"));
        }
        HostNames.said(context.resource(), context.target()).ifPresent(hostname -> server.put("hostname", hostname));
        if (wanted.hasNonNull(WantedServer.ZONE)) {
            server.set(WantedServer.ZONE, wanted.get(WantedServer.ZONE));
        }
        MappedHost.of(context).addTo(server);
        ObjectNode hints =
                ServerHints.of(context.resource(), context.inventory()).forBoot(context.target(), project);
        if (wanted.hasNonNull(WantedServer.GROUP)) {
            hints.set("group", wanted.get(WantedServer.GROUP));
        }
        if (!hints.isEmpty()) {
            server.set(HINTS, hints);
        }
        server.set(
                "metadata",
                ((ObjectNode) wanted.path("metadata"))
                        .deepCopy()
                        .put(Mark.KEY, context.mark().value()));
        server.set("networks", networks(context));
        return server;
    }

    private static JsonNode networks(ChangeContext context) {
        JsonNode ports = context.wanted().path("ports");
        if (ports.isEmpty() && context.target().supports(Service.COMPUTE, WITHOUT_NETWORK)) {
            return TextNode.valueOf("none"); // an empty list would mean any network of the project
        }
        ArrayNode networks = JsonNodeFactory.instance.arrayNode();
        List<String> tags = tags(context);
        for (int i = 0; i < ports.size(); i++) {
            ObjectNode card = networks.addObject();
            card.set("port", ports.get(i));
            if (i < tags.size() && !tags.get(i).isEmpty()) {
                card.put("tag", tags.get(i));
            }
        }
        return networks;
    }

    /**
     * The tag of each card in the order of the wanted ports; empty for one without, and none of a target before 2.42.
     */
    private static List<String> tags(ChangeContext context) {
        if (!DeviceTags.isTakenBy(context.target())) {
            return List.of();
        }
        DeviceTags tags = DeviceTags.of(context.resource(), context.inventory());
        return Nics.of(context.resource(), context.inventory()).stream()
                .map(port -> tags.ports().getOrDefault(port.id(), ""))
                .toList();
    }
}
