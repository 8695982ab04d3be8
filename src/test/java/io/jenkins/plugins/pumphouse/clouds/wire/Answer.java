package io.jenkins.plugins.pumphouse.clouds.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a service answers.
 *
 * @param status the HTTP status
 * @param body what follows the head, never null
 * @param headers further headers by name
 */
public record Answer(int status, Blob body, Map<String, String> headers) {
    private static final Blob NOTHING = Blob.of(new byte[0]);

    public static Answer of(int status, JsonNode json) {
        return new Answer(status, Blob.of(WireJson.bytes(json)), Map.of("Content-Type", "application/json"));
    }

    public static Answer ok(JsonNode json) {
        return of(200, json);
    }

    public static Answer created(JsonNode json) {
        return of(201, json);
    }

    public static Answer accepted() {
        return empty(202);
    }

    public static Answer noContent() {
        return empty(204);
    }

    public static Answer empty(int status) {
        return new Answer(status, NOTHING, Map.of());
    }

    /** A text in any media type: the HTML and plain answers that some services give. */
    public static Answer text(int status, String mediaType, String text) {
        return new Answer(status, Blob.of(text.getBytes(StandardCharsets.UTF_8)), Map.of("Content-Type", mediaType));
    }

    /** The same answer with one more header. */
    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, body, more);
    }

    /** The same answer with its JSON changed. */
    public Answer edited(Consumer<JsonNode> change) {
        try (InputStream bytes = body.open()) {
            JsonNode json = WireJson.parse(bytes.readAllBytes());
            change.accept(json);
            return new Answer(status, ok(json).body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same answer with another text wherever the body fits a pattern. */
    public Answer replacing(String pattern, String replacement) {
        try (InputStream bytes = body.open()) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8).replaceAll(pattern, replacement);
            return new Answer(status, Blob.of(text.getBytes(StandardCharsets.UTF_8)), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
