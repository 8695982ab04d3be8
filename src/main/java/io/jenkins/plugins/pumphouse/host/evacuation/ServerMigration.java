package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.End;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.Row;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server on its way from a hypervisor to another: begun once, then looked at until it has arrived. What counts is
 * its hypervisor: a server is ACTIVE before a live migration, after it, and after one that failed.
 */
final class ServerMigration {
    /** A server that is where it was with nothing under way has failed; seen twice, as a cloud may answer late. */
    private static final int CERTAIN = 2;

    private static final String DELETED = "was deleted meanwhile";

    /** After so many looks in a row that failed, nobody knows any more. */
    private static final int BLIND = 20;

    private final NovaMigrations nova;
    private final EvacuationPolicy policy;
    private final String host;
    private final Duration timeout;
    private final Consumer<String> lines;
    private final Clock clock;

    /** As it was when it was planned, and then when it was begun. */
    private ShownServer server;

    private ServerDecision decision;
    private Instant begun;
    private boolean marked;
    private boolean confirmed;
    private int unmoved;
    private int unseen;
    /** Why the call that began it failed, when it may have begun all the same. */
    private String doubt = "";

    private Row row;

    ServerMigration(
            NovaMigrations nova,
            ShownServer server,
            ServerDecision decision,
            EvacuationPolicy policy,
            Consumer<String> lines,
            Clock clock) {
        this.nova = nova;
        this.server = server;
        this.decision = decision;
        this.policy = policy;
        this.host = policy.host();
        this.timeout = policy.request().timeout();
        this.lines = lines;
        this.clock = clock;
    }

    String id() {
        return server.id();
    }

    boolean isUnderWay() {
        return begun != null && row == null;
    }

    /** What came of it; null while it is not over. */
    Row row() {
        return row;
    }

    /** Begins it, by the state that it has now: it may have waited for hours since it was planned. */
    void begin() {
        begun = clock.instant();
        try {
            Optional<ShownServer> now = nova.server(server.id());
            if (now.isEmpty()) {
                end(End.KEPT, null, DELETED);
                return;
            }
            server = now.get();
            decision = policy.of(server);
        } catch (CloudException e) {
            end(End.FAILED, null, "cannot be looked at: " + e.getMessage());
            return;
        }
        marked = server.leaves(host);
        if (!decision.goes()) {
            end(decision.kept() ? End.KEPT : End.REFUSED, null, decision.why());
        } else if (!decision.underWay() && !server.isOn(host)) {
            end(End.KEPT, server.host(), "has left meanwhile, for " + server.host());
        } else {
            migrate();
        }
    }

    private void migrate() {
        if (decision.underWay()) {
            lines.accept(server.name() + "  is migrated " + decision.way().word() + " already; waiting for it");
            return;
        }
        lines.accept(server.name() + "  is " + server.status() + "; migrating it "
                + decision.way().word());
        try {
            if (decision.way() == How.LIVE) {
                nova.live(server);
            } else {
                mark();
                nova.cold(server.id());
            }
        } catch (CloudException.NotFound e) {
            end(End.KEPT, null, DELETED);
        } catch (CloudException e) {
            if (!e.mayHaveBeenDone()) {
                fail("cannot be migrated " + decision.way().word() + ": " + e.getMessage() + wayOut());
                return;
            }
            doubt = e.getMessage();
        }
    }

    /** So that a later run knows whose it is; a server that takes no metadata is migrated all the same. */
    private void mark() {
        try {
            nova.mark(server.id(), host);
            marked = true;
        } catch (CloudException.Rejected | CloudException.OverQuota | CloudException.Conflict e) {
            lines.accept(server.name() + "  takes no metadata (" + e.serviceMessage()
                    + "): if this run is interrupted, confirm its resize by hand");
        }
    }

    /** Looks once, and does what is next. */
    void look() {
        Optional<ShownServer> now;
        try {
            now = nova.server(server.id());
            unseen = 0;
        } catch (CloudException e) {
            if (++unseen >= BLIND) {
                end(End.FAILED, null, "cannot be looked at any more: " + e.getMessage() + " " + goesOn());
            }
            return;
        }
        if (now.isEmpty()) {
            end(End.KEPT, null, DELETED);
        } else if (now.get().task() == null) {
            settle(now.get());
        }
        Instant since = begun;
        if (row == null && since != null && clock.instant().isAfter(since.plus(timeout))) {
            end(End.FAILED, null, "has not arrived after " + timeout.toMinutes() + " min. " + goesOn());
        }
    }

