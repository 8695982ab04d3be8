package io.jenkins.plugins.pumphouse.migration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the metadata of a source's server says of who moves it, and since when, and a target's image of who uploads it:
 * for other controllers, which know nothing of each other. Each writes an item of its own and then reads all, so that
 * of two at the same moment at least one sees both.
 *
 * @param mover who writes it
 */
public record MoverMark(Mover mover) {
    /** The mark of a controller that has not renewed it for so long is no longer respected: it is gone. */
    public static final Duration STALE = Duration.ofMinutes(15);

    private static final String PREFIX = "pumphouse_mover_";

    public String key() {
        return PREFIX + mover.id();
    }

    /** The mark as of now: {@code "<instant> <name>"}. */
    public ObjectNode item() {
        String name = mover.name().length() <= 200 ? mover.name() : mover.name().substring(0, 200);
        return Json.object().put(key(), Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + name);
    }

    /**
     * Another controller that works on an object.
     *
     * @param name for a person
     * @param seen when it last said so
     * @param key the item that says so
     */
    public record Holder(String name, Instant seen, String key) {}

    /** Who else works on the object that has these items; empty when nobody does, or has not said so for long. */
    public Optional<Holder> holder(JsonNode items) {
        for (Map.Entry<String, JsonNode> item : items.properties()) {
            Optional<Instant> since = isOne(item) && !item.getKey().equals(key())
                    ? instant(item.getValue().asText())
                    : Optional.empty();
            if (since.filter(at -> at.plus(STALE).isAfter(Instant.now())).isPresent()) {
                String value = item.getValue().asText();
                return Optional.of(new Holder(value.substring(value.indexOf(' ') + 1), since.get(), item.getKey()));
            }
        }
        return Optional.empty();
    }

    /** Who else moves the server now, in words; empty when nobody does. */
    public Optional<String> other(JsonNode metadata) {
        return holder(metadata)
                .map(holder -> holder.name() + ", last seen " + holder.seen()
                        + "; wait for its end. If it is gone: run again after "
                        + holder.seen().plus(STALE)
                        + ", or remove the server's metadata " + holder.key());
    }

    /** Keys of marks that say nothing any more on a server that nobody moves: this controller's, and stale ones. */
    public List<String> spent(JsonNode metadata) {
        return metadata.properties().stream()
                .filter(item -> item.getKey().equals(key()) || isStale(item))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The keys of all such marks, of any controller. */
    public static List<String> keys(JsonNode items) {
        return items.properties().stream()
                .filter(MoverMark::isOne)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isStale(Map.Entry<String, JsonNode> item) {
        return isOne(item)
                && instant(item.getValue().asText())
                        .filter(at -> at.plus(STALE).isBefore(Instant.now()))
                        .isPresent();
    }

    /** Whether a server's metadata item is such a mark, and no item of its owner's with a name like one. */
    public static boolean isOne(Map.Entry<String, JsonNode> item) {
        return item.getKey().startsWith(PREFIX)
                && instant(item.getValue().asText()).isPresent();
    }

    private static Optional<Instant> instant(String value) {
        try {
            return Optional.of(Instant.parse(value.substring(0, Math.max(0, value.indexOf(' ')))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
