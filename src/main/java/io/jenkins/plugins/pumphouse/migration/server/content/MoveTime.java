package io.jenkins.plugins.pumphouse.migration.server.content;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AdoptionChoice;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SharingServers;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.transfer.TransferRates;
import java.util.OptionalLong;

/**
 * How long the move of a server takes at most, from the size of its disks and the rate of the transfers so far. A disk
 * may be less than full, so it is a bound and no promise.
 */
final class MoveTime {
    /** Bytes a second of one stream until one was measured: a third of a gigabit network. */
    private static final long DEFAULT_RATE = 40_000_000;

    /** Seconds for the stop, the beginning of the snapshot and the boot. */
    private static final int BESIDES = 45;

    /** A snapshot is written into the source's Glance before it is transferred. */
    private static final int PASSES = 2;

    private static final long GIB = 1L << 30;

    private final CloudInventory source;
    private final Options options;
    private final OptionalLong measured;

    MoveTime(CloudInventory source, String target, Options options) {
        this.source = source;
        this.options = options;
        this.measured = TransferRates.of(source.cloud().name(), target);
    }

    /**
     * How long the move of a server takes at most, by this estimate; one that runs is off so long. Those that move at
     * the same time wait for one another.
     */
    long seconds(Resource server) {
        long others = SharingServers.of(source).with(server).stream()
                .mapToLong(this::bytes)
                .sum();
        return BESIDES + PASSES * (bytes(server) + others) / rate();
    }

    /** Seconds off when the early copy has all that is on the disks. */
    long secondsAfterPrecopy(Resource server) {
        return BESIDES + bytes(server) / rate();
    }

    /** Seconds for the early copy, while the server runs. */
    long early(Resource server) {
        return PASSES * bytes(server) / rate();
    }

    /** What its move transfers: its disks, whether full or not. */
    long bytes(Resource server) {
        return (options.disk() == Options.Disk.IMAGE ? 0 : disk(server)) + volumes(server);
    }

    /** Bytes a second of one transfer. */
    long rate() {
        long rate = measured.orElse(DEFAULT_RATE);
        return options.bandwidth() == 0 ? rate : Math.min(rate, Math.max(1, options.bandwidth() / options.transfers()));
    }

    /** Whether the rate was measured by a transfer between these clouds. */
    boolean isMeasured() {
        return measured.isPresent();
    }

    private long disk(Resource server) {
        if (ServerVolumes.bootsFromVolume(server)) {
            return 0; // its system is among the volumes
        }
        long embedded = server.field("flavor").path("disk").asLong();
        long gib = embedded > 0
                ? embedded
                : source.find(FlavorType.KIND, String.valueOf(Json.text(server.field("flavor"), "id")))
                        .map(flavor -> flavor.field("disk").asLong())
                        .orElse(0L);
        return gib * GIB;
    }

    private long volumes(Resource server) {
        return AdoptionChoice.copied(server, source).stream()
                        .mapToLong(attached -> attached.volume().field("size").asLong())
                        .sum()
                * GIB;
    }

    /** For a person. */
    static String shown(long seconds) {
        return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
