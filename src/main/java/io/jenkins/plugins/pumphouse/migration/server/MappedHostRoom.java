package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;

/** Whether the hypervisor of the target that the operator's mapping names has room for a server, as Placement tells. */
final class MappedHostRoom {
    /** From 1.31 on candidates may be asked of one provider and its parts. */
    private static final String IN_TREE = "1.31";

    private MappedHostRoom() {}

    /** Why it has none, and what to do; empty when it has, or none is mapped. */
    static Optional<String> missing(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        Optional<String> hypervisor = new MappedHost(server, source, target, translation).hypervisor();
        Optional<Resource> flavor = ServerFlavor.onTarget(server, source, target, translation)
                .or(() -> source.find(FlavorType.KIND, ServerFlavor.needed(server, source)));
        if (hypervisor.isEmpty() || flavor.isEmpty()) {
            return Optional.empty();
        }
        String name = hypervisor.get();
        String wanted = TargetFit.resources(flavor.get(), TargetFit.isOnVolume(server, source));
        return target.fact(List.of("room", wanted, name), () -> isFull(name, wanted, target.cloud()))
                ? Optional.of("is to go to hypervisor " + name + " of "
                        + target.cloud().name() + " by mapping: hosts:, which has no room for " + wanted
                        + ". Free some, or name another hypervisor")
                : Optional.empty();
    }

    /** Not where the target does not tell. */
    private static boolean isFull(String hypervisor, String wanted, Cloud cloud) {
        if (!cloud.supports(Service.PLACEMENT, IN_TREE)) {
            return false;
        }
        try {
            Request named =
                    Request.get(Service.PLACEMENT, "/resource_providers").query("name", hypervisor);
            Optional<String> provider = cloud.list(named, "resource_providers").stream()
                    .map(one -> Json.text(one, "uuid"))
                    .findFirst();
            return provider.isPresent()
                    && cloud.send(Request.get(Service.PLACEMENT, "/allocation_candidates")
                                    .query("resources", wanted)
                                    .query("in_tree", provider.get())
                                    .microversion(IN_TREE))
                            .json()
                            .path("allocation_requests")
                            .isEmpty();
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e);
            return false; // Nova will say
        }
    }
}
