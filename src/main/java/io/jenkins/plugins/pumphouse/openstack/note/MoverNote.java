package io.jenkins.plugins.pumphouse.openstack.note;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an object says of who works on it, a server of who moves it: a run renews it, and one that was not renewed for
 * {@link #STALE} is left by a run that is gone.
 *
 * @param key the item that says so
 * @param since when it was written last
 * @param name for a person
 */
public record MoverNote(String key, Instant since, String name) {
    /** A note that was not renewed for so long is no longer respected. */
    public static final Duration STALE = Duration.ofMinutes(15);

    private static final String PREFIX = "pumphouse_mover_";

    /** @param mover id of a controller */
    public static String key(String mover) {
        return PREFIX + mover;
    }

    /** What a note of {@code at} has for a value. */
    public static String value(Instant at, String name) {
        return at + " " + name;
    }

    /** Those among an object's items; an owner's item with a key like one is none. */
    public static List<MoverNote> of(JsonNode items) {
        return items.properties().stream().flatMap(item -> of(item).stream()).toList();
    }

    /** Empty when the item is not such a note. */
    public static Optional<MoverNote> of(Map.Entry<String, JsonNode> item) {
        if (!item.getKey().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String value = item.getValue().asText();
        int end = Math.max(0, value.indexOf(' '));
        try {
            Instant since = Instant.parse(value.substring(0, end));
            return Optional.of(new MoverNote(item.getKey(), since, value.substring(end + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** From when on it is no longer respected. */
    public Instant end() {
        return since.plus(STALE);
    }

    public boolean isStale(Instant now) {
        return !end().isAfter(now);
    }
}
