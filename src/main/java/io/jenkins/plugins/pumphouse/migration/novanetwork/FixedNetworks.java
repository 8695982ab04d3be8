package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The networks of nova-network, read once. */
final class FixedNetworks {
    private final Cloud cloud;
    private final Mapping mapping;
    private final AtomicReference<List<FixedNetwork>> all = new AtomicReference<>();

    FixedNetworks(Cloud cloud, Mapping mapping) {
        this.cloud = cloud;
        this.mapping = mapping;
    }

    private static List<ObjectNode> rows(Cloud cloud) {
        return cloud.list(Request.get(Service.COMPUTE, "/os-networks"), "networks");
    }

    /**
     * Whether Nova has networks of its own: a Nova that works with Neutron lists its networks without addresses, as
     * those are of subnets.
     */
    static boolean areThere(Cloud cloud) {
        try {
            return rows(cloud).stream().allMatch(row -> row.hasNonNull("cidr") || row.hasNonNull("cidr_v6"));
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e);
            return false;
        }
    }

    private List<FixedNetwork> all() {
        List<FixedNetwork> known = all.get();
        if (known == null) {
            NetworkHosts hosts = new NetworkHosts(cloud);
            known = rows(cloud).stream()
                    .map(row -> new FixedNetwork(cloud, hosts, mapping, row))
                    .toList();
            all.set(known);
        }
        return known;
    }

    Optional<FixedNetwork> of(String id) {
        return all().stream().filter(network -> network.id().equals(id)).findFirst();
    }

    /**
     * The network that a server's address is of. Labels are not unique, nor are address ranges where each project has a
     * VLAN of its own.
     */
    Optional<FixedNetwork> of(String label, String address, String project) {
        List<FixedNetwork> fitting = all().stream()
                .filter(network -> network.label().equals(label) && network.has(address))
                .filter(network ->
                        network.project() == null || network.project().equals(project))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** @param projects of servers, by network */
    List<ObjectNode> networks(Map<String, Set<String>> projects) {
        List<ObjectNode> networks = new ArrayList<>();
        all().forEach(network -> networks.add(network.asNetwork(projects.getOrDefault(network.id(), Set.of()))));
        return networks;
    }

    List<ObjectNode> subnets() {
        return each(FixedNetwork::asSubnets);
    }

    /** @param gateways pool by network: where its servers' floating addresses are from */
    List<ObjectNode> routers(Function<String, String> gateways) {
        return all().stream()
                .map(network -> new NetworkGateway(network).asRouter(gateways.apply(network.id())))
                .filter(Objects::nonNull)
                .toList();
    }

    List<ObjectNode> interfaces() {
        return each(network -> new NetworkGateway(network).asInterfaces());
    }

    private List<ObjectNode> each(Function<FixedNetwork, List<ObjectNode>> parts) {
        List<ObjectNode> objects = new ArrayList<>();
        all().forEach(network -> objects.addAll(parts.apply(network)));
        return objects;
    }
}
