package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Optional;

/**
 * The mark of a volume of the target, as against that of another: Cinder writes the metadata of a volume into the one
 * to which a backup of it is restored. That one is its owner's, with what was written to the copy since.
 */
public final class VolumeMark {
    /** The id of the very volume that a migration has made; in one restored from its backup it is that of another. */
    public static final String SELF = "pumphouse_volume";

    private VolumeMark() {}

    /** Tells a volume that a migration has made from one to which a backup of it is restored. */
    public static void identify(Cloud target, String id) {
        new VolumeMetadata(target, id).add(Json.object().put(SELF, id));
    }

    /** The same of one whose run was interrupted before it could. */
    public static void identifyAgain(Cloud target, JsonNode volume) {
        if (!volume.path("metadata").has(SELF)) {
            identify(target, Json.text(volume, "id"));
        }
    }

    /** Of which object of the source a migration has made a volume of the target; empty when none has. */
    public static Optional<Mark> of(JsonNode onTarget) {
        String self = Json.text(onTarget.path("metadata"), SELF);
        boolean own = self == null || self.equals(Json.text(onTarget, "id")); // an older release does not say it
        return own ? Mark.ofValue(Json.text(onTarget.path("metadata"), Mark.KEY)) : Optional.empty();
    }

    /** Whether a migration has made a volume of the target for an object of the source. */
    public static boolean isOf(Mark origin, JsonNode onTarget) {
        return of(onTarget).filter(origin::equals).isPresent();
    }

    /** Whether a migration has made it for that object, and Cinder is not about to delete it. */
    public static boolean staysOf(Mark origin, JsonNode onTarget) {
        return isOf(origin, onTarget)
                && !String.valueOf(Json.text(onTarget, "status")).contains("deleting");
    }
}
