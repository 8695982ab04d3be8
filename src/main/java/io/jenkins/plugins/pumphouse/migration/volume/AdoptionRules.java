package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendListing;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendSearch;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which volumes the target's Cinder can take over where they are, and what blocks that of the others. */
public final class AdoptionRules {
    /** States of a volume on its way to a server or from it. */
    private static final Set<String> ATTACHING = Set.of("in-use", "attaching", "detaching", "reserved");

    private AdoptionRules() {}

    static boolean isAsked(CloudInventory source) {
        return source.options().volumes() == Options.Volumes.ADOPT;
    }

    /** Why a volume is not taken over, with the way out; empty when it can be, as far as lists tell. */
    static List<String> against(Resource volume, CloudInventory source, CloudInventory target) {
        if (AdoptedVolume.UNMANAGING.equals(volume.text("status"))
                && new AdoptionRecord(source.cloud(), volume.id()).read().isPresent()) {
            return List.of(); // a run that was interrupted has asked for that
        }
        List<String> reasons = new ArrayList<>(VolumeRules.against(volume, source, target));
        if (!"available".equals(volume.text("status")) && reasons.isEmpty()) {
            reasons.add("cannot be adopted while it is " + volume.text("status") + "; run again when it is available");
        }
        List<String> snapshots = VolumeParts.snapshots(volume, source);
        if (!snapshots.isEmpty()) {
            reasons.add("cannot be adopted, as Cinder gives up no volume that has snapshots ("
                    + String.join(", ", snapshots)
                    + "); delete them (openstack volume snapshot delete), or copy the volume");
        }
        if (reasons.isEmpty()) {
            found(volume, source, target).ifPresent(reasons::add);
        }
        return reasons;
    }

    /**
     * The same of a volume that a server has, or that a move of its server has detached: what came of it since does not
     * keep a run from coming to its end.
     */
    public static List<String> ofServer(Resource volume, CloudInventory source, CloudInventory target) {
        Optional<Resource> onTarget = onTarget(volume, source, target);
        if (onTarget.isPresent()) {
            String id = onTarget.get().id();
            return AdoptedVolume.isOne(onTarget.get().json())
                    ? List.of()
                    : List.of("has a copy on " + target.cloud().name() + ", beside which it cannot be adopted; volumes:"
                            + " 'copy', or delete the copy: openstack volume delete " + id);
        }
        if (!RecordedVolume.isOne(volume)) {
            ObjectNode free = volume.json().deepCopy();
            boolean rests = ATTACHING.contains(String.valueOf(volume.text("status")));
            return against(VolumeFields.resource(rests ? free.put("status", "available") : free), source, target);
        }
        String to = RecordedVolume.target(volume);
        if (!target.cloud().name().equals(to)) {
            return List.of("was adopted by " + to + ", so that it can come from that cloud alone");
        }
        return VolumeSelection.returned(volume, source).isPresent()
                ? List.of()
                : found(volume, source, target).stream()
                        .map(reason -> "is managed by neither cloud any more, and " + reason)
                        .toList();
    }

    static Optional<Resource> onTarget(Resource volume, CloudInventory source, CloudInventory target) {
        Mark mark = Mark.of(source.cloud(), volume);
        return VolumeRules.all(target).stream()
                .filter(found -> VolumeMark.staysOf(mark, found.json()))
                .findFirst();
    }

    /** What a volume takes of its project's quotas; one that is adopted takes no room. */
    static Map<String, Long> consumes(Resource volume, CloudInventory source) {
        Map<String, Long> amounts = VolumeRules.consumes(volume);
        if (isAsked(source)) {
            amounts.put(Allowance.ADOPTED, volume.field("size").asLong());
        }
        return amounts;
    }

    static Optional<String> found(Resource volume, CloudInventory source, CloudInventory target) {
        try {
            BackendSearch search = new BackendSearch(
                    target.cloud(),
                    source.mapping(),
                    host -> target.fact(
                            List.of(BackendListing.class, host), () -> BackendListing.of(target.cloud(), host)));
            return Optional.ofNullable(
                    search.find(volume, BackendSearch.nameId(volume)).reason());
        } catch (CloudException.Denied e) {
            return Optional.of("cannot be adopted: what is in the backends of "
                    + target.cloud().name() + " cannot be listed (" + e.getMessage() + "); copy it");
        }
    }

    /** What the target's volume will not have, be it adopted or a copy. */
    static List<String> leftBehind(Resource volume, CloudInventory source, CloudInventory target) {
        boolean adopted = isAsked(source) || RecordedVolume.isOne(volume);
        List<Loss> lost = adopted ? lost(volume, source, target) : VolumeRules.lost(volume, source, target);
        Stream<String> untold = adopted
                ? Stream.empty()
                : VolumeFields.untold(volume, source.cloud().name()).stream();
        return Stream.concat(lost.stream().map(Loss::text), untold).toList();
    }

    /** What the target's volume will not have, and what the source will no longer have. */
    static List<Loss> lost(Resource volume, CloudInventory source, CloudInventory target) {
        List<Loss> lost = new ArrayList<>(VolumeRules.lost(volume, source, target));
        if (!RecordedVolume.isOne(volume)) {
            lost.add(Loss.of(
                    LedgerItem.VOLUMES,
                    "the volume on " + source.cloud().name() + ", whose Cinder gives it up ("
                            + target.cloud().name() + " has it under another id, with the same data)"));
        }
        return lost;
    }
}
