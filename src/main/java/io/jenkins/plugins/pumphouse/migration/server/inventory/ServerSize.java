package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Objects;
import java.util.Optional;

/**
 * How big a server is: what counts is the flavor that it carries, not what its flavor's id stands for today.
 *
 * @param vcpus virtual CPUs
 * @param ram MB
 * @param local GB of root and ephemeral disk together
 * @param disk GB of root disk; null where the cloud tells only {@code local}
 * @param ephemeral GB of ephemeral disk; null where the cloud tells only {@code local}
 * @param swap MB; null where the cloud does not tell
 */
public record ServerSize(int vcpus, int ram, int local, Integer disk, Integer ephemeral, Integer swap) {
    /** Of the flavor as a server carries it (Compute API 2.47), or of a flavor itself. */
    public static ServerSize ofFlavor(JsonNode flavor) {
        int disk = flavor.path("disk").asInt();
        int ephemeral = flavor.path("ephemeral")
                .asInt(flavor.path("OS-FLV-EXT-DATA:ephemeral").asInt());
        return new ServerSize(
                flavor.path("vcpus").asInt(),
                flavor.path("ram").asInt(),
                disk + ephemeral,
                disk,
                ephemeral,
                flavor.path("swap").asInt()); // "" before 2.75 where there is none
    }

    /** Of a usage record (Compute API, {@code os-simple-tenant-usage}), which adds up the disks. */
    static ServerSize ofUsage(JsonNode usage) {
        return new ServerSize(
                usage.path("vcpus").asInt(),
                usage.path("memory_mb").asInt(),
                usage.path("local_gb").asInt(),
                null,
                null,
                null);
    }

    /**
     * The size that a server carries. Before 2.47 that is its flavor's, unless the cloud's own records say that the
     * flavor is another one by now.
     *
     * @return empty when the cloud tells nothing: an old one whose flavor is gone and whose records may not be read
     */
    public static Optional<ServerSize> of(Resource server, CloudInventory inventory) {
        CarriedFlavors carried = CarriedFlavors.of(inventory);
        Optional<ServerSize> own = carried.flavor(server).map(ServerSize::ofFlavor);
        if (own.isPresent()) {
            return own;
        }
        Optional<ServerSize> now = Optional.ofNullable(Json.text(server.field("flavor"), "id"))
                .flatMap(id -> inventory.find(FlavorType.KIND, id))
                .map(flavor -> ofFlavor(flavor.json()));
        Optional<ServerSize> recorded = carried.usage(server).map(ServerSize::ofUsage);
        return recorded.isPresent() && (now.isEmpty() || !now.get().fits(recorded.get())) ? recorded : now;
    }

    /** GB that a server takes of its hypervisor's disk, as Nova counts it: without swap, which is small. */
    public long onHypervisor(boolean fromVolume) {
        return fromVolume && disk != null ? local - disk : local;
    }

    /** Whether nothing that both clouds tell differs. */
    public boolean fits(ServerSize other) {
        boolean wholly = disk != null && other.disk != null;
        return vcpus == other.vcpus
                && ram == other.ram
                && local == other.local
                && (!wholly
                        || disk.equals(other.disk)
                                && ephemeral.equals(other.ephemeral)
                                && Objects.equals(swap, other.swap));
    }

    /** Whether the disks are told one by one. */
    boolean isWhole() {
        return disk != null;
    }

    /** {@code "2 vCPU, 2048 MB RAM, 20 GB disk, 10 GB ephemeral, 512 MB swap"}. */
    @Override
    public String toString() {
        return vcpus + " vCPU, " + ram + " MB RAM, "
                + (disk == null ? local + " GB root and ephemeral disk" : disk + " GB disk")
                + (ephemeral == null || ephemeral == 0 ? "" : ", " + ephemeral + " GB ephemeral")
                + (swap == null || swap == 0 ? "" : ", " + swap + " MB swap");
    }

    /** The same for the name of a flavor: {@code "2vcpu.2048mb.20gb"}. */
    String word() {
        return vcpus + "vcpu." + ram + "mb." + disk + "gb" + (ephemeral == 0 ? "" : ".ephemeral" + ephemeral)
                + (swap == 0 ? "" : ".swap" + swap);
    }
}
