package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Aggregate;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Compute;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Hypervisor;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Migration;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Provider;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The facts of a host to be: {@code host("cmp-12").server("db-1", "ACTIVE").zoneComputes().facts()}; as it is made, it
 * may go.
 */
final class HostFactsFixture {
    private final String name;
    private final List<Hypervisor> hypervisors = new ArrayList<>();
    private final List<Neighbour> neighbours = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final List<Migration> migrations = new ArrayList<>();
    private final List<Provider> providers = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private List<String> zoneComputes = List.of("cmp-13");
    private boolean enabled;

    private HostFactsFixture(String name) {
        this.name = name;
        hypervisor(name);
    }

    static HostFactsFixture host(String name) {
        return new HostFactsFixture(name);
    }

    HostFactsFixture enabled() {
        enabled = true;
        return this;
    }

    HostFactsFixture hypervisor(String hypervisor) {
        hypervisors.add(new Hypervisor(hypervisor));
        return this;
    }

    HostFactsFixture server(String server, String status) {
        return server(server, status, 0);
    }

    HostFactsFixture server(String server, String status, long bytes) {
        servers.add(new Server("id-of-" + server, server, status, null, false, bytes));
        return this;
    }

    HostFactsFixture busy(String server, String task) {
        servers.add(new Server("id-of-" + server, server, "ACTIVE", task, false, 0));
        return this;
    }

    HostFactsFixture migration(String server, String status) {
        migrations.add(new Migration("7", server, status, name, "cmp-13"));
        return this;
    }

    HostFactsFixture consumers(String... ids) {
        providers.add(new Provider("provider", name, null, Set.of(ids)));
        return this;
    }

    HostFactsFixture neighbour(String kind, Duty duty, boolean up) {
        neighbours.add(new Neighbour("compute", "1", kind, name, duty, up, true));
        return this;
    }

    HostFactsFixture aggregate(String aggregate, String... otherComputes) {
        aggregates.add(new Aggregate("1", aggregate, List.of(otherComputes)));
        return this;
    }

    HostFactsFixture zoneComputes(String... others) {
        zoneComputes = List.of(others);
        return this;
    }

    HostFacts facts() {
        return new HostFacts(
                "old",
                name,
                new Compute("1", enabled, null, true, "az-2"),
                hypervisors,
                neighbours,
                servers,
                migrations,
                providers,
                aggregates,
                zoneComputes);
    }
}
