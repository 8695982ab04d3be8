package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMetadata;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeProperties;
import io.jenkins.plugins.pumphouse.openstack.Cloud;

/** A volume of the target that was adopted, and what it says of that: its data is nowhere else. */
public final class AdoptedVolume {
    /** In its metadata: the backend of the source that it comes from. */
    static final String KEY = "pumphouse_adopted_from";

    /** The same until it has all that the source's had. */
    static final String UNFINISHED = "pumphouse_unfinished";

    /** What Cinder says of a volume until it has given it up. */
    public static final String UNMANAGING = "unmanaging";

    private AdoptedVolume() {}

    /** Whether a volume of the target was adopted. */
    public static boolean isOne(JsonNode volume) {
        return volume.path("metadata").has(KEY);
    }

    /** Whether the target could not manage it: what it shows has no content of its own. */
    static boolean isFailed(Resource volume) {
        return String.valueOf(volume.text("status")).startsWith("error")
                && isOne(volume.json())
                && volume.field("metadata").has(UNFINISHED);
    }

    /** The id under which the source had a volume before it came back, while that is not done; null for none. */
    public static String former(Resource volume) {
        return VolumeSelection.former(volume);
    }

    /**
     * Whether neither cloud has a volume, or the target is about to give it up, as the run that gave it back was
     * interrupted: that has to come to its end.
     */
    public static boolean isBetween(Change change) {
        Resource volume = change.resource();
        return volume.kind().equals(VolumeFields.KIND)
                && RecordedVolume.isReturning(volume)
                && change.existing()
                        .map(now -> UNMANAGING.equals(now.text("status")))
                        .orElse(true);
    }

    /** Gives it all that the source's had, if it has not got that yet. */
    static ObjectNode finished(Cloud target, ObjectNode made, Resource origin) {
        if (!made.path("metadata").has(UNFINISHED)) {
            return made;
        }
        ObjectNode whole = new VolumeProperties(target).bring(made, origin);
        String id = Json.text(made, "id");
        VolumeMark.identify(target, id);
        new VolumeMetadata(target, id).remove(UNFINISHED);
        return whole;
    }
}
