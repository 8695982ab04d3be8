package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server was booted with, and what Nova shows only where a list does not give the flavor by id any more: trusted
 * image certificates from 2.63 on (Rocky), which its copy is booted without, its zone from 2.96 on (Caracal), and
 * scheduler hints from 2.100 on (Epoxy).
 */
final class LaterFields {
    private static final String FIRST = "2.63";

    private static final String CERTIFICATES = "trusted_image_certificates";

    private static final String LAUNCH_INDEX = "OS-EXT-SRV-ATTR:launch_index";

    /** Null for a server that the scheduler may put into any zone. */
    static final String PINNED_ZONE = "pinned_availability_zone";

    private LaterFields() {}

    static List<Loss> lost(Resource server, CloudInventory source, String target) {
        List<Loss> lost = new ArrayList<>();
        int index = server.field(LAUNCH_INDEX).asInt();
        if (index != 0) {
            lost.add(new Loss(
                    LedgerItem.LAUNCH_INDEX,
                    "launch index " + index + " (it becomes 0: the copy is booted alone)",
                    String.valueOf(index),
                    "0"));
        }
        List<String> certificates = Json.texts(of(server, source), CERTIFICATES);
        if (!certificates.isEmpty()) {
            lost.add(Loss.of(
                    LedgerItem.CERTIFICATES,
                    "trusted image certificates " + String.join(", ", certificates)
                            + " (they prove an image's signature, and the content that " + target
                            + " boots has none)"));
        }
        return lost;
    }

    /** What the source's Nova shows of a server beyond its usual list; nothing before 2.63. */
    static ObjectNode of(Resource server, CloudInventory source) {
        return source.cloud().supports(Service.COMPUTE, FIRST)
                ? ofProject(server.text("tenant_id"), source).getOrDefault(server.id(), Json.object())
                : Json.object();
    }

    private static Map<String, ObjectNode> ofProject(String project, CloudInventory source) {
        return source.fact(List.of(LaterFields.class, String.valueOf(project)), () -> {
            Map<String, ObjectNode> servers = new HashMap<>();
            source.cloud()
                    .list(NovaServer.list(Scope.ownedBy(project)).microversion(ServerHints.NEWEST), "servers")
                    .forEach(each -> servers.put(
                            Json.text(each, "id"),
                            each.deepCopy().retain(ServerHints.FIELD, CERTIFICATES, PINNED_ZONE)));
            return servers;
        });
    }
}
