package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What servers take of their hypervisor, as Placement counts it.
 *
 * @param vcpus virtual CPUs
 * @param ram MB
 * @param disk GB of root, ephemeral and swap disks
 */
public record HypervisorNeed(long vcpus, long ram, long disk) {
    private static final int MEGABYTES = 1024;

    /** Of a server with the flavor that it will have on the target; empty where no cloud tells it. */
    public static Optional<HypervisorNeed> of(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        boolean fromVolume = isOnVolume(server, source);
        return ServerFlavor.onTarget(server, source, target, translation)
                .or(() -> source.find(FlavorType.KIND, ServerFlavor.needed(server, source)))
                .map(flavor -> ofFlavor(flavor, fromVolume));
    }

    /** Whether a server's root disk takes nothing of its hypervisor's on the target. */
    public static boolean isOnVolume(Resource server, CloudInventory source) {
        return RootDisk.becomesVolume(server, source.options()) || ServerVolumes.bootsFromVolume(server);
    }

    private static HypervisorNeed ofFlavor(Resource flavor, boolean fromVolume) {
        long root = fromVolume ? 0 : flavor.field("disk").asLong();
        long swap = (flavor.field("swap").asLong() + MEGABYTES - 1) / MEGABYTES;
        return new HypervisorNeed(
                flavor.field("vcpus").asLong(),
                flavor.field("ram").asLong(),
                root + flavor.field("OS-FLV-EXT-DATA:ephemeral").asLong() + swap);
    }

    /** Of both together. */
    public HypervisorNeed plus(HypervisorNeed other) {
        return new HypervisorNeed(vcpus + other.vcpus, ram + other.ram, disk + other.disk);
    }

    /** By resource class of Placement, in the order of its documents; without a class of which it takes nothing. */
    public Map<String, Long> classes() {
        Map<String, Long> classes = new LinkedHashMap<>();
        classes.put("VCPU", vcpus);
        classes.put("MEMORY_MB", ram);
        classes.put("DISK_GB", disk);
        classes.values().removeIf(amount -> amount == 0);
        return classes;
    }

    /** As a request to Placement names it: {@code "VCPU:1,MEMORY_MB:512"}. */
    public String resources() {
        return classes().entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
