package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.presence.UnlistedServer;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.Optional;

/**
 * Where one server is whose move did not end well, and what a person does next. A line that starts with "!" wants a
 * person before anything is started.
 */
final class ServerPlace {
    private final Resource server;
    private final Optional<Resource> onSource;
    private final List<Resource> copies;
    private final CloudInventory source;
    private final CloudInventory target;
    private final String sourceName;
    private final String targetName;
    private final String status;

    /**
     * @param server as it was when the run was planned
     * @param onSource the same server as the source lists it now; empty when it does not
     * @param copies what the target lists with the mark of this server
     */
    ServerPlace(
            Resource server,
            Optional<Resource> onSource,
            List<Resource> copies,
            CloudInventory source,
            CloudInventory target) {
        this.server = server;
        this.onSource = onSource;
        this.copies = copies;
        this.source = source;
        this.target = target;
        this.sourceName = source.cloud().name();
        this.targetName = target.cloud().name();
        this.status = onSource.map(s -> s.text("status")).orElse("gone");
    }

    String line() {
        boolean runsOnSource = isActive(status);
        Optional<Resource> running =
                copies.stream().filter(copy -> isActive(copy.text("status"))).findFirst();
        if (runsOnSource && running.isPresent()) {
            return onBoth(running.get());
        }
        if (runsOnSource) {
            return onSource(onSource.orElseThrow());
        }
        if (onSource.isEmpty() || ServerState.SOFT_DELETED.equals(status)) {
            return gone();
        }
        return running.isPresent() ? onTarget(onSource.get()) : onNone(onSource.get());
    }

    private String onBoth(Resource running) {
        return "! " + server.name() + " runs on BOTH " + sourceName + " and " + targetName
                + ": stop one of them (openstack server stop " + server.id() + " on " + sourceName + ", or "
                + running.id() + " on " + targetName + "), then run again";
    }

    private String onSource(Resource shown) {
        boolean wasOff = !isActive(server.text("status"));
        return "  " + server.name() + " runs on " + sourceName
                + (wasOff ? "" : MoveNotes.isBeingMoved(shown) ? "; its move has begun" : " again")
                + (copies.isEmpty() ? "" : ", and is " + stateOfCopy() + " on " + targetName + ": run again");
    }

    private String gone() {
        return "! " + server.name() + " is gone from " + sourceName + ", and is "
                + (copies.isEmpty()
                        ? "not on " + targetName
                        : stateOfCopy() + " on " + targetName + " as "
                                + copies.get(0).id());
    }

    private String onTarget(Resource shown) {
        return "  " + server.name() + " runs on " + targetName
                + (MoveNotes.isMoved(shown) ? "" : "; its move is not finished") + ": run again";
    }

    /** It is off on both clouds, as far as they tell. */
    private String onNone(Resource shown) {
        if (!isActive(MoveNotes.power(shown)) && !lacksVolumes(shown)) {
            return wasOff();
        }
        String off = "! " + server.name() + " is " + ServerState.shown(status) + " on " + sourceName;
        Optional<String> other = MoverMark.of(source.options()).movedByOther(shown.field("metadata"), sourceName);
        if (other.isPresent()) {
            return off + ", and " + other.get();
        }
        Optional<String> unlisted = copies.isEmpty() ? UnlistedServer.withCardOf(shown, target) : Optional.empty();
        if (unlisted.isPresent()) {
            return off + ", and server " + unlisted.get() + " of " + targetName
                    + ", which has a card of its copy, is not in its list of servers now: it may run, so do not start "
                    + server.name() + " before you know. Run again when " + targetName + " lists it";
        }
        return off
                + (copies.isEmpty() ? " and not on " + targetName : " and " + stateOfCopy() + " on " + targetName)
                + (copies.stream().anyMatch(ServerPlace::mayRun)
                        ? ": run again; do not start " + server.name() + " on " + sourceName
                                + " while that server may run with the same MACs and addresses"
                        : next(shown));
    }

    /** Nobody misses it: it was off before its move, too. */
    private String wasOff() {
        String before = server.text("status");
        return "  " + server.name() + " is " + status + " on " + sourceName
                + (status.equals(before) ? ", unchanged" : ", and was " + before + " before its move")
                + (copies.isEmpty() ? "" : ", and " + stateOfCopy() + " on " + targetName);
    }

    private static String next(Resource shown) {
        return lacksVolumes(shown)
                ? ": run again; until then it lacks the volumes that were detached for their adoption, so do not"
                        + " start it"
                : ": run again, or " + ServerState.toRun(shown.text("status"), shown.id());
    }

    private String stateOfCopy() {
        return copies.get(0).text("status");
    }

    private static boolean isActive(String status) {
        return ServerState.ACTIVE.equals(status);
    }

    /** Whether a copy runs, or may come up at any moment. */
    private static boolean mayRun(Resource copy) {
        String status = copy.text("status");
        boolean never = "ERROR".equals(status) && copy.text("OS-SRV-USG:launched_at") == null;
        return !never
                && !ServerState.SHUTOFF.equals(status)
                && !ServerState.isShelved(status)
                && !ServerState.SOFT_DELETED.equals(status);
    }

    private static boolean lacksVolumes(Resource shown) {
        return !DetachedVolume.of(shown).isEmpty();
    }
}
