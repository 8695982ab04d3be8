package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.End;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.Row;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Empties a hypervisor inside its cloud. May be run again at any time: what is under way is waited for, what has
 * arrived is not touched.
 */
public final class Evacuation {
    /** By its beginning, a later run knows that an evacuation has disabled the host, and may enable it again. */
    private static final String REASON = "Pumphouse empties it: ";

    private final EvacuationRequest request;
    private final Consumer<String> lines;
    private final Consumer<String> status;
    private final Clock clock;

    private final List<ServerMigration> all = new ArrayList<>();
    private final List<Row> others = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final ArrayList<String> troubles = new ArrayList<>();
    /** Nobody counts it down: an interrupt alone ends a pause early. The thread is the call's, which waits anyway. */
    private final CountDownLatch pause = new CountDownLatch(1);

    private Cloud cloud;
    private NovaMigrations nova;
    private HostFacts facts;
    private OtherHosts elsewhere;
    private Instant told;

    /**
     * @param lines takes what is to be told, a line at a time
     * @param status takes how far it is
     */
    public Evacuation(EvacuationRequest request, Consumer<String> lines, Consumer<String> status, Clock clock) {
        this.request = request;
        this.lines = line -> lines.accept(ConsoleText.line(line));
        this.status = status;
        this.clock = clock;
    }

    /**
     * Continues with the others when one server fails.
     *
     * @return the outcome of every server, also when the calling thread is interrupted, whose flag is set then
     * @throws io.jenkins.plugins.pumphouse.host.nova.ComputeHostException when the name fits no host, or several
     * @throws CloudException when the cloud cannot be read for the plan, or refuses to disable the host
     */
    public EvacuationResult run() {
        Instant start = clock.instant();
        try (Cloud opened = Cloud.open(request.source())) {
            cloud = opened;
            nova = new NovaMigrations(cloud);
            facts = new ComputeHost(cloud, request.host()).look();
            elsewhere = new OtherHosts(cloud, facts);
            plan();
            boolean interrupted = false;
            boolean disabled = !facts.compute().enabled();
            if (!request.dryRun() && !isHopeless()) {
                ComputeHost host = new ComputeHost(cloud, facts.host());
                boolean ours = disabled && isOurs(facts.compute().reason());
                if (host.disable(REASON + request.by())) {
                    ours = true;
                    lines.accept(facts.host() + "  disabled, so that no server comes to it");
                }
                disabled = true;
                interrupted = !drive();
                if (ours && (interrupted || isFailed())) {
                    disabled = !enable(host);
                }
            }
            EvacuationResult result = new EvacuationResult(
                    cloud.name(),
                    facts.host(),
                    rows(),
                    troubles,
                    disabled,
                    isEmpty(interrupted),
                    cloud.requests().writes() > 0,
                    request.dryRun(),
                    interrupted,
                    Duration.between(start, clock.instant()).toMillis() / 1000.0);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return result;
        }
    }

    private static boolean isOurs(String reason) {
        return reason != null && reason.startsWith(REASON);
    }

    /** Decides for all servers that are new on the host; refusals are told at once. @return whether there were any */
    private boolean plan() {
        EvacuationPolicy policy = new EvacuationPolicy(request, facts.host());
        List<ShownServer> servers = new ArrayList<>(nova.on(facts.host()));
        for (HostFacts.Migration migration : facts.migrations()) {
            nova.server(migration.server())
                    .filter(server -> holds(migration, server))
                    .ifPresent(servers::add);
        }
        boolean fresh = false;
        for (ShownServer server : servers) {
            if (known.add(server.id())) {
                fresh = true;
                plan(server, policy.of(server), policy);
            }
        }
        return fresh;
    }

    /**
     * Whether a server that is on another hypervisor still has to do with this one: its disk is there until its resize
     * is confirmed, or it is on its way to this host.
     */
    private boolean holds(HostFacts.Migration migration, ShownServer server) {
        return migration.to().equals(facts.host())
                ? !server.isOn(facts.host()) && server.task() != null
                : server.leaves(facts.host()) || server.status().equals("VERIFY_RESIZE");
    }

