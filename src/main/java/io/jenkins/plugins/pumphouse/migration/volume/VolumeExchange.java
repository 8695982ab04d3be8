package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import java.util.function.Consumer;

/** One volume that passes from the Cinder of one cloud to that of the other, and what each of the two is asked for. */
public final class VolumeExchange {
    final ChangeContext context;
    /** As the source shows it, or remembers it. */
    final Resource volume;
    /** To the projects of the target. */
    final ProjectAccess access;

    final ManagedVolumes atSource;
    final ManagedVolumes atTarget;
    /** The return to the source. */
    final VolumeReturn back;
    /** What the source remembers while its Cinder does not manage the volume. */
    final AdoptionRecord record;

    /**
     * @param volume of the source, or what it remembers of one
     * @param access to the projects of the target
     * @param sources the same of the source
     * @param returned is told the id that the volume gets when the source takes it back, while the source still says
     *     which one it was
     */
    public VolumeExchange(
            ChangeContext context,
            Resource volume,
            ProjectAccess access,
            ProjectAccess sources,
            Consumer<String> returned) {
        this.context = context;
        this.volume = volume;
        this.access = access;
        this.atSource = new ManagedVolumes(context, context.source(), volume);
        this.atTarget = new ManagedVolumes(context, context.target(), volume);
        this.back = new VolumeReturn(context, sources, returned);
        this.record = new AdoptionRecord(context.source(), volume.id());
    }

    Mark mark() {
        return Mark.of(context.source(), volume);
    }

    /** Whether a volume of the target was made for this one, and is not being deleted. */
    boolean isMade(JsonNode found) {
        return VolumeMark.staysOf(mark(), found);
    }
}
