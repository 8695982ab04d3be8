package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Aggregate;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Provider;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * The removal of a host that is gone from the records of its cloud. The record of nova-compute goes before the
 * providers, as Nova removes most of them with it, and after all else, as that is found by its name.
 */
final class HostRecordRemoval {
    private final Cloud cloud;
    private final RemovalCheck check;
    private final PlacementRecords placement;
    private final String name;
    private final List<String> removed = new ArrayList<>();

    HostRecordRemoval(Cloud cloud, String name) {
        this.cloud = cloud;
        this.check = new RemovalCheck(cloud.name());
        this.placement = new PlacementRecords(cloud);
        this.name = name;
    }

    List<String> run() {
        Registry registry = Registry.read(cloud);
        String host = registry.host(name);
        if (host == null) {
            finish(registry);
        } else {
            forget(new HostFactsReader(cloud, registry).at(host));
        }
        return List.copyOf(removed);
    }

    /** Whether the cloud remembers anything that {@link #run} would remove. */
    boolean isDue() {
        Registry registry = Registry.read(cloud);
        return registry.host(name) != null
                || !leftCompanions(registry).isEmpty()
                || !leftProviders(registry).isEmpty();
    }

    private void forget(HostFacts facts) {
        List<Neighbour> companions = companions(facts.neighbours());
        Neighbour compute = new Neighbour(
                Service.COMPUTE.toString(),
                facts.compute().id(),
                "nova-compute",
                facts.host(),
                Duty.COMPUTE,
                false,
                true);
        check.gone(facts, companions);
        check.empty(facts);
        check.removable(compute);
        companions.forEach(check::removable);
        AggregateMembers members = new AggregateMembers(cloud);
        for (Aggregate aggregate : facts.aggregates()) {
            members.leave(facts.host(), aggregate.id());
            removed.add("membership in aggregate " + aggregate.name());
        }
        companions.forEach(this::remove);
        remove(compute);
        remove(
                placement.providers(facts.hypervisors().stream()
                        .map(HostFacts.Hypervisor::name)
                        .toList()),
                facts.host());
    }

    /** Nova has forgotten it already: what is left has only its name. */
    private void finish(Registry registry) {
        List<Neighbour> companions = leftCompanions(registry);
        check.silent(name, companions);
        companions.forEach(check::removable);
        List<Provider> providers = leftProviders(registry);
        check.free(name, providers);
        companions.forEach(this::remove);
        remove(providers, name);
    }

    private List<Neighbour> leftCompanions(Registry registry) {
        return companions(new Neighbourhood(registry, name).all());
    }

    private List<Provider> leftProviders(Registry registry) {
        return placement.left(name).stream()
                .filter(provider -> registry.meant(provider.name()).isEmpty())
                .toList();
    }

    /** Never the controllers' or the network nodes' services, and none that may be another host's. */
    private static List<Neighbour> companions(List<Neighbour> neighbours) {
        return neighbours.stream()
                .filter(Neighbour::certain)
                .filter(n -> n.service().equals(Service.NETWORK.toString()) || n.duty() == Duty.COMPUTE)
                .toList();
    }

    private void remove(Neighbour neighbour) {
        String id = Request.segment(neighbour.id());
        Request delete = neighbour.service().equals(Service.NETWORK.toString())
                ? Request.delete(Service.NETWORK, "/agents/" + id)
                : Request.delete(Service.COMPUTE, "/os-services/" + id).microversion(Registry.UUIDS);
        if (cloud.remove(delete, () -> isListed(neighbour))) {
            removed.add(neighbour.kind());
        }
    }

    private void remove(List<Provider> providers, String host) {
        check.free(host, providers);
        // Children stand behind their root, and Placement deletes no provider that has any.
        for (int i = providers.size() - 1; i >= 0; i--) {
            Provider provider = providers.get(i);
            if (placement.delete(provider)) {
                removed.add("resource provider " + provider.name());
            }
        }
    }

    private boolean isListed(Neighbour neighbour) {
        boolean agent = neighbour.service().equals(Service.NETWORK.toString());
        Request list = agent
                ? Request.get(Service.NETWORK, "/agents")
                : Request.get(Service.COMPUTE, "/os-services").microversion(Registry.UUIDS);
        return cloud.list(list, agent ? "agents" : "services").stream()
                .anyMatch(row -> neighbour.id().equals(Registry.text(row, "id")));
    }
}
