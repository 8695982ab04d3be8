package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Migration;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Provider;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a host may leave its cloud, by what the cloud knows of it; finds every reason at once and calls nobody.
 *
 * <p>No API of OpenStack tells of Ceph's and Swift's disks, nor of Keystone's, Glance's and the database's machines:
 * the cloud's administrator must know of these.
 */
public final class ReleaseCheck {
    /** Names in a message; the rest is counted. */
    static final int SHOWN = 5;

    private final HostFacts facts;
    private final Allowances allowances;
    private final List<ReleaseBlocker> blockers = new ArrayList<>();

    private ReleaseCheck(HostFacts facts, Allowances allowances) {
        this.facts = facts;
        this.allowances = allowances;
    }

    /** All reasons against it, in the order in which one would settle them; empty when it is ready to release. */
    public static List<ReleaseBlocker> blockers(HostFacts facts, Allowances allowances) {
        ReleaseCheck check = new ReleaseCheck(facts, allowances);
        check.used();
        LastCompute.of(facts, allowances).ifPresent(check.blockers::add);
        return List.copyOf(check.blockers);
    }

    /**
     * What of a host its cloud still uses, whatever was allowed: none of it may be left, or come back, when the machine
     * is switched off or its disks are erased. Whether it is the last of a group counts at the beginning only, as
     * others leave as well.
     */
    public static List<ReleaseBlocker> uses(HostFacts facts) {
        ReleaseCheck check = new ReleaseCheck(facts, Allowances.NONE);
        check.used();
        return List.copyOf(check.blockers);
    }

    private void used() {
        machine();
        service();
        servers();
        migrations();
        allocations();
        blockers.addAll(DutyBlockers.of(facts));
    }

    private void machine() {
        if (facts.hypervisors().size() > 1) {
            add(
                    "its nova-compute drives " + facts.hypervisors().size() + " hypervisors ("
                            + FirstFew.of(
                                    facts.hypervisors().stream()
                                            .map(HostFacts.Hypervisor::name)
                                            .toList(),
                                    SHOWN)
                            + "), so it is no hypervisor itself",
                    "release hosts of Ironic and vCenter with their own tools",
                    false);
        }
    }

    private void service() {
        if (facts.compute().enabled() && !allowances.disable()) {
            add("its nova-compute is enabled, so new servers may come", "say disable: true, or disable it", true);
        }
    }

    private void servers() {
        List<Server> moved = facts.servers().stream().filter(Server::moved).toList();
        List<Server> others =
                facts.servers().stream().filter(server -> !server.moved()).toList();
        if (!others.isEmpty()) {
            add(
                    remaining(others, ""),
                    "move " + them(others.size()) + " with pumpInstances(host: '" + facts.host() + "')",
                    true);
        }
        if (!moved.isEmpty()) {
            add(
                    remaining(moved, " of which the target has a copy"),
                    "remove " + them(moved.size()) + " with pumpCleanup(host: '" + facts.host() + "')",
                    true);
        }
    }

    private static String remaining(List<Server> servers, String which) {
        return (servers.size() == 1 ? "1 server remains" : servers.size() + " servers remain") + which + " ("
                + FirstFew.of(
                        servers.stream()
                                .map(s -> s.name() + " " + s.status() + (s.task() == null ? "" : " " + s.task()))
                                .toList(),
                        SHOWN)
                + ")";
    }

    private void migrations() {
        List<Migration> migrations = facts.migrations();
        if (!migrations.isEmpty()) {
            add(
                    (migrations.size() == 1
                                    ? "1 migration is not over ("
                                    : migrations.size() + " migrations are not over (")
                            + FirstFew.of(
                                    migrations.stream()
                                            .map(m -> "server " + m.server() + " from " + m.from() + " to " + m.to()
                                                    + ", " + m.status())
                                            .toList(),
                                    SHOWN)
                            + ")",
                    "wait for " + them(migrations.size()) + ", and confirm or revert what is finished",
                    true);
        }
    }

    private void allocations() {
        Set<String> explained = Stream.concat(
                        facts.servers().stream().map(Server::id),
                        facts.migrations().stream().map(Migration::server))
                .collect(Collectors.toSet());
        Set<String> others = new TreeSet<>();
        facts.providers().stream().map(Provider::consumers).forEach(others::addAll);
        others.removeAll(explained);
        // The consumer of a migration is its UUID, which old versions do not show: it is explained where there is one.
        if (!others.isEmpty() && facts.migrations().isEmpty()) {
            boolean one = others.size() == 1;
            add(
                    "Placement has " + (one ? "an allocation" : others.size() + " allocations") + " on it for "
                            + FirstFew.of(others, SHOWN) + ", which " + (one ? "is" : "are")
                            + " no server of this cloud",
                    "look for " + them(others.size()) + " with openstack server show, and delete what is left over with"
                            + " openstack resource provider allocation delete",
                    true);
        }
    }

    private void add(String what, String wayOut, boolean draining) {
        blockers.add(new ReleaseBlocker(what, wayOut, draining));
    }

    private static String them(int number) {
        return number == 1 ? "it" : "them";
    }
}
