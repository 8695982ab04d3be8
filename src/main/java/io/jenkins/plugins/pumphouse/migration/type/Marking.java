package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an object of the target says which object of the source it was created for. */
public enum Marking {
    /** Nowhere: what identifies it by nature has to do. */
    NONE,
    /** In a field of its own: an extra attribute of Keystone, a property of an image. */
    ATTRIBUTE,
    /** In the last word of its description. */
    DESCRIPTION,
    /** In a tag; until it has one, and where the service has no tags, in its description. */
    TAG,
    /** In the metadata of a server. */
    METADATA;

    private static final String WORDS = "description";

    /** What the object says. */
    public Optional<Mark> of(JsonNode json) {
        return switch (this) {
            case NONE -> Optional.empty();
            case ATTRIBUTE -> Mark.ofValue(Json.text(json, Mark.KEY));
            case METADATA -> Mark.ofValue(Json.text(json.path("metadata"), Mark.KEY));
            case DESCRIPTION -> Mark.ofTag(lastWord(Json.text(json, WORDS)));
            case TAG ->
                Stream.concat(Json.texts(json, "tags").stream(), Stream.ofNullable(lastWord(Json.text(json, WORDS))))
                        .map(Mark::ofTag)
                        .flatMap(Optional::stream)
                        .findFirst();
        };
    }

    /** Lets an object that is to be made say it, as part of the very request; a tag takes one of its own. */
    public void write(ObjectNode wanted, Mark mark) {
        switch (this) {
            case ATTRIBUTE -> wanted.put(Mark.KEY, mark.value());
            case METADATA -> wanted.withObject("/metadata").put(Mark.KEY, mark.value());
            case DESCRIPTION, TAG -> wanted.put(WORDS, (wanted.path(WORDS).asText() + ' ' + mark.tag()).strip());
            case NONE -> {}
        }
    }

    private static String lastWord(String description) {
        return description == null ? null : description.substring(description.lastIndexOf(' ') + 1);
    }

    /** A description without the mark that stands in it; never null. */
    public static String ownWords(String description) {
        return description == null || !Mark.isTag(lastWord(description))
                ? (description == null ? "" : description)
                : description.substring(0, Math.max(0, description.lastIndexOf(' ')));
    }
}
