package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts.Provider;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The resource providers of hypervisors; nothing is asked of a cloud from before Placement. */
final class PlacementRecords {
    /** Providers form trees (a hypervisor's graphics cards or NUMA nodes are its children). */
    private static final String TREES = "1.14";

    private final Cloud cloud;

    PlacementRecords(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The providers of these hypervisors with all below them, each root before its children. */
    List<Provider> providers(List<String> hypervisors) {
        List<Provider> providers = new ArrayList<>();
        if (cloud.has(Service.PLACEMENT)) {
            for (String name : hypervisors) {
                for (ObjectNode root : list(all().query("name", name))) {
                    providers.addAll(tree(Registry.text(root, "uuid")));
                }
            }
        }
        return providers;
    }

    /** Those whose name is that of a host with or without its domain: for a host that Nova does not know any more. */
    List<Provider> left(String name) {
        List<Provider> providers = new ArrayList<>();
        if (cloud.has(Service.PLACEMENT)) {
            for (ObjectNode each : list(all())) {
                boolean root = each.path("parent_provider_uuid").isNull();
                if (root && MachineName.isSame(Registry.text(each, "name"), name)) {
                    providers.addAll(tree(Registry.text(each, "uuid")));
                }
            }
        }
        return providers;
    }

    private List<Provider> tree(String root) {
        List<Provider> rest = new ArrayList<>(
                list(all().query("in_tree", root)).stream().map(this::provider).toList());
        List<Provider> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        while (rest.removeIf(provider -> (provider.parent() == null || placed.contains(provider.parent()))
                && ordered.add(provider)
                && placed.add(provider.id()))) {
            // Each round places at least one generation, or ends the loop.
        }
        return ordered;
    }

    private static Request all() {
        return Request.get(Service.PLACEMENT, "/resource_providers").microversion(TREES);
    }

    private List<ObjectNode> list(Request request) {
        return cloud.list(request, "resource_providers");
    }

    private Provider provider(ObjectNode row) {
        String id = Registry.text(row, "uuid");
        Set<String> consumers = new HashSet<>();
        cloud.send(Request.get(Service.PLACEMENT, "/resource_providers/" + Request.segment(id) + "/allocations")
                        .microversion(TREES))
                .json()
                .path("allocations")
                .fieldNames()
                .forEachRemaining(consumers::add);
        return new Provider(
                id, Registry.text(row, "name"), row.path("parent_provider_uuid").asText(null), consumers);
    }

    /** @return false when Nova has removed it meanwhile */
    boolean delete(Provider provider) {
        return cloud.remove(Request.delete(Service.PLACEMENT, "/resource_providers/" + Request.segment(provider.id()))
                .microversion(TREES));
    }
}
