package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/**
 * By which marks a snapshot of a server is found.
 *
 * @param isEarly whether it is of a server that runs: such a one has other marks, so that nothing ever takes it for the
 *     content
 * @param list the list in which all snapshots of this kind are waited for
 * @param own those of the server
 * @param metadata with which a new one is born
 */
record SnapshotMarks(boolean isEarly, Request list, Request own, ObjectNode metadata) {
    private static final String MADE_FOR = "pumphouse";
    private static final String EARLY = "early copy";

    /** Of a server that is off. */
    static SnapshotMarks ofStopped(String server) {
        return new SnapshotMarks(
                false,
                MoveSnapshots.list(),
                MoveSnapshots.list().query(ImageType.SNAPSHOT_OF, server),
                MoveSnapshots.marks(server));
    }

    /** @param mark of the server that still runs */
    static SnapshotMarks early(String mark) {
        return new SnapshotMarks(
                true,
                Request.get(Service.IMAGE, "/images").query(MADE_FOR, EARLY),
                earlyOf(mark),
                Json.object().put(MADE_FOR, EARLY).put(ImageType.EARLY_COPY_OF, mark));
    }

    /** Whether an image is such a snapshot of the server. */
    boolean areOn(JsonNode image) {
        return (isEarly || ImageMark.snapshotOf(image).isPresent())
                && metadata.properties().stream()
                        .allMatch(mark -> mark.getValue().asText().equals(Json.text(image, mark.getKey())));
    }

    /** The early copies of a server, on either cloud. */
    static Request earlyOf(String mark) {
        return Request.get(Service.IMAGE, "/images").query(ImageType.EARLY_COPY_OF, mark);
    }
}
