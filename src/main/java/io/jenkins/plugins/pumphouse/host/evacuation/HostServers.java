package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.End;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.Row;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The servers that are, or come, on a hypervisor: what becomes of each, decided once. */
final class HostServers {
    private final EvacuationRequest request;
    private final NovaMigrations nova;
    private final HostFacts facts;
    private final EvacuationPolicy policy;
    private final OtherHosts elsewhere;
    private final Consumer<String> lines;
    private final Clock clock;

    private final List<ServerMigration> migrations = new ArrayList<>();
    private final List<Row> others = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    /** Servers that had left, and were told to be on the host again. */
    private final Set<String> returned = new HashSet<>();

    HostServers(Cloud cloud, EvacuationRequest request, HostFacts facts, Consumer<String> lines, Clock clock) {
        this.request = request;
        this.nova = new NovaMigrations(cloud);
        this.facts = facts;
        this.policy = new EvacuationPolicy(request, facts.host(), nova.takesPaused(), clock);
        this.elsewhere = new OtherHosts(cloud, facts);
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * Decides for all servers that are new on the host; refusals are told at once.
     *
     * @return servers that had left the host and are on it again, a sentence each, once
     * @throws io.jenkins.plugins.pumphouse.openstack.CloudException when they cannot be read
     */
    List<String> look() {
        List<ShownServer> servers = new ArrayList<>(nova.on(facts.host()));
        for (HostFacts.Migration migration : facts.migrations()) {
            nova.server(migration.server())
                    .filter(server -> holds(migration, server))
                    .ifPresent(servers::add);
        }
        List<String> back = new ArrayList<>();
        for (ShownServer server : servers) {
            if (known.add(server.id())) {
                decide(server, policy.of(server));
            } else if (hasLeft(server) && returned.add(server.id())) {
                back.add("server " + server.name() + " (" + server.id() + ") had left " + facts.host()
                        + " and is on it again: somebody has brought it back. Find out who, and run again");
            }
        }
        return back;
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

    private boolean hasLeft(ShownServer server) {
        return server.isOn(facts.host())
                && migrations.stream()
                        .map(ServerMigration::row)
                        .anyMatch(row -> row != null
                                && row.id().equals(server.id())
                                && row.to() != null
                                && !row.to().equals(facts.host()));
    }

    private void decide(ShownServer server, ServerDecision decision) {
        policy.passedOver(server).forEach(note -> lines.accept(server.name() + "  " + note));
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
                migrations.add(new ServerMigration(nova, server, decision, policy, lines, clock));
            }
        } else {
            other(server, decision.kept() ? End.KEPT : End.REFUSED, null, why);
        }
    }

    private void other(ShownServer server, End end, How how, String message) {
        others.add(new Row(server.id(), server.name(), end, how == null ? null : how.word(), null, 0, message));
        lines.accept((end == End.REFUSED ? "x " : "") + server.name() + "  " + message);
    }

    /** Those that go, begun or not. */
    List<ServerMigration> migrations() {
        return List.copyOf(migrations);
    }

    /** Whether some still have to go. */
    boolean isLeft() {
        return migrations.stream().anyMatch(migration -> migration.row() == null);
    }

    long underWay() {
        return migrations.stream().filter(ServerMigration::isUnderWay).count();
    }

    /** What came of all that are over. */
    ArrayList<Row> rows() {
        ArrayList<Row> rows = new ArrayList<>(others);
        migrations.stream()
                .filter(migration -> migration.row() != null)
                .forEach(migration -> rows.add(migration.row()));
        return rows;
    }
}
