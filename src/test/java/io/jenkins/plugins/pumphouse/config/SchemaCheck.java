package io.jenkins.plugins.pumphouse.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Checks a value by those words of JSON schema that ours uses. */
final class SchemaCheck {
    private final List<String> mistakes = new ArrayList<>();

    private SchemaCheck() {}

    static List<String> mistakes(JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck();
        check.check(schema, value, "");
        return check.mistakes;
    }

    private void check(JsonNode schema, JsonNode value, String where) {
        if (schema.has("anyOf")) {
            anyOf(schema.path("anyOf"), value, where);
            return;
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            mistakes.add(where + " is none of " + schema.path("enum"));
        }
        if (schema.has("type") && !isOf(schema.path("type"), value)) {
            mistakes.add(where + " is no " + schema.path("type"));
            return;
        }
        if (value.isNumber() && schema.has("maximum")) {
            int number = value.asInt();
            if (number < schema.path("minimum").asInt()
                    || number > schema.path("maximum").asInt()) {
                mistakes.add(where + " is out of bounds");
            }
        }
        if (value.isObject()) {
            object(schema, value, where);
        } else if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), where + "/" + i);
            }
        }
    }

    /** With the mistakes of the way that comes closest. */
    private void anyOf(JsonNode ways, JsonNode value, String where) {
        List<String> fewest = null;
        for (JsonNode way : ways) {
            SchemaCheck one = new SchemaCheck();
            one.check(way, value, where);
            boolean type = one.mistakes.stream().anyMatch(mistake -> mistake.startsWith(where + " is no "));
            if (one.mistakes.isEmpty()) {
                return;
            }
            if (fewest == null || !type) {
                fewest = one.mistakes;
            }
        }
        mistakes.addAll(fewest);
    }

    private void object(JsonNode schema, JsonNode value, String where) {
        schema.path("required").forEach(key -> {
            if (!value.has(key.asText())) {
                mistakes.add(where + " lacks " + key.asText());
            }
        });
        value.fields().forEachRemaining(entry -> {
            JsonNode known = schema.path("properties").path(entry.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!known.isMissingNode()) {
                check(known, entry.getValue(), where + "/" + entry.getKey());
            } else if (others.isObject()) {
                check(others, entry.getValue(), where + "/" + entry.getKey());
            } else if (others.isBoolean() && !others.asBoolean()) {
                mistakes.add(where + "/" + entry.getKey() + " is unknown");
            }
        });
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode item : list) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(JsonNode types, JsonNode value) {
        for (JsonNode type : types.isArray() ? types : List.of(types)) {
            boolean fits = switch (type.asText()) {
                case "string" -> value.isTextual();
                case "integer" -> value.isIntegralNumber();
                case "number" -> value.isNumber();
                case "boolean" -> value.isBoolean();
                case "object" -> value.isObject();
                case "array" -> value.isArray();
                default -> value.isNull();
            };
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