    private void settle(ShownServer now) {
        if (now.status().equals("VERIFY_RESIZE")) {
            confirm(now);
        } else if (now.status().equals("ERROR")) {
            fail("is in ERROR" + (now.fault().isEmpty() ? "" : ": " + now.fault()) + "; see openstack server show "
                    + server.id());
        } else if (!now.isOn(host)) {
            arrived(now);
        } else if (++unmoved >= CERTAIN) {
            fail("is on " + host + " still" + why());
        }
    }

    private String why() {
        try {
            String told = nova.failure(server.id());
            String said = told.isEmpty() ? doubt : told;
            return (said.isEmpty() ? ", and Nova does not say why" : ": " + said) + "." + wayOut();
        } catch (CloudException e) {
            return ", and why cannot be read: " + e.getMessage();
        }
    }

    private String wayOut() {
        return decision.way() == How.LIVE
                ? " Correct that and run again, or name it in cold: to have it stopped for its migration"
                : " Correct that and run again";
    }

    private void confirm(ShownServer now) {
        if (confirmed) {
            return; // Nova shows it so until the old disk is gone
        }
        // Its mark stays on it, so that the next run confirms it.
        String confirm = "openstack server resize confirm " + server.id();
        if (now.isOn(host) || !marked && decision.underWay()) {
            end(End.FAILED, null, "waits for its resize to be confirmed: " + confirm);
            return;
        }
        try {
            nova.confirm(server.id());
        } catch (CloudException e) {
            if (e.mayHaveBeenDone()) {
                confirmed = true;
                return;
            }
            Optional<Boolean> verifying = isVerifying(); // no more, if Nova has confirmed it by itself
            if (verifying.isEmpty()) {
                return; // the next look tries again
            }
            if (verifying.get()) {
                end(
                        End.FAILED,
                        now.host(),
                        "is on " + now.host() + ", and its resize cannot be confirmed: " + e.getMessage() + " Run "
                                + confirm);
                return;
            }
        }
        confirmed = true;
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

    private void arrived(ShownServer now) {
        String left = unmark();
        String changed = decision.underWay() || now.status().equals(server.status())
                ? ""
                : ", and is " + now.status() + " instead of " + server.status();
        end(End.MOVED, now.host(), decision.way().word() + " from " + host + " to " + now.host() + changed + left);
    }

    private void fail(String why) {
        end(End.FAILED, null, why + unmark());
    }

    private String unmark() {
        if (!marked) {
            return "";
        }
        try {
            nova.unmark(server.id());
            return "";
        } catch (CloudException e) {
            return "; its metadata " + ShownServer.MARK + " could not be removed (" + e.serviceMessage()
                    + "): openstack server unset --property " + ShownServer.MARK + " " + server.id();
        }
    }

    /** The run ends: it is not begun any more, or not waited for any longer. */
    void abandon() {
        end(
                End.FAILED,
                null,
                begun == null
                        ? "was not begun; run again"
                        : "was interrupted while it was migrated "
                                + decision.way().word() + ". " + goesOn());
    }

    private String goesOn() {
        if (decision.way() == How.COLD) {
            return "Nova goes on: once it is VERIFY_RESIZE, run again, or openstack server resize confirm "
                    + server.id() + " (resize revert brings it back)";
        }
        String number;
        try {
            number = nova.migration(server.id(), host).orElse("MIGRATION");
        } catch (CloudException e) {
            number = "MIGRATION";
        }
        return "Nova goes on: run again to wait for it, or stop it with nova live-migration-abort " + server.id() + " "
                + number;
    }

    private String way() {
        return decision.goes() ? decision.way().word() : null;
    }

    private void end(End end, String to, String message) {
        double seconds =
                begun == null ? 0 : Duration.between(begun, clock.instant()).toMillis() / 1000.0;
        row = new Row(server.id(), server.name(), end, way(), to, seconds, message);
        lines.accept((end == End.FAILED || end == End.REFUSED ? "x " : "") + server.name() + "  " + message);
    }
}
