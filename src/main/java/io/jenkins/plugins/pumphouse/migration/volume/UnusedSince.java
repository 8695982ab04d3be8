package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMetadata;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Objects;

/** The note in a copy on the target of when Cinder had last changed it as it was made: equal times mean unused. */
public final class UnusedSince {
    /** When Cinder had last changed the copy when it was made. */
    static final String NOTE = "pumphouse_unused_since";

    private UnusedSince() {}

    /**
     * Writes into a copy that it is the one that was made, and has just been: Cinder's time of its last change does not
     * move by that.
     */
    public static void write(Cloud target, ObjectNode copy) {
        ObjectNode metadata = Json.object().put(VolumeMark.SELF, Json.text(copy, "id"));
        if (Json.text(copy, "updated_at") != null) {
            metadata.put(NOTE, Json.text(copy, "updated_at"));
        }
        new VolumeMetadata(target, Json.text(copy, "id")).add(metadata);
    }

    /** Whether a copy is as it was when it was made, as far as the copy itself tells. */
    public static boolean isAsMade(JsonNode copy) {
        String noted = of(copy);
        return copy.path("attachments").isEmpty()
                && noted != null
                && Objects.equals(noted, Json.text(copy, "updated_at"));
    }

    /** When Cinder had last changed a copy when it was made, in its words; null when the copy does not say. */
    public static String of(JsonNode copy) {
        return Json.text(copy.path("metadata"), NOTE);
    }
}
