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

    /** Failed looks in a row after which the outcome counts as unknown. */
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
    /** What marks and confirms it, if it is migrated cold. */
    private ColdMigration cold;

    private Instant begun;
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
        this.cold = new ColdMigration(nova, server, host, lines);
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
            cold = new ColdMigration(nova, server, host, lines);
        } catch (CloudException e) {
            end(End.FAILED, null, "cannot be looked at: " + e.getMessage());
            return;
        }
        if (!decision.goes()) {
            end(decision.kept() ? End.KEPT : End.REFUSED, null, decision.why());
        } else if (decision.underWay()) {
            lines.accept(server.name() + "  is migrated " + decision.way().word() + " already; waiting for it");
        } else if (!server.isOn(host)) {
            end(End.KEPT, server.host(), "has left meanwhile, for " + server.host());
        } else {
            migrate();
        }
    }

    private void migrate() {
        lines.accept(server.name() + "  is " + server.status() + "; migrating it "
                + decision.way().word());
        if (decision.way() == How.COLD && !isMarked()) {
            return;
        }
        try {
            if (decision.way() == How.LIVE) {
                nova.live(server).ifPresent(this::fail);
            } else {
                nova.cold(server.id());
            }
        } catch (CloudException.NotFound e) {
            end(End.KEPT, null, DELETED);
        } catch (CloudException e) {
            if (!e.mayHaveBeenDone()) {
                fail("cannot be migrated " + decision.way().word() + ": " + e.getMessage() + advice().wayOut());
                return;
            }
            doubt = e.getMessage();
        }
    }

    /** A server of which nobody knows whether it is marked is not migrated. */
    private boolean isMarked() {
        try {
            cold.mark();
            return true;
        } catch (CloudException.NotFound e) {
            end(End.KEPT, null, DELETED);
        } catch (CloudException e) {
            fail("cannot be marked, so it was not migrated cold: " + e.getMessage() + advice().wayOut());
        }
        return false;
    }

    /** Looks once, and does what is next. */
    void look() {
        Optional<ShownServer> now;
        try {
            now = nova.server(server.id());
            unseen = 0;
        } catch (CloudException e) {
            if (++unseen >= BLIND) {
                end(End.FAILED, null, "cannot be looked at any more: " + e.getMessage() + " " + advice().continues());
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
            end(End.FAILED, null, "has not arrived after " + timeout.toMinutes() + " min. " + advice().continues());
        }
    }

    private void settle(ShownServer now) {
        if (now.status().equals("VERIFY_RESIZE")) {
            cold.confirm(now).ifPresent(why -> end(End.FAILED, now.isOn(host) ? null : now.host(), why));
        } else if (now.status().equals("ERROR")) {
            fail("is in ERROR" + (now.fault().isEmpty() ? "" : ": " + now.fault()) + "; see openstack server show "
                    + server.id());
        } else if (!now.isOn(host)) {
            arrived(now);
        } else if (++unmoved >= CERTAIN) {
            fail("is on " + host + " still" + advice().whyNot(doubt));
        }
    }

    private void arrived(ShownServer now) {
        String left = cold.unmark();
        String changed = decision.underWay() || now.status().equals(server.status())
                ? ""
                : ", and is " + now.status() + " instead of " + server.status();
        end(End.MOVED, now.host(), decision.way().word() + " from " + host + " to " + now.host() + changed + left);
    }

    private void fail(String why) {
        end(End.FAILED, null, why + cold.unmark());
    }

    /** The run ends: it is not begun any more, or not waited for any longer. */
    void abandon() {
        end(
                End.FAILED,
                null,
                begun == null
                        ? "was not begun; run again"
                        : "was interrupted while it was migrated "
                                + decision.way().word() + ". " + advice().continues());
    }

    private MigrationAdvice advice() {
        return new MigrationAdvice(nova, host, server, decision.way());
    }

    private void end(End end, String to, String message) {
        double seconds =
                begun == null ? 0 : Duration.between(begun, clock.instant()).toMillis() / 1000.0;
        String how = decision.goes() ? decision.way().word() : null;
        row = new Row(server.id(), server.name(), end, how, to, seconds, message);
        lines.accept((end == End.FAILED || end == End.REFUSED ? "x " : "") + server.name() + "  " + message);
    }
}
