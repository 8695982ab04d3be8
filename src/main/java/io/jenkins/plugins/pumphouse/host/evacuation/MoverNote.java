package io.jenkins.plugins.pumphouse.host.evacuation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a server says of who moves it to another cloud (migration.options, MoverMark): a run renews it, and one that was
 * not renewed for long is left by a run that is gone.
 *
 * @param key the metadata item
 * @param since when it was written last
 * @param name for a person
 */
record MoverNote(String key, Instant since, String name) {
    private static final String PREFIX = "pumphouse_mover_";

    /** As long as MoverMark.STALE. */
    private static final Duration STALE = Duration.ofMinutes(15);

    /** Those in a server's metadata; an owner's item with a name like one is none. */
    static List<MoverNote> of(JsonNode metadata) {
        return metadata.properties().stream()
                .filter(item -> item.getKey().startsWith(PREFIX))
                .flatMap(item -> read(item.getKey(), item.getValue().asText()).stream())
                .toList();
    }

    private static Optional<MoverNote> read(String key, String value) {
        int end = Math.max(0, value.indexOf(' '));
        try {
            return Optional.of(new MoverNote(key, Instant.parse(value.substring(0, end)), value.substring(end + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** From when on it is no longer respected. */
    Instant end() {
        return since.plus(STALE);
    }

    boolean isStale(Instant now) {
        return !end().isAfter(now);
    }
}
