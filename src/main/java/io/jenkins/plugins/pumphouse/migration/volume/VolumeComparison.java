package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** In what a volume of the target is not what it is to be. */
final class VolumeComparison {
    /** No field of Cinder's: what tells whether the source's volume was used after its content was taken. */
    static final String USED = "use on the source";

    /** Notes of copies that are over, on the source's volume. */
    static final String NOTES = "notes of an interrupted run";

    /** In which Cinder has still to come to an end with a volume, or a run that was interrupted. */
    private static final Set<String> UNFINISHED = Set.of("creating", "downloading", AdoptedVolume.UNMANAGING);

    private VolumeComparison() {}

    /** A copy that somebody uses is its owner's; before that it has to be finished. */
    static List<Difference> of(ObjectNode wanted, Resource existing) {
        List<Difference> differences = new ArrayList<>();
        if (wanted.has(NOTES)) {
            differences.add(new Difference(NOTES, Json.text(wanted, NOTES), "nothing"));
        }
        String taken = TargetVolume.takenAt(existing.json());
        if (taken != null && Json.text(wanted, USED) != null && !taken.equals(Json.text(wanted, USED))) {
            differences.add(new Difference(USED, "last at " + Json.text(wanted, USED), "copied as of " + taken));
        }
        String status = String.valueOf(existing.text("status"));
        if (AdoptedVolume.isOne(existing.json())) {
            boolean begun = existing.field("metadata").has(AdoptedVolume.UNFINISHED);
            if (UNFINISHED.contains(status) || begun && (status.equals("available") || status.equals("error"))) {
                differences.add(new Difference("status", "available", begun ? "not finished" : status));
            }
            return differences;
        }
        if (!status.equals("available")) {
            if (UNFINISHED.contains(status) || VolumeFields.isBroken(existing)) {
                differences.add(new Difference("status", "available", status));
            }
            return differences;
        }
        different(differences, "bootable", wanted.path("bootable").asBoolean(), VolumeFields.isBootable(existing));
        different(differences, "read-only", wanted.path("read-only").asBoolean(), VolumeFields.isReadOnly(existing));
        different(
                differences,
                VolumeFields.IMAGE_METADATA,
                askable(wanted.path(VolumeFields.IMAGE_METADATA), VolumeFields.imageMetadata(existing)),
                VolumeFields.imageMetadata(existing));
        return differences;
    }

    /** What is wanted, less what a Cinder may refuse and the volume does not have; the plan has told it. */
    private static JsonNode askable(JsonNode wanted, ObjectNode existing) {
        ObjectNode askable = wanted.deepCopy();
        wanted.properties().stream()
                .filter(item -> !existing.has(item.getKey())
                        && !VolumeItems.isPlain(item.getKey(), item.getValue().asText()))
                .forEach(item -> askable.remove(item.getKey()));
        return askable;
    }

    private static void different(List<Difference> differences, String field, Object wanted, Object existing) {
        if (!Objects.equals(wanted, existing)) {
            differences.add(new Difference(field, String.valueOf(wanted), String.valueOf(existing)));
        }
    }
}
