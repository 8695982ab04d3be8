package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What may have been written to a server's volume after its content was taken. Until its server has it, anything may
 * write to a volume; from then on only the server, while it runs. In doubt something was written.
 */
public final class VolumeUse {
    private VolumeUse() {}

    /**
     * Why a copy may lack what the volume holds; empty when it lacks nothing.
     *
     * @param taken when the content was, by the source's clock
     * @param server id of the source's server, which is off
     */
    public static Optional<String> since(Instant taken, AttachedVolume attached, String server, ServerHistory history) {
        return attachedAfter(taken, attached, server)
                .or(() -> history.useSince(taken).map(action -> "Nova notes " + action));
    }

    /** Block Storage API, "Show a volume's details": {@code attachments.attached_at}; older Cinders do not tell it. */
    private static Optional<String> attachedAfter(Instant taken, AttachedVolume attached, String server) {
        for (JsonNode attachment : attached.volume().field("attachments")) {
            String at = Json.text(attachment, "attached_at");
            if (at != null && server.equals(Json.text(attachment, "server_id")) && !isBefore(at, taken)) {
                return Optional.of("Cinder notes that it was attached at " + at);
            }
        }
        return Optional.empty();
    }

    private static boolean isBefore(String at, Instant taken) {
        try {
            return !Instant.parse(at.endsWith("Z") ? at : at + "Z").isAfter(taken);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
