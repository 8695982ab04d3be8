package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;

/**
 * A volume of several servers of which one comes back: it uses the volume on the source, and the others use its copy on
 * the target, so that they no longer share what they write.
 */
final class PartedVolume {
    private PartedVolume() {}

    /** A sentence for each server that stays on the target with such a copy. */
    static List<String> told(Resource server, CloudInventory source, CloudInventory target) {
        List<String> told = new ArrayList<>();
        for (AttachedVolume attached : ServerVolumes.of(server, source)) {
            for (JsonNode attachment : attached.volume().field("attachments")) {
                String id = Json.text(attachment, "server_id");
                if (id != null && !id.equals(server.id())) {
                    source.find(Kind.SERVER, id)
                            .filter(MoveNotes::isMoved)
                            .ifPresent(other -> told.add("shares " + attached.label() + " with server " + other.name()
                                    + " (" + id + "), which uses a copy of it on "
                                    + target.cloud().name() + ", until it is taken back, too: what each of them writes"
                                    + " the other does not have"));
                }
            }
        }
        return told;
    }
}
