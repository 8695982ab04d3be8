package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a volume that only the source's record tells of, and what blocks its way on or back. */
public final class RecordedVolumeRules {
    private static final String ENDS = "run pumpRollback with resources: true, which ends that";

    private RecordedVolumeRules() {}

    /**
     * Why an adopted volume of a moved server cannot go back with it; empty when it can, as far as lists tell.
     *
     * @param copy id of the target's server that may have it; empty for none
     * @param unfinished whether the target may not have got it yet
     */
    public static List<String> againstReturn(
            Resource volume, CloudInventory source, String copy, CloudInventory target, boolean unfinished) {
        if (!RecordedVolume.isOne(volume)) {
            return List.of(); // the source has it
        }
        Optional<Resource> onTarget = AdoptionRules.onTarget(volume, source, target);
        if (onTarget.isEmpty()) {
            return unfinished || RecordedVolume.isReturning(volume)
                    ? List.of()
                    : List.of("was adopted by " + RecordedVolume.target(volume) + ", which no longer has it");
        }
        Resource found = onTarget.get();
        List<String> against = new ArrayList<>(found.field("attachments").findValuesAsText("server_id"));
        against.remove(copy);
        against.replaceAll(server -> "was adopted, and server " + server + " of "
                + target.cloud().name() + " has it: openstack server remove volume " + server + " " + found.id());
        if (!VolumeParts.snapshots(found, target).isEmpty()) {
            against.add("was adopted, and has snapshots on " + target.cloud().name() + " ("
                    + String.join(", ", VolumeParts.snapshots(found, target))
                    + "), with which Cinder gives up no volume; delete them");
        }
        return against;
    }

    /** Why nothing is done with a volume that only its record tells of; empty when it has to come to an end. */
    static Optional<String> skipped(Resource volume, CloudInventory source) {
        return (RecordedVolume.isOne(volume) ? VolumeSelection.returned(volume, source) : Optional.<Resource>empty())
                .map(now -> "is on " + source.cloud().name() + " again as volume " + now.id() + "; " + ENDS);
    }

    /** Why a volume of the source is left alone that has just come back. */
    static Optional<String> unfinished(Resource volume) {
        return VolumeSelection.former(volume) == null
                ? Optional.empty()
                : Optional.of("has come back from the target in a run that was interrupted, so that it may lack some of"
                        + " its properties; " + ENDS);
    }

    /** Why a volume that only its record tells of is not taken; empty when it can be. */
    static Optional<String> againstRecord(Resource volume, CloudInventory source, CloudInventory target) {
        String to = RecordedVolume.target(volume);
        if (!target.cloud().name().equals(to)) {
            return Optional.of("was adopted by " + to + ", so that it can come from that cloud alone: name " + to
                    + " as the source");
        }
        Optional<String> lost = AdoptionRules.found(volume, source, target)
                .map(reason -> "is managed by neither cloud any more, and " + reason + ". If it was deleted on "
                        + target.cloud().name() + ", delete its record: openstack image list --name \""
                        + AdoptionRecord.NAME + "\" on " + source.cloud().name() + " shows it");
        if (lost.isPresent() || AdoptionRules.isAsked(source)) {
            return lost;
        }
        return RecordedVolume.isReturning(volume)
                ? Optional.of(
                        "is managed by neither cloud, as its way back from " + to + " was interrupted. Its data is"
                                + " untouched. Run pumpRollback with resources: true, which ends that, or pumpVolumes with"
                                + " adopt: true, which lets " + to + " have it again")
                : Optional.of("is managed by neither cloud, as its adoption by " + to + " was interrupted. Its data is"
                        + " untouched. Run pumpVolumes with adopt: true, which ends it");
    }
}
