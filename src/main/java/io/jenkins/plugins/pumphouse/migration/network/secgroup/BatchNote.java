package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the first group of a request that makes several has in its description until all of them have their tags: its
 * own mark, and for each of the others by name and description the group of the source that it was created for. So a
 * request that makes several groups marks all of them at the very moment, although each of the others has its own
 * description from the start.
 *
 * @param mark of the group that carries the note
 * @param others id of the source by {@link #fingerprint}
 */
record BatchNote(Mark mark, Map<String, String> others) {
    private static final String KEY = "pumphouse_with=";
    /** Neutron's limit of a description. */
    private static final int LIMIT = 255;

    private static final int FINGERPRINT = 6;
    private static final int ID = 22;
    /** 16 bytes in Base64, whose last letter holds two bits. */
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_-]{27}[AQgw]");

    /** How many groups a note can name beside the one that carries it. */
    static int room(Mark mark) {
        int left = LIMIT - KEY.length() - 1 - mark.tag().length();
        return mark.tag().contains(" ") ? 0 : Math.max(0, left / (FINGERPRINT + ID + 1));
    }

    /** Whether a note can name the group of the source with this id. */
    static boolean canName(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The note in a description; empty when it is none. */
    static Optional<BatchNote> of(String description) {
        int end = description == null ? -1 : description.indexOf(' ');
        if (end < 0 || !description.startsWith(KEY)) {
            return Optional.empty();
        }
        Map<String, String> others = new LinkedHashMap<>();
        for (String other : description.substring(KEY.length(), end).split("\\.")) {
            if (!ENTRY.matcher(other).matches()) {
                return Optional.empty();
            }
            ByteBuffer id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(other.substring(FINGERPRINT)));
            others.put(other.substring(0, FINGERPRINT), new UUID(id.getLong(), id.getLong()).toString());
        }
        return Mark.ofTag(description.substring(end + 1)).map(mark -> new BatchNote(mark, others));
    }

    /** The description; the mark is its last word. */
    String text() {
        return others.isEmpty()
                ? mark.tag()
                : KEY
                        + others.entrySet().stream()
                                .map(other -> other.getKey() + packed(other.getValue()))
                                .collect(Collectors.joining("."))
                        + ' '
                        + mark.tag();
    }

    private static String packed(String id) {
        UUID uuid = UUID.fromString(id);
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The mark that this note gives to a group of the same project. */
    Optional<Mark> markOf(ObjectNode group) {
        return Optional.ofNullable(others.get(fingerprint(group))).map(id -> new Mark(mark.cloud(), id));
    }

    /** A few letters for the name and the description of a group. */
    static String fingerprint(JsonNode group) {
        String words = Json.text(group, "name") + '\n' + Json.text(group, "description");
        return Base64.getUrlEncoder()
                .encodeToString(Arrays.copyOf(Sha256.of(words), FINGERPRINT))
                .substring(0, FINGERPRINT);
    }
}
