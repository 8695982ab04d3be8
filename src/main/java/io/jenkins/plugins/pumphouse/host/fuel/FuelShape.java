package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer must have to be believed: those fields that every version of Fuel sends, and that decisions are made
 * of. Fuel's own answers always have them; those of a proxy, or of a master that is being upgraded, may not.
 *
 * @param numbers names of fields that are numbers
 * @param texts names of fields that are texts
 * @param lists names of fields that are lists of objects, each with its own shape
 */
record FuelShape(List<String> numbers, List<String> texts, Map<String, FuelShape> lists) {
    static final FuelShape ANY = new FuelShape(List.of(), List.of(), Map.of());
    static final FuelShape NAMED = new FuelShape(List.of(), List.of("name"), Map.of());
    static final FuelShape NUMBERED = new FuelShape(List.of("id"), List.of(), Map.of());
    static final FuelShape NUMBERED_AND_NAMED = new FuelShape(List.of("id"), List.of("name"), Map.of());
    static final FuelShape ENVIRONMENT =
            new FuelShape(List.of("id", "release_id"), List.of("name", "status"), Map.of());
    static final FuelShape NODE = new FuelShape(List.of("id"), List.of("status"), Map.of());
    static final FuelShape TASK = new FuelShape(List.of("id"), List.of("name", "status"), Map.of());
    static final FuelShape NETWORKS = new FuelShape(List.of(), List.of(), Map.of("networks", NUMBERED_AND_NAMED));
    static final FuelShape DISK = new FuelShape(
            List.of("size"),
            List.of("id"),
            Map.of("volumes", new FuelShape(List.of("size"), List.of("name"), Map.of())));
    static final FuelShape INTERFACE = new FuelShape(List.of(), List.of("name"), Map.of("assigned_networks", NAMED));

    /** What the whole answer lacks, as the end of a sentence about it; empty if it is of this shape. */
    Optional<String> lackOf(JsonNode answer) {
        return lack(answer).map(lack -> "it " + lack);
    }

    /** What an answer lacks to be a list of this shape. */
    Optional<String> lackOfList(JsonNode answer) {
        return answer.isArray() ? lackOfEntries(answer).map(lack -> "its " + lack) : Optional.of("it is no list");
    }

    private Optional<String> lackOfEntries(JsonNode list) {
        int number = 0;
        for (JsonNode entry : list) {
            number++;
            Optional<String> lack = lack(entry);
            if (lack.isPresent()) {
                return Optional.of("entry " + number + ' ' + lack.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> lack(JsonNode json) {
        if (!json.isObject()) {
            return Optional.of("is no object");
        }
        for (String field : numbers) {
            if (!json.path(field).isNumber()) {
                return Optional.of("has no number \"" + field + '"');
            }
        }
        for (String field : texts) {
            if (!json.path(field).isTextual()) {
                return Optional.of("has no text \"" + field + '"');
            }
        }
        for (Map.Entry<String, FuelShape> list : lists.entrySet()) {
            JsonNode entries = json.path(list.getKey());
            if (!entries.isArray()) {
                return Optional.of("has no list \"" + list.getKey() + '"');
            }
            Optional<String> lack = list.getValue().lackOfEntries(entries);
            if (lack.isPresent()) {
                return Optional.of(
                        "has in \"" + list.getKey() + "\" an " + lack.get().replaceFirst("^(entry \\d+) ", "$1 that "));
            }
        }
        return Optional.empty();
    }
}