    private void plan(ShownServer server, ServerDecision decision, EvacuationPolicy policy) {
        String why = decision.goes() && !decision.underWay()
                ? elsewhere.refusal(server).orElse("")
                : decision.why();
        if (decision.goes() && why.isEmpty()) {
            if (request.dryRun()) {
                String words = decision.underWay()
                        ? "is migrated already; it would be waited for"
                        : "would be migrated " + decision.way().word()
                                + (decision.way() == How.COLD ? ", and its resize confirmed" : "");
                other(server, End.MOVED, decision.way(), words);
            } else {
                all.add(new ServerMigration(nova, server, decision, policy, lines, clock));
            }
        } else {
            other(server, decision.kept() ? End.KEPT : End.REFUSED, null, why);
        }
    }

    private void other(ShownServer server, End end, How how, String message) {
        others.add(new Row(server.id(), server.name(), end, how == null ? null : how.word(), null, 0, message));
        lines.accept((end == End.REFUSED ? "x " : "") + server.name() + "  " + message);
    }

    /** Whether nothing can be begun of what should be: then the host is left as it is. */
    private boolean isHopeless() {
        return all.isEmpty() && isFailed();
    }

    /** Moves all, so many at a time. @return false when it was interrupted */
    private boolean drive() {
        told = clock.instant();
        try {
            while (all.stream().anyMatch(migration -> migration.row() == null) || newcomers()) {
                beginNext();
                if (pause.await(request.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    return false; // never, see there
                }
                for (ServerMigration migration : List.copyOf(all)) {
                    if (migration.isUnderWay()) {
                        migration.look();
                    }
                }
                tellStatus();
            }
            return true;
        } catch (InterruptedException | CancellationException e) {
            Thread.interrupted(); // what follows is sent all the same; run() sets the flag again
            lines.accept(facts.host() + "  interrupted; no further server begins");
            all.stream().filter(migration -> migration.row() == null).forEach(ServerMigration::abandon);
            return false;
        }
    }

    private void beginNext() {
        long underWay = all.stream().filter(ServerMigration::isUnderWay).count();
        for (ServerMigration migration : all) {
            if (migration.row() == null && !migration.isUnderWay() && underWay < request.parallel()) {
                migration.begin();
                underWay++;
            }
        }
    }

    /** Servers that were placed on it before it was disabled. */
    private boolean newcomers() {
        try {
            return plan() && all.stream().anyMatch(migration -> migration.row() == null);
        } catch (CloudException e) {
            troubles.add("whether " + facts.host() + " is empty now cannot be read: " + e.getMessage());
            return false;
        }
    }

    private void tellStatus() {
        long moved = all.stream()
                .filter(m -> m.row() != null && m.row().end() == End.MOVED)
                .count();
        long underWay = all.stream().filter(ServerMigration::isUnderWay).count();
        String line =
                moved + " of " + all.size() + " servers have left " + facts.host() + ", " + underWay + " under way";
        status.accept(line);
        if (underWay > 0 && !clock.instant().isBefore(told.plus(Duration.ofSeconds(30)))) {
            lines.accept(facts.host() + "  " + line);
            told = clock.instant();
        }
    }

    private boolean isFailed() {
        return !troubles.isEmpty()
                || rows().stream().anyMatch(row -> row.end() == End.REFUSED || row.end() == End.FAILED);
    }

    private ArrayList<Row> rows() {
        ArrayList<Row> rows = new ArrayList<>(others);
        all.stream().filter(migration -> migration.row() != null).forEach(migration -> rows.add(migration.row()));
        return rows;
    }

    private boolean isEmpty(boolean interrupted) {
        return !interrupted
                && !isFailed()
                && !(request.dryRun() && rows().stream().anyMatch(row -> row.end() == End.MOVED));
    }

    /** @return whether it is enabled now */
    private boolean enable(ComputeHost host) {
        try {
            host.enable();
            lines.accept(facts.host() + "  enabled again, as it was");
            return true;
        } catch (CloudException | CancellationException e) {
            troubles.add(facts.host() + " is still disabled, as enabling it failed: " + e.getMessage()
                    + " Run openstack compute service set --enable " + facts.host() + " nova-compute");
            return false;
        }
    }
}
