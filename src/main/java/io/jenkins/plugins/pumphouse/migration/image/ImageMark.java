package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import java.util.List;
import java.util.Optional;

/**
 * The marks of an image, told apart from those that it inherited. Nova copies the properties of an image to each
 * snapshot of a server that was booted from it, and Cinder to each image of a volume that was made of it. Such an image
 * is its owner's, and nothing takes it for one that a migration has made.
 */
public final class ImageMark {
    /** The id of the very image that a migration has made; in what has got its properties it is that of another. */
    public static final String SELF = "pumphouse_image";

    /** What Nova says of a snapshot that it has taken, of a local disk or of volumes. No migration copies these. */
    private static final List<String> OF_A_SNAPSHOT = List.of("instance_uuid", "block_device_mapping", "bdm_v2");

    private ImageMark() {}

    /** Whether an image of the target has its marks from a migration; one of an older release does not say its id. */
    public static boolean isOwn(JsonNode onTarget) {
        String self = Json.text(onTarget, SELF);
        return self == null
                ? OF_A_SNAPSHOT.stream().noneMatch(onTarget::hasNonNull)
                : self.equals(Json.text(onTarget, "id"));
    }

    /** Of which object of the source a migration has made an image of the target; empty when none has. */
    public static Optional<Mark> of(JsonNode onTarget) {
        return isOwn(onTarget) ? Mark.ofValue(Json.text(onTarget, Mark.KEY)) : Optional.empty();
    }

    /** The id of the server whose move has taken a snapshot on the source; empty when it is no such snapshot. */
    public static Optional<String> snapshotOf(JsonNode onSource) {
        String server = Json.text(onSource, ImageType.SNAPSHOT_OF);
        String taken = Json.text(onSource, "instance_uuid");
        return Optional.ofNullable(server).filter(id -> taken == null || taken.equals(id));
    }
}
