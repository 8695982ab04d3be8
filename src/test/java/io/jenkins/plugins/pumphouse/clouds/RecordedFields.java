package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The fields that a real OpenStack Zed shows of an object, each with its value when nobody has set it. */
public final class RecordedFields {
    private static final ObjectNode ALL = read();

    private RecordedFields() {}

    private static ObjectNode read() {
        try (InputStream recording = RecordedFields.class.getResourceAsStream("fields-zed.json")) {
            return (ObjectNode) new ObjectMapper().readTree(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param sort in words: {@code "security group rule"} */
    public static ObjectNode of(String sort) {
        if (!ALL.has(sort)) {
            throw new IllegalArgumentException("No recording of a " + sort);
        }
        return (ObjectNode) ALL.get(sort).deepCopy();
    }
}
