package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request to a real Nailgun and its answer. What is nested deep and read by nobody ({@code meta},
 * {@code attributes}, ...) was cut from the answers, and the middle of tracebacks.
 */
record FuelRecording(
        String name,
        String method,
        String path,
        String query,
        String accept,
        String token,
        JsonNode body,
        int status,
        String type,
        boolean json,
        JsonNode answer) {

    /** All of an edition, in the order of their recording. */
    static List<FuelRecording> of(Edition edition) {
        return of(edition, "recorded");
    }

    /** Those that were recorded apart. */
    static List<FuelRecording> of(Edition edition, String part) {
        String resource = "/fuel-transcripts/" + edition.folder() + "/" + part + ".jsonl";
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(FuelRecording.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> WireJson.parse(line.getBytes(StandardCharsets.UTF_8)))
                    .map(FuelRecording::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FuelRecording read(JsonNode line) {
        return new FuelRecording(
                line.path("name").asText(),
                line.path("method").asText(),
                line.path("path").asText(),
                line.path("query").asText(),
                line.path("accept").asText(null),
                line.path("token").asText(null),
                line.path("body"),
                line.path("status").asInt(),
                line.path("type").asText(null),
                line.path("kind").asText().equals("json"),
                line.path("answer"));
    }

    String target() {
        return path + (query.isEmpty() ? "" : "?" + query);
    }

    /** What the request was for, without the edition's number before its name. */
    boolean isAbout(String... parts) {
        for (String part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
