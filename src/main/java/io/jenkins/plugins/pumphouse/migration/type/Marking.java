package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import java.util.ArrayList;
import java.util.List;
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

    /** The most characters of a description in Neutron (neutron_lib/db/constants.py, DESCRIPTION_FIELD_SIZE). */
    private static final int LONGEST = 255;

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

    /** Whether an object of the target has a place for it. */
    public boolean hasPlace(JsonNode json) {
        return switch (this) {
            case NONE -> false;
            case ATTRIBUTE, METADATA -> true;
            case DESCRIPTION -> json.has(WORDS);
            case TAG -> json.has("tags") || json.has(WORDS);
        };
    }

    /** Lets an object that is to be made say it, as part of the very request; a tag takes one of its own. */
    public void write(ObjectNode wanted, Mark mark) {
        switch (this) {
            case ATTRIBUTE -> wanted.put(Mark.KEY, mark.value());
            case METADATA -> wanted.withObject("/metadata").put(Mark.KEY, mark.value());
            case DESCRIPTION, TAG -> {
                String own = fitting(wanted.path(WORDS).asText(), mark.tag());
                wanted.put(WORDS, own.isEmpty() ? mark.tag() : own + ' ' + mark.tag());
            }
            case NONE -> {}
        }
    }

    /** As much of a description as fits before a mark. */
    public static String fitting(String words, String tag) {
        int room = Math.max(0, LONGEST - tag.length() - 1);
        if (words.length() <= room) {
            return words;
        }
        return words.substring(0, room > 0 && Character.isHighSurrogate(words.charAt(room - 1)) ? room - 1 : room);
    }

    /** The same before the mark that stands in another description; all of them where none does. */
    public static String fittingBeside(String words, String marked) {
        String tag = lastWord(marked);
        return Mark.isTag(tag) ? fitting(words, tag) : words;
    }

    private static String lastWord(String description) {
        return description == null ? null : description.substring(description.lastIndexOf(' ') + 1);
    }

    /** The tags of an object without marks. */
    public static List<String> ownTags(JsonNode json) {
        return Json.texts(json, "tags").stream().filter(tag -> !Mark.isTag(tag)).toList();
    }

    /** The field {@code tags} with a mark behind those of the user's. */
    public static ObjectNode tagged(List<String> own, Mark mark) {
        List<String> tags = new ArrayList<>(own);
        tags.add(mark.tag());
        return Json.object("tags", Json.array(tags));
    }

    /** A description without the mark that stands in it; never null. */
    public static String ownWords(String description) {
        return description == null || !Mark.isTag(lastWord(description))
                ? (description == null ? "" : description)
                : description.substring(0, Math.max(0, description.lastIndexOf(' ')));
    }
}
