package io.jenkins.plugins.pumphouse.migration.server.note;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Optional;

/**
 * The state in which a server was before a move stopped it, noted in its metadata. The note of an earlier try is never
 * believed over what the server does now: its owner may have started or stopped it since.
 */
public final class PowerNote {
    public static final String KEY = "pumphouse_power";

    /** Beside {@link #KEY}: in which state a server slept that the move has woken; empty for none. */
    public static final String ASLEEP = "pumphouse_asleep";

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

    /**
     * The state in which a server slept before a move woke and stopped it, with the memory that its copy lacks; empty
     * for one that did not, and for one that is not off now.
     */
    static Optional<String> asleep(Resource server) {
        boolean isOff = isThere(server) && OFF.equals(server.text("status"));
        return Optional.ofNullable(Json.text(server.field("metadata"), ASLEEP))
                .filter(state -> isOff && ServerState.waking(state).isPresent());
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
