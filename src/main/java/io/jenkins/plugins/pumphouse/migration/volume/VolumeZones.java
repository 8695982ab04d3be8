package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;

/** The availability zones of a cloud's volumes; a volume keeps its zone where the target has one of that name. */
public final class VolumeZones {
    private VolumeZones() {}

    /** The zone of the target to make a volume in: the one of the same name, else the target's choice. */
    static Optional<String> of(Resource volume, CloudInventory target) {
        return called(volume.text("availability_zone"), target);
    }

    /** A zone that Cinder of the target has; empty for another, and for null. */
    public static Optional<String> called(String zone, CloudInventory target) {
        return zone != null && zones(target).contains(zone) ? Optional.of(zone) : Optional.empty();
    }

    /** That the copy cannot have the zone, for a person; empty when it can. */
    static Optional<String> lost(Resource volume, CloudInventory target) {
        String zone = volume.text("availability_zone");
        return zone == null || of(volume, target).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "availability zone " + zone + " (" + target.cloud().name() + " has none of that name)");
    }

    private static List<String> zones(CloudInventory target) {
        return target.fact(VolumeZones.class, () -> {
            try {
                return Json.objects(target.cloud().get(Service.VOLUME, "/os-availability-zone"), "availabilityZoneInfo")
                        .stream()
                        .map(zone -> Json.text(zone, "zoneName"))
                        .toList();
            } catch (CloudException.NotShown e) {
                return List.<String>of();
            }
        });
    }
}
