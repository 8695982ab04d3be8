package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageDigest;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.Objects;

/**
 * The copy of a volume that was made while its server ran. It counts only if the content after the stop is the same,
 * and only in the run that made it, which knows that nobody has used it since.
 *
 * @param id on the target
 * @param content as the source's image service tells it
 * @param updatedAt when Cinder last changed the copy; null when it never did
 */
public record EarlyVolume(String id, ImageDigest content, String updatedAt) {
    /**
     * Whether the copy is what the source's volume holds now.
     *
     * @param now the copy as it is; null when it is gone
     * @param after the content of the source's volume after the stop
     */
    boolean holds(ObjectNode now, ImageDigest after) {
        return now != null
                && "available".equals(Json.text(now, "status"))
                && Objects.equals(updatedAt, Json.text(now, "updated_at"))
                && content.isSameAs(after);
    }
}
