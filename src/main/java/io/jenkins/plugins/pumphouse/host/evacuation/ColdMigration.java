package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The cold migration of one server: marked before it begins, and its resize confirmed if it is that which the mark
 * means. An owner's resize of a server that still has a mark is left to the owner.
 */
final class ColdMigration {
    private final NovaMigrations nova;
    private final String host;
    private final ShownServer server;
    private final Consumer<String> lines;
    /** What this run or an earlier one has begun; null while nothing is. */
    private EvacuationMark mark;

    private boolean marked;
    private boolean confirmed;

    /**
     * @param server as it is now, perhaps with the mark of an earlier run
     * @param host the hypervisor that it leaves
     */
    ColdMigration(NovaMigrations nova, ShownServer server, String host, Consumer<String> lines) {
        this.nova = nova;
        this.server = server;
        this.host = host;
        this.lines = lines;
        this.mark = server.mark().filter(one -> one.host().equals(host)).orElse(null);
        this.marked = mark != null;
    }

    /**
     * Marks the server for a later run; one that takes no metadata is migrated all the same.
     *
     * @throws CloudException when it is not certain that the server is marked; {@link #unmark} tries to remove it
     */
    void mark() {
        mark = new EvacuationMark(
                host,
                nova.history()
                        .newest(server.id(), host)
                        .map(MigrationRecord::number)
                        .orElse(0L));
        boolean before = marked;
        marked = true; // first, as the answer to the write may be lost
        try {
            nova.mark(server.id(), mark);
        } catch (CloudException.Rejected | CloudException.OverQuota | CloudException.Conflict e) {
            marked = before;
            lines.accept(server.name() + "  takes no metadata (" + e.serviceMessage()
                    + "): if this run is interrupted, confirm its resize by hand");
        }
    }

    /**
     * Confirms the resize of a server that Nova shows as {@code VERIFY_RESIZE}, once. In that state Nova changes no
     * metadata, so the mark stays: with it the next run confirms what is this migration's, and nothing else.
     *
     * @return why not; empty when Nova was asked, or the next look has to say
     */
    Optional<String> confirm(ShownServer now) {
        if (confirmed) {
            return Optional.empty(); // Nova shows it so until the old disk is gone
        }
        String confirm = "openstack server resize confirm " + server.id();
        if (now.isOn(host)) {
            return Optional.of("waits for its resize to be confirmed: " + confirm);
        }
        Optional<MigrationRecord> newest;
        try {
            newest = nova.history().newest(server.id(), now.host());
        } catch (CloudException e) {
            return Optional.empty(); // the next look tries again, until the time is over
        }
        if (newest.filter(MigrationRecord::isConfirmed).isPresent()) {
            return Optional.empty();
        }
        if (mark == null || newest.filter(mark::covers).isEmpty()) {
            return Optional.of(
                    "waits on " + now.host() + " for a resize to be confirmed that pumpEvacuate has not begun;"
                            + " its owner decides: " + confirm + ", or openstack server resize revert " + server.id()
                            + "; then run again" + leftover());
        }
        return send(now, confirm);
    }

    private Optional<String> send(ShownServer now, String confirm) {
        try {
            nova.confirm(server.id());
        } catch (CloudException e) {
            if (!e.mayHaveBeenDone()) {
                Optional<Boolean> verifying = isVerifying(); // no more, if Nova has confirmed it by itself
                if (verifying.isEmpty()) {
                    return Optional.empty(); // the next look tries again
                }
                if (verifying.get()) {
                    return Optional.of("is on " + now.host() + ", and its resize cannot be confirmed: " + e.getMessage()
                            + " Run " + confirm);
                }
            }
        }
        confirmed = true;
        return Optional.empty();
    }

    /** Empty when Nova does not say. */
    private Optional<Boolean> isVerifying() {
        try {
            return Optional.of(nova.server(server.id())
                    .filter(now -> now.status().equals("VERIFY_RESIZE"))
                    .isPresent());
        } catch (CloudException e) {
            return Optional.empty();
        }
    }

    /** Removes the mark, if there may be one. @return what a person has to know of it; empty for nothing */
    String unmark() {
        if (!marked) {
            return "";
        }
        try {
            nova.unmark(server.id());
            marked = false;
            return "";
        } catch (CloudException e) {
            return "; its metadata " + EvacuationMark.KEY + " could not be removed (" + e.serviceMessage() + "): "
                    + EvacuationMark.unset(server.id());
        }
    }

    private String leftover() {
        return marked
                ? "; its metadata " + EvacuationMark.KEY + " means nothing then: " + EvacuationMark.unset(server.id())
                : "";
    }
}
