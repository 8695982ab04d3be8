package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.proof.DiskProof;
import io.jenkins.plugins.pumphouse.migration.server.proof.VolumeUse;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When the content of each volume's copy was taken, by the source's clock. */
final class TakenContent {
    /** By the id of the source's volume. */
    private final Map<String, Instant> times = new HashMap<>();

    void add(String volume, JsonNode copy) {
        DiskProof.taken(copy).ifPresent(at -> times.put(volume, at));
    }

    /**
     * Looks whether anything may have been written since then.
     *
     * @throws MigrationException when a server that has a volume ran
     */
    void checkStill(ChangeContext context, List<AttachedVolume> volumes) {
        if (times.isEmpty()) {
            return;
        }
        String on = context.source().name();
        VolumeUse uses = VolumeUse.of(context.source(), context.resource().id());
        if (!uses.history().isQuietSince(Collections.min(times.values()))) {
            throw new MigrationException("Server " + context.resource().name() + " on " + on
                    + " was started while its volumes were copied. Agree with its owner, then run again: they are"
                    + " copied again.");
        }
        for (AttachedVolume attached : volumes) {
            Instant at = times.get(attached.volume().id());
            Optional<String> other = at == null ? Optional.empty() : uses.byOthers(at, attached);
            other.ifPresent(use -> {
                throw new MigrationException("The data of " + attached.label() + " on " + on
                        + " may have changed while it was copied: " + use
                        + ". Stop that server, then run again: the volume is copied again.");
            });
        }
    }
}
