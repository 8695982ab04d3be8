package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the states of volumes mean. */
public final class VolumeState {
    /**
     * Of a server that is shelved and on no host, from Queens on, where Nova gives its attachment back and keeps an
     * empty one, which Cinder does not show; and for the moment in which a server gets it.
     */
    private static final String RESERVED = "reserved";

    private static final String AVAILABLE = "available";
    private static final String IN_USE = "in-use";
    /** The states from which a content can be taken; the third is that of a content that is being taken. */
    private static final Set<String> READABLE = Set.of(AVAILABLE, IN_USE, "uploading");

    /** Of a migration inside of Cinder that is over: {@code cinder.volume.api} takes these for none under way. */
    private static final Set<String> AT_REST = Set.of("none", "success", "error", "deleting");

    private VolumeState() {}

    /** Whether its content is complete. */
    public static boolean isWhole(String status) {
        return AVAILABLE.equals(status) || isHeld(status, true);
    }

    /**
     * Whether a server has it.
     *
     * @param shelved whether that server is
     */
    public static boolean isHeld(String status, boolean shelved) {
        return IN_USE.equals(status) || shelved && RESERVED.equals(status);
    }

    /** Why it does not come alone: a server has it; empty when none has. */
    public static Optional<String> attached(Resource volume) {
        return IN_USE.equals(volume.text("status"))
                ? Optional.of("is attached to server "
                        + String.join(", ", volume.field("attachments").findValuesAsText("server_id"))
                        + ": move that server (pumpInstances), which brings it")
                : Optional.empty();
    }

    /**
     * That Cinder brings it to another backend or type meanwhile, in which it takes no snapshot of it and gives it up
     * to nobody; empty when it does not, or does not show it to the account.
     */
    public static Optional<String> migrating(Resource volume) {
        return Stream.of("os-vol-mig-status-attr:migstat", "migration_status")
                .map(volume::text)
                .filter(state -> state != null && !state.isEmpty() && !AT_REST.contains(state))
                .findFirst()
                .map(state ->
                        "Cinder migrates now (" + state + "); run again when that is over (openstack volume show -c"
                                + " migration_status " + volume.id() + ")");
    }

    /** Why its content cannot be taken, with the way out; empty when it can. */
    public static Optional<String> unreadable(Resource volume) {
        String status = String.valueOf(volume.text("status"));
        if (READABLE.contains(status)) {
            return Optional.empty();
        }
        return Optional.of(
                RESERVED.equals(status)
                        ? "is reserved for a server that is shelved, or that is just getting it, so that its content"
                                + " cannot be taken (openstack server unshelve <server>, or wait)"
                        : "is " + status + ", not available or in-use (see why: openstack volume show " + volume.id()
                                + "; openstack volume set --state available " + volume.id() + " where it is well)");
    }
}
