package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeRules;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeTypeType;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The local root disk of a server, and whether it becomes a volume on the target ({@code disk: 'volume'}). */
public final class RootDisk {
    private RootDisk() {}

    /** Whether it becomes a volume; a server that boots from a volume has none of its own. */
    public static boolean becomesVolume(Resource server, Options options) {
        return options.disk() == Options.Disk.VOLUME && !ServerVolumes.bootsFromVolume(server);
    }

    /** Whether it has become a volume: the server has a local root disk, and its copy boots from a volume. */
    public static boolean becameVolume(Resource server, Resource copy) {
        return !ServerVolumes.bootsFromVolume(server) && ServerVolumes.bootsFromVolume(copy);
    }

    /** How large the volume is, in GB: as the root disk of the server's flavor; 0 when that has no size. */
    public static long size(Resource server, CloudInventory source) {
        return ServerSize.of(server, source)
                .map(ServerSize::disk)
                .map(Integer::longValue)
                .orElse(0L);
    }

    /** What a person and the owner of the volume read. */
    public static String name(Resource server) {
        return server.name().substring(0, Math.min(server.name().length(), 250)) + " disk";
    }

    /** Why it cannot become one. */
    public static List<String> refusals(Resource server, CloudInventory source, CloudInventory target) {
        if (!becomesVolume(server, source.options())) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        if (size(server, source) == 0) {
            reasons.add(
                    "has a flavor that gives its root disk no size, so that it is not known how large its volume has"
                            + " to be: use disk: 'snapshot'");
        }
        if (!target.cloud().has(Service.VOLUME)) {
            reasons.add("is to get a volume for its root disk (disk: 'volume'), and "
                    + target.cloud().name() + " has no volume service in its catalog: use disk: 'snapshot'");
            return reasons;
        }
        String type = source.options().rootVolumeType();
        if (type != null && type(target, type).isEmpty()) {
            reasons.add("is to get a volume of type " + type + " (rootVolumeType), which is not on "
                    + target.cloud().name() + ": name another, or leave rootVolumeType out. "
                    + target.names(VolumeTypeType.KIND, Scope.ALL));
        }
        return reasons;
    }

    private static Optional<Resource> type(CloudInventory target, String name) {
        return target.list(VolumeTypeType.KIND, Scope.ALL).stream()
                .filter(type -> type.name().equals(name) || name.equals(type.text("id")))
                .findFirst();
    }

    /** What the volume takes of the project's quotas on the target. */
    public static Map<String, Long> consumes(Resource server, CloudInventory source, CloudInventory target) {
        Map<String, Long> amounts = new HashMap<>();
        if (becomesVolume(server, source.options()) && !VolumeRules.isMade(Mark.of(source.cloud(), server), target)) {
            long size = size(server, source);
            amounts.put("volume volumes", 1L);
            amounts.put("volume gigabytes", size);
            Optional.ofNullable(source.options().rootVolumeType())
                    .filter(type -> target.cloud().has(Service.VOLUME))
                    .flatMap(type -> type(target, type))
                    .ifPresent(type -> {
                        amounts.put("volume volumes_" + type.name(), 1L);
                        amounts.put("volume gigabytes_" + type.name(), size);
                    });
        }
        return amounts;
    }
}
