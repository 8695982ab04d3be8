package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImagePatch;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.NovaCards;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * The image that Nova made of a server's disk when the server was shelved: the content of its move, and the place of
 * the move's notes, as Nova takes no metadata of a shelved server. Nova tells nobody its id; it is the image of that
 * server ({@code instance_uuid}) that has the server's name and {@value #SUFFIX}.
 */
public final class ShelvedImage {
    private static final String SUFFIX = "-shelved";

    /** The notes that a move reads again; those with the names of controllers begin with the mover's prefix. */
    private static final Set<String> NOTES = Set.of(
            PowerNote.KEY,
            MoveNotes.STOPPED,
            MoveNotes.DOWNTIME,
            MoveNotes.LEFT,
            MoveNotes.MOVED_TO,
            MoveNotes.MOVED_AT,
            MoveNotes.ROLLBACK,
            SourceLock.KEY,
            Accepted.KEY);

    private ShelvedImage() {}

    /** The newest that is whole; empty where there is none. */
    static Optional<ObjectNode> of(JsonNode server, Cloud cloud) {
        String id = Json.text(server, "id");
        Request list = Request.get(Service.IMAGE, "/images").query("instance_uuid", id);
        return cloud.list(list, "images").stream()
                .filter(image -> (Json.text(server, "name") + SUFFIX).equals(Json.text(image, "name")))
                .filter(image -> id.equals(Json.text(image, "instance_uuid")))
                .filter(image -> "active".equals(Json.text(image, "status")) && image.hasNonNull("created_at"))
                .max(Comparator.comparing((ObjectNode image) -> Json.text(image, "created_at")));
    }

    /** Marks it as what a move is made of, by which verification and clean-up find it. */
    public static ObjectNode marked(Resource server, Cloud cloud) {
        String id = Json.text(required(server.json(), cloud), "id");
        ImagePatch.set(cloud, id, MoveSnapshots.marks(server.id()));
        return cloud.get(Service.IMAGE, "/images/" + Request.segment(id));
    }

    private static ObjectNode required(JsonNode server, Cloud cloud) {
        return of(server, cloud)
                .orElseThrow(() -> new MigrationException("Server " + Json.text(server, "name") + " on " + cloud.name()
                        + " is shelved, and the image of its disk is gone. Run again."));
    }

    /**
     * A server with what it does not show itself: the notes that stand in the image of a shelved one, and the MACs of
     * its cards where nova-network shows others.
     */
    public static ObjectNode withNotes(ObjectNode server, Cloud cloud) {
        if (ServerState.isShelved(Json.text(server, "status"))) {
            of(server, cloud).ifPresent(image -> {
                ObjectNode metadata = server.withObjectProperty("metadata");
                for (var property : image.properties()) {
                    boolean isNote = NOTES.contains(property.getKey())
                            || property.getKey().startsWith(FloatingAddress.KEY)
                            || MoverNote.of(property).isPresent();
                    if (isNote && !property.getValue().asText().isEmpty()) {
                        metadata.set(property.getKey(), property.getValue());
                    }
                }
            });
        }
        return NovaCards.corrected(server, cloud);
    }

    /** It is the server's own image again: marks go, and the rests of notes that count as none. */
    public static void unmark(Resource server, Cloud cloud) {
        if (!ServerState.isShelved(server.text("status"))) {
            return;
        }
        ObjectNode image = required(server.json(), cloud);
        ObjectNode marks = MoveSnapshots.marks(server.id());
        for (var property : image.properties()) {
            boolean rest = MoveNotes.isNote(property.getKey())
                    && property.getValue().asText().isEmpty();
            if (rest || marks.has(property.getKey())) {
                ImagePatch.unset(cloud, Json.text(image, "id"), property.getKey());
            }
        }
    }

    /** Removes a note or mark; one that is gone is no matter. */
    static void remove(JsonNode server, String key, Cloud cloud) {
        ObjectNode image = required(server, cloud);
        if (image.has(key)) {
            ImagePatch.unset(cloud, Json.text(image, "id"), key);
        }
    }

    /** Writes notes; an empty one counts as none. */
    static void note(JsonNode server, ObjectNode items, Cloud cloud) {
        ImagePatch.set(cloud, Json.text(required(server, cloud), "id"), items);
    }
}
