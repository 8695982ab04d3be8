package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A part of a JSON schema (draft 7), made of the readers' own declarations. Editors complete and check a file by it; it
 * refuses nothing that the readers take.
 *
 * @param words in the order in which they are written
 */
public record Schema(Map<String, Object> words) {

    /** Anything. */
    public static final Schema ANY = new Schema(Map.of());

    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    public Schema {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    /** The whole of a file. */
    public Schema titled(String title) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("$schema", "http://json-schema.org/draft-07/schema#");
        all.put("title", title);
        all.putAll(words);
        return new Schema(all);
    }

    /** One value in one line, whatever type YAML gives it. */
    public static Schema scalar(String allowed) {
        return new Schema(Map.of("type", SCALARS)).described(allowed);
    }

    public static Schema number(String allowed, int least, int most) {
        return new Schema(Map.of("type", List.of("integer", "string")))
                .with("minimum", least)
                .with("maximum", most)
                .described(allowed);
    }

    /** One of these words; those that are numbers or flags also without quotes. */
    public static Schema words(String allowed, Stream<String> each) {
        List<Object> all = new ArrayList<>();
        each.distinct().forEach(word -> {
            all.add(word);
            if (word.matches("\\d{1,9}")) {
                all.add(Integer.valueOf(word));
            } else if (word.equals("true") || word.equals("false")) {
                all.add(Boolean.valueOf(word));
            }
        });
        return new Schema(Map.of("enum", all)).described(allowed);
    }

    public static Schema map(Map<String, Schema> keys, List<String> required) {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.forEach((name, schema) -> properties.put(name, schema.orNothing().words));
        Schema map = new Schema(Map.of("type", "object")).with("properties", properties);
        // A merge key brings keys that another map has.
        return (required.isEmpty() ? map : map.with("required", required))
                .with("patternProperties", Map.of("^<<$", Map.of()))
                .with("additionalProperties", false);
    }

    /** A map whose keys the operator chooses. */
    public static Schema entries(Schema value) {
        return new Schema(Map.of("type", "object")).with("additionalProperties", value.words);
    }

    public static Schema list(Schema item) {
        return new Schema(Map.of("type", "array")).with("items", item.words);
    }

    public static Schema anyOf(Schema... ways) {
        return new Schema(Map.of("anyOf", Stream.of(ways).map(Schema::words).toList()));
    }

    public Schema described(String what) {
        return with("description", what);
    }

    public Schema with(String word, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(words);
        more.put(word, value);
        return new Schema(more);
    }

    /** A key without a value counts as not written. */
    private Schema orNothing() {
        if (words.get("enum") instanceof List<?> values) {
            return with("enum", and(values, null));
        }
        if (words.containsKey("type")) {
            Object type = words.get("type");
            return with("type", and(type instanceof List<?> types ? types : List.of(type), "null"));
        }
        return words.get("anyOf") instanceof List<?> ways ? with("anyOf", and(ways, Map.of("type", "null"))) : this;
    }

    private static List<Object> and(List<?> all, Object more) {
        List<Object> longer = new ArrayList<>(all);
        longer.add(more);
        return longer;
    }
}
