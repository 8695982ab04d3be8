package io.jenkins.plugins.pumphouse.migration.volume;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;

/** A volume of the source that its Cinder manages no more, as its {@link AdoptionRecord} tells of it. */
public final class RecordedVolume {
    /** In place of a volume's status: no Cinder has to know the volume. */
    static final String UNMANAGED = "unmanaged";

    /** In the metadata of such a volume: to which cloud it went. */
    static final String TARGET = "pumphouse_adopted_by";

    /** In the metadata of such a volume: it is being returned to the source. */
    static final String RETURNS = "pumphouse_returns";

    private RecordedVolume() {}

    /** Whether a volume is known by such a record alone. */
    public static boolean isOne(Resource volume) {
        return UNMANAGED.equals(volume.text("status"));
    }

    /** Whether it was being returned when its run ended. */
    public static boolean isReturning(Resource volume) {
        return isOne(volume) && volume.field("metadata").has(RETURNS);
    }

    /** To which cloud it went. */
    static String target(Resource volume) {
        return Json.text(volume.field("metadata"), TARGET);
    }
}
