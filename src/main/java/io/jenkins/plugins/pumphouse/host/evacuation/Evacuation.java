package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.End;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Empties a hypervisor inside its cloud. May be run again at any time: what is under way is waited for, what has
 * arrived is not touched.
 */
public final class Evacuation {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final EvacuationRequest request;
    private final Consumer<String> lines;
    private final Consumer<String> status;
    private final Clock clock;

    private final ArrayList<String> troubles = new ArrayList<>();
    /** Nobody counts it down: an interrupt alone ends a pause early. The thread is the call's, which waits anyway. */
    private final CountDownLatch pause = new CountDownLatch(1);

    private HostServers servers;
    private String host;
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
        try (Cloud cloud = Cloud.open(request.source())) {
            HostFacts facts = new ComputeHost(cloud, request.host()).look();
            host = facts.host();
            HostClosure closure = new HostClosure(cloud, facts, lines);
            servers = new HostServers(cloud, request, facts, lines, clock);
            servers.look();
            boolean interrupted = false;
            if (!request.dryRun() && !isHopeless()) {
                closure.close(request.by());
                interrupted = !drive();
                if (!interrupted) {
                    new LeftMarks(new NovaMigrations(cloud), host, lines).remove();
                }
                if (interrupted || isFailed()) {
                    closure.reopen().ifPresent(troubles::add);
                }
            }
            EvacuationResult result = new EvacuationResult(
                    cloud.name(),
                    host,
                    servers.rows(),
                    troubles,
                    closure.isClosed(),
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

    /** Whether nothing can be begun of what should be: then the host is left as it is. */
    private boolean isHopeless() {
        return servers.migrations().isEmpty() && isFailed();
    }

    /** Moves all servers, at most {@code parallel} at a time. @return false when interrupted */
    private boolean drive() {
        told = clock.instant();
        try {
            while (servers.isLeft() || newcomers()) {
                beginNext();
                if (pause.await(request.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    return false; // never, see there
                }
                for (ServerMigration migration : servers.migrations()) {
                    if (migration.isUnderWay()) {
                        migration.look();
                    }
                }
                tellStatus();
            }
            return true;
        } catch (InterruptedException | CancellationException e) {
            Thread.interrupted(); // what follows is sent all the same; run() sets the flag again
            lines.accept(host + "  interrupted; no further server begins");
            servers.migrations().stream()
                    .filter(migration -> migration.row() == null)
                    .forEach(ServerMigration::abandon);
            return false;
        }
    }

    private void beginNext() {
        long underWay = servers.underWay();
        for (ServerMigration migration : servers.migrations()) {
            if (migration.row() == null && !migration.isUnderWay() && underWay < request.parallel()) {
                migration.begin();
                underWay++;
            }
        }
    }

    /** Servers that were placed on it before it was disabled, or brought back to it. */
    private boolean newcomers() {
        try {
            troubles.addAll(servers.look());
            return servers.isLeft();
        } catch (CloudException e) {
            troubles.add("whether " + host + " is empty now cannot be read: " + e.getMessage());
            return false;
        }
    }

    private void tellStatus() {
        long moved =
                servers.rows().stream().filter(row -> row.end() == End.MOVED).count();
        long underWay = servers.underWay();
        String line = moved + " of " + servers.migrations().size() + " servers have left " + host + ", " + underWay
                + " under way";
        status.accept(line);
        if (underWay > 0 && !clock.instant().isBefore(told.plus(BETWEEN_LINES))) {
            lines.accept(host + "  " + line);
            told = clock.instant();
        }
    }

    private boolean isFailed() {
        return !troubles.isEmpty()
                || servers.rows().stream().anyMatch(row -> row.end() == End.REFUSED || row.end() == End.FAILED);
    }

    private boolean isEmpty(boolean interrupted) {
        return !interrupted
                && !isFailed()
                && !(request.dryRun() && servers.rows().stream().anyMatch(row -> row.end() == End.MOVED));
    }
}
