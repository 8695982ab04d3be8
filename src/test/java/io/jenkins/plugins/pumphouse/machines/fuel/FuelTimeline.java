package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Through which states the environment 2, its tasks and all nodes went during an operation, in their order: as they
 * were seen at a real Nailgun every second, or at the one inside the JVM.
 */
final class FuelTimeline {
    private static final String ENVIRONMENT = "environment";

    private final Map<String, List<String>> states = new LinkedHashMap<>();

    /** Those of an edition that were recorded, by the name of the operation. */
    static Map<String, FuelTimeline> of(Edition edition) {
        String resource = "/fuel-transcripts/" + edition.folder() + "/timelines.jsonl";
        Map<String, FuelTimeline> all = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(FuelTimeline.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> WireJson.parse(line.getBytes(StandardCharsets.UTF_8)))
                    .forEach(
                            line -> all.put(line.path("name").asText().replaceFirst("^TIMELINE-", ""), recorded(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static FuelTimeline recorded(JsonNode line) {
        FuelTimeline timeline = new FuelTimeline();
        line.path(ENVIRONMENT).forEach(state -> timeline.add(ENVIRONMENT, state.asText()));
        for (String kind : List.of("tasks", "nodes")) {
            line.path(kind)
                    .fields()
                    .forEachRemaining(thing -> thing.getValue()
                            .forEach(state -> timeline.add(kind + " " + thing.getKey(), state.asText())));
        }
        return timeline;
    }

    /** Notes how it is now. */
    void look(JsonNode environment, JsonNode tasks, JsonNode nodes) {
        if (environment.has("status")) {
            add(ENVIRONMENT, environment.path("status").asText());
        }
        tasks.forEach(task -> add(
                "tasks " + task.path("id").asText(),
                task.path("name").asText() + " " + task.path("status").asText()));
        nodes.forEach(node -> add("nodes " + node.path("id").asText(), node(node)));
    }

    private static String node(JsonNode node) {
        return node.path("status").asText() + " " + word(node.path("error_type")) + " in " + word(node.path("cluster"))
                + " " + joined(node.path("roles")) + "/" + joined(node.path("pending_roles"))
                + (node.path("pending_addition").asBoolean() ? " to add" : "")
                + (node.path("pending_deletion").asBoolean() ? " to go" : "");
    }

    private static String word(JsonNode value) {
        return value.isNull() ? "-" : value.asText();
    }

    private static String joined(JsonNode roles) {
        String text = String.join(
                "+",
                StreamSupport.stream(roles.spliterator(), false)
                        .map(JsonNode::asText)
                        .sorted()
                        .toList());
        return text.isEmpty() ? "-" : text;
    }

    private void add(String thing, String state) {
        List<String> known = states.computeIfAbsent(thing, name -> new ArrayList<>());
        if (known.isEmpty() || !known.get(known.size() - 1).equals(state)) {
            known.add(state);
        }
    }

    /** What was recorded and did not come in that order, and how it came; the other one may have seen more. */
    Map<String, String> missingIn(FuelTimeline seen) {
        Map<String, String> missing = new LinkedHashMap<>();
        states.forEach((thing, wanted) -> {
            List<String> came = seen.states.getOrDefault(thing, List.of());
            if (!comes(wanted, came)) {
                missing.put(thing, "went " + came + " instead of " + wanted);
            }
        });
        return missing;
    }

    private static boolean comes(List<String> wanted, List<String> seen) {
        int found = 0;
        for (String state : seen) {
            if (found < wanted.size() && wanted.get(found).equals(state)) {
                found++;
            }
        }
        return found == wanted.size();
    }
}
