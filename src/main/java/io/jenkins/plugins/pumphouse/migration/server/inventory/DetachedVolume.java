package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A data volume that a move detaches from the source's server so that the target can adopt it. The server's metadata
 * notes it before it is detached, so that it can be attached again as it was.
 *
 * @param key of the note
 * @param id of the volume on the source, which may no longer have it
 * @param device as the server's cloud called it
 * @param withServer whether Nova would have deleted it with the server
 * @param tag of the device; empty without one
 */
public record DetachedVolume(String key, String id, String device, boolean withServer, String tag) {
    /** Prefix of the notes' keys; a number follows. */
    public static final String KEY = "pumphouse_disk_";

    private static final String GOES = "deleted-with-server";

    private static final String STAYS = "stays";

    private static final int PARTS = 4;

    /** All that a server notes, in the order of its devices. */
    public static List<DetachedVolume> of(Resource server) {
        List<DetachedVolume> noted = new ArrayList<>();
        for (var item : server.field("metadata").properties()) {
            if (isNote(item.getKey())) {
                String[] parts = item.getValue().asText().split(" ", PARTS);
                if (parts.length == PARTS && !parts[0].isEmpty()) {
                    noted.add(new DetachedVolume(item.getKey(), parts[0], parts[1], GOES.equals(parts[2]), parts[3]));
                }
            }
        }
        noted.sort(
                Comparator.comparing((DetachedVolume note) -> note.key.length()).thenComparing(DetachedVolume::key));
        return List.copyOf(noted);
    }

    /** Whether a metadata key is that of such a note. */
    public static boolean isNote(String key) {
        return key.matches(KEY + "\\d{1,3}");
    }

    /** @param number among the server's notes */
    public static DetachedVolume of(int number, AttachedVolume attached) {
        return new DetachedVolume(
                KEY + number, attached.volume().id(), attached.device(), attached.withServer(), attached.tag());
    }

    /** The same note with the id that the volume got when the source took it back. */
    public DetachedVolume withId(String other) {
        return new DetachedVolume(key, other, device, withServer, tag);
    }

    /** The text of the note. */
    public String value() {
        return String.join(" ", id, device, withServer ? GOES : STAYS, tag);
    }
}
