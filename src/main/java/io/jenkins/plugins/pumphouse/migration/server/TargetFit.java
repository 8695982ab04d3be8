package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.compute.GroupRoom;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.inventory.HypervisorNeed;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHostRoom;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDisk;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSize;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the target can take a server at all: asked while planning, as it would show only after the server was
 * stopped.
 */
public final class TargetFit {
    /** Placement API 1.10 brings allocation candidates, 1.16 their limit. */
    private static final String CANDIDATES = "1.16";

    private TargetFit() {}

    /** Why it cannot, with the way out; empty when it can, or when the target does not tell. */
    static List<String> of(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> reasons = new ArrayList<>();
        Stream.of(source, target)
                .map(TargetFit::imageService)
                .flatMap(Optional::stream)
                .forEach(reasons::add);
        ServerFlavor.onTarget(server, source, target, translation)
                .filter(flavor -> !RootDisk.becomesVolume(server, source.options()))
                .flatMap(flavor -> tooSmall(server, source, flavor, target))
                .ifPresent(reasons::add);
        List<String> lacks = lacks(server, source, target, translation);
        reasons.addAll(lacks);
        if (lacks.isEmpty()) {
            MappedHostRoom.missing(server, source, target, translation).ifPresent(reasons::add);
        }
        return reasons;
    }

    /** Which of the reasons are that the target has no place for the server: what more hypervisors would mend. */
    public static List<String> lacks(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> reasons = new ArrayList<>();
        HypervisorNeed.of(server, source, target, translation)
                .flatMap(need -> noRoom(need, target))
                .ifPresent(reasons::add);
        GroupRoom.missing(server, source, target, translation).ifPresent(reasons::add);
        return reasons;
    }

    /** A server's content goes from image service to image service. */
    private static Optional<String> imageService(CloudInventory inventory) {
        Cloud cloud = inventory.cloud();
        return inventory.fact(TargetFit.class, () -> {
            if (!cloud.has(Service.IMAGE)) {
                return Optional.of(cloud.name() + " has no image service in its catalog, through which the content has"
                        + " to go: write its address under endpoints of this cloud in pumphouse.yaml");
            }
            try {
                cloud.send(Request.get(Service.IMAGE, "/images").query("limit", "1"));
                return Optional.empty();
            } catch (CloudException e) {
                return Optional.of("the image service of " + cloud.name()
                        + " does not answer, through which the content has to go: " + e.getMessage());
            }
        });
    }

    /** Nova boots no snapshot on a root disk that is smaller than the one that it was taken of. */
    private static Optional<String> tooSmall(
            Resource server, CloudInventory source, Resource flavor, CloudInventory target) {
        int offered = flavor.field("disk").asInt();
        return ServerSize.of(server, source)
                .filter(size -> size.disk() != null && offered > 0 && offered < size.disk())
                .map(size -> "has a root disk of " + size.disk() + " GB, and flavor " + flavor.name() + " of "
                        + target.cloud().name() + ", which mapping: names for its own, has one of " + offered
                        + " GB. Name a flavor with at least " + size.disk() + " GB");
    }

    private static Optional<String> noRoom(HypervisorNeed need, CloudInventory target) {
        Cloud cloud = target.cloud();
        return target.fact(List.of(TargetFit.class, need), () -> {
            if (!cloud.has(Service.PLACEMENT)) {
                return Optional.empty();
            }
            Request candidates = Request.get(Service.PLACEMENT, "/allocation_candidates")
                    .query("resources", need.resources())
                    .query("limit", "1")
                    .microversion(CANDIDATES);
            try {
                boolean none = cloud.send(candidates)
                        .json()
                        .path("allocation_requests")
                        .isEmpty();
                return none
                        ? Optional.of("no hypervisor of " + cloud.name() + " has room for " + need.vcpus() + " vCPU, "
                                + need.ram() + " MB of memory and " + need.disk()
                                + " GB of disk; add one with pumpHost, or free one")
                        : Optional.empty();
            } catch (CloudException e) {
                ReadRefusal.passOnOfTheCloud(e);
                return Optional.empty(); // a Placement before Queens, or a right that is missing: Nova will say
            }
        });
    }
}
