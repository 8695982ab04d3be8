package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** When a move has stopped a server, by the clock of the agent or controller, as a note on it tells. */
public final class StopTime {
    private StopTime() {}

    /** Seconds since then; 0 where no note tells it. */
    public static long secondsSince(JsonNode metadata) {
        String stopped = Json.text(metadata, MoveNotes.STOPPED);
        try {
            return stopped == null
                    ? 0
                    : Math.max(
                            0,
                            Duration.between(Instant.parse(stopped), Instant.now())
                                    .toSeconds());
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
