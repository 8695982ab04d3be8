package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/** openstack4j's models to and from JSON, with its own mapper. */
final class Models {

    private Models() {}

    static String write(Object model) {
        try {
            return ObjectMapperSingleton.getContext(model.getClass()).writeValueAsString(model);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the JSON does not fit the model */
    static <T> T read(JsonNode json, Class<T> type) {
        try {
            return ObjectMapperSingleton.getContext(type).readerFor(type).readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
