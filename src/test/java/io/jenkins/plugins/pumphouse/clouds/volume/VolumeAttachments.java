package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.UUID;

/**
 * Which servers have a volume. Since Queens the attachment of a server that is shelved and on no host is a reservation,
 * which is not among those that Cinder shows (nova's {@code _terminate_volume_connections}, cinder's
 * {@code _get_attachments}).
 */
final class VolumeAttachments {
    /** The servers that have it reserved; not shown. */
    static final String RESERVED = "reserved";

    private static final String SHOWN = "attachments";
    private static final String SERVER = "server_id";

    private VolumeAttachments() {}

    static void add(ObjectNode row, String server, String device, String now) {
        String id = WireJson.text(row, "id");
        row.withArray(SHOWN)
                .add(WireJson.object("id", id, "volume_id", id, SERVER, server, "device", device, "attached_at", now)
                        .put("attachment_id", UUID.randomUUID().toString()));
        row.put("status", "in-use").put("updated_at", now);
        ((ObjectNode) row.path("metadata")).put("attached_mode", "rw");
    }

    static void reserve(ObjectNode row, String server, String now) {
        remove(row, server, now);
        row.withArray(RESERVED).add(WireJson.object(SERVER, server));
        state(row, now);
    }

    /** Whether a server had it reserved, which it has no more. */
    static boolean free(ObjectNode row, String server) {
        int before = row.path(RESERVED).size();
        row.set(RESERVED, others(row, RESERVED, server));
        return row.path(RESERVED).size() < before;
    }

    /** Whether nobody has it any more. */
    static boolean remove(ObjectNode row, String server, String now) {
        row.set(SHOWN, others(row, SHOWN, server));
        free(row, server);
        return state(row, now).equals("available");
    }

    private static String state(ObjectNode row, String now) {
        String unattached = row.path(RESERVED).isEmpty() ? "available" : "reserved";
        row.put("status", row.path(SHOWN).isEmpty() ? unattached : "in-use").put("updated_at", now);
        return WireJson.text(row, "status");
    }

    private static ArrayNode others(ObjectNode row, String field, String server) {
        ArrayNode left = WireJson.array();
        row.path(field).forEach(each -> {
            if (!server.equals(WireJson.text(each, SERVER))) {
                left.add(each);
            }
        });
        return left;
    }
}
