package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeItems;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeState;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which volumes can be copied whole, what blocks the copy of the others, and what a copy cannot have. */
public final class VolumeRules {
    /** The state of a volume that a server has and Cinder does not show. */
    public static final String UNSHOWN = "unshown";

    private VolumeRules() {}

    /** Why a volume cannot be copied, whatever is attached to it, with the way out. */
    public static List<String> against(Resource volume, CloudInventory source, CloudInventory target) {
        if (UNSHOWN.equals(volume.text("status")) && source.cloud().has(Service.VOLUME)) {
            return List.of(
                    "is not shown by Cinder of " + source.cloud().name() + " (404: it was deleted, or the account"
                            + " may not see it); detach it from its server, or give the account the right to see it");
        }
        List<String> reasons = new ArrayList<>();
        if (volume.field("encrypted").asBoolean()) {
            reasons.add("is encrypted, and keys are not migrated; copy its data to a volume of a type without"
                    + " encryption");
        }
        grouped(volume).ifPresent(reasons::add);
        VolumeState.unreadable(volume).ifPresent(reasons::add);
        VolumeState.migrating(volume).ifPresent(reasons::add);
        for (CloudInventory cloud : List.of(source, target)) {
            if (!cloud.cloud().has(Service.VOLUME) || !cloud.cloud().has(Service.IMAGE)) {
                reasons.add(cloud.cloud().name() + " has no " + (cloud.cloud().has(Service.VOLUME) ? "image" : "volume")
                        + " service in its catalog: write its address under endpoints of this cloud in pumphouse.yaml");
            }
        }
        if (reasons.isEmpty()) {
            TemporaryRoom.without(volume, source).ifPresent(reasons::add);
        }
        return reasons;
    }

    /** That it is in a group, which a copy of one of its volumes would tear apart; empty when it is in none. */
    private static Optional<String> grouped(Resource volume) {
        String generic = volume.text("group_id");
        if (generic != null && !generic.isEmpty()) { // Cinder shows one that was a consistency group as both
            return Optional.of("is in volume group " + generic + ", which would be torn apart; take it out of the group"
                    + " (cinder --os-volume-api-version 3.13 group-update --remove-volumes " + volume.id() + " "
                    + generic + ")");
        }
        return Optional.ofNullable(volume.text("consistencygroup_id"))
                .filter(group -> !group.isEmpty())
                .map(group -> "is in consistency group " + group + ", which would be torn apart; take it out of the"
                        + " group (openstack consistency group remove volume " + group + " " + volume.id() + ")");
    }

    /** That the type of the target does not let several servers have a volume; empty when it does or need not. */
    static Optional<String> unshared(boolean multiattach, String targetType, CloudInventory target) {
        if (!multiattach || Translation.isPending(targetType)) {
            return Optional.empty();
        }
        boolean shared = target.find(VolumeTypeType.KIND, String.valueOf(targetType))
                .filter(VolumeTypeType::isMultiattach)
                .isPresent();
        return shared
                ? Optional.empty()
                : Optional.of("may be attached to several servers, and type " + targetType + " of "
                        + target.cloud().name() + " does not allow that (extra spec multiattach \"<is> True\");"
                        + " map it to one that does: mapping: volume_types");
    }

    /** What a copy will not have. */
    public static List<Loss> lost(Resource volume, CloudInventory source, CloudInventory target) {
        List<String> lost = new ArrayList<>();
        VolumeParts.lost(volume, source).forEach(lost::add);
        VolumeZones.lost(volume, target).ifPresent(lost::add);
        lost.addAll(VolumeItems.refused(volume, target.cloud()));
        lost.addAll(VolumeFields.unknown(volume));
        if (volume.text("volume_type") == null) {
            lost.add("having no volume type (it gets the default of "
                    + target.cloud().name() + ")");
        }
        return Stream.concat(
                        user(volume, source, target).stream(),
                        lost.stream().map(each -> Loss.of(LedgerItem.VOLUMES, each)))
                .toList();
    }

    private static Optional<Loss> user(Resource volume, CloudInventory source, CloudInventory target) {
        String caller = target.cloud().caller().userName();
        return Optional.ofNullable(volume.text("user_id"))
                .map(user ->
                        source.find(UserType.KIND, user).map(Resource::name).orElse(user + ", who is gone"))
                .map(user ->
                        new Loss(LedgerItem.OWNER, "user " + user + " (it becomes " + caller + "'s)", user, caller));
    }

    /** What a volume takes of its project's quotas. */
    public static Map<String, Long> consumes(Resource volume) {
        Map<String, Long> amounts = new HashMap<>();
        long size = volume.field("size").asLong();
        amounts.put("volume volumes", 1L);
        amounts.put("volume gigabytes", size);
        if (volume.text("volume_type") != null) {
            amounts.put("volume volumes_" + volume.text("volume_type"), 1L);
            amounts.put("volume gigabytes_" + volume.text("volume_type"), size);
        }
        return amounts;
    }

    /**
     * Whether the target has a volume that was made of an object of the source and that its quotas count already: an
     * interrupted run has left it. Where its volumes cannot be read it counts as new.
     */
    public static boolean isMade(Mark origin, CloudInventory target) {
        try {
            Set<Mark> made = target.fact(
                    VolumeRules.class,
                    () -> all(target).stream()
                            .flatMap(volume -> VolumeMark.of(volume.json()).stream())
                            .collect(Collectors.toSet()));
            return made.contains(origin);
        } catch (CloudException.NotShown e) {
            return false;
        }
    }

    /** All volumes of a cloud, of any owner; none where it has no such service. */
    static List<Resource> all(CloudInventory inventory) {
        return inventory.list(VolumeFields.KIND, Scope.ALL);
    }
}
