package io.jenkins.plugins.pumphouse.migration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the metadata of a source's server says of who moves it, and since when, and a target's image of who uploads it:
 * for other controllers, which know nothing of each other. Each writes an item of its own and then reads all, so that
 * of two at the same moment at least one sees both.
 *
 * @param mover who writes it
 */
public record MoverMark(Mover mover) {
    private static final int LONGEST_NAME = 200;

    /** The mark of the controller that an operator's options are of. */
    public static MoverMark of(Options options) {
        return new MoverMark(options.mover());
    }

    public String key() {
        return MoverNote.key(mover.id());
    }

    /** The mark as of now. */
    public ObjectNode item() {
        return item(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** A mark that is stale from the beginning: of work that has ended and has left something. */
    public ObjectNode expired() {
        return item(Instant.EPOCH);
    }

    private ObjectNode item(Instant at) {
        String name = mover.name().substring(0, Math.min(mover.name().length(), LONGEST_NAME));
        return Json.object().put(key(), MoverNote.value(at, name));
    }

    /** Who else works on the object that has these items; empty when nobody does, or has not said so for long. */
    public Optional<MoverNote> holder(JsonNode items) {
        Instant now = Instant.now();
        return MoverNote.of(items).stream()
                .filter(note -> !note.key().equals(key()) && !note.isStale(now))
                .findFirst();
    }

    /** That somebody else moves the server of {@code cloud} now, with the way out; empty when nobody does. */
    public Optional<String> movedByOther(JsonNode metadata, String cloud) {
        MoverNote holder = holder(metadata).orElse(null);
        return holder == null
                ? Optional.empty()
                : Optional.of("is being moved by " + holder.name() + ", last seen " + holder.since()
                        + ": wait for its end. If it is gone: run again after " + holder.end()
                        + ", or remove the server's metadata " + holder.key() + " on " + cloud);
    }

    /** Keys of marks that say nothing any more on a server that nobody moves: this controller's, and stale ones. */
    public List<String> spent(JsonNode metadata) {
        Instant now = Instant.now();
        Stream<String> stale = MoverNote.of(metadata).stream()
                .filter(note -> note.isStale(now) && !note.key().equals(key()))
                .map(MoverNote::key);
        return Stream.concat(metadata.has(key()) ? Stream.of(key()) : Stream.empty(), stale)
                .toList();
    }

    /** The keys of all such marks, of any controller. */
    public static List<String> keys(JsonNode items) {
        return MoverNote.of(items).stream().map(MoverNote::key).toList();
    }
}
