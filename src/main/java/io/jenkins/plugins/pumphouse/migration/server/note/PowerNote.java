package io.jenkins.plugins.pumphouse.migration.server.note;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;

/**
 * The state in which a server was before a move stopped it, noted in its metadata. The note of an earlier try is never
 * believed over what the server does now: its owner may have started or stopped it since.
 */
public final class PowerNote {
    public static final String KEY = "pumphouse_power";

    private static final String OFF = "SHUTOFF";

    private PowerNote() {}

    /** Whether a move has begun and was not undone. */
    static boolean isThere(Resource server) {
        String note = note(server);
        return note != null && !note.isEmpty();
    }

    private static String note(Resource server) {
        return Json.text(server.field("metadata"), KEY);
    }

    /** The state to restore on the target. */
    public static String before(Resource server, Cloud cloud) {
        String now = server.text("status");
        boolean isSilent = !isThere(server) || !OFF.equals(now) || OFF.equals(note(server));
        return isSilent || wasStoppedByOwner(server, cloud) ? now : note(server);
    }

    /** Whether the last thing that turned it on or off was somebody of its project, and not a migration. */
    private static boolean wasStoppedByOwner(Resource server, Cloud cloud) {
        return ServerHistory.ifShown(cloud, server.id())
                .flatMap(ServerHistory::lastOfPower)
                .filter(action -> !cloud.caller().userId().equals(action.user()))
                .filter(action -> server.text("tenant_id").equals(action.project()))
                .isPresent();
    }
}
