package io.jenkins.plugins.pumphouse.clouds.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;

/** JSON written down as it reads: {@code object("name", "web", "size", 3)}. */
public final class WireJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectMapper QUOTED =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private WireJson() {}

    /** An object as its text says, in single or double quotes: {@code {'name': 'web'}}. */
    public static ObjectNode json(String text) {
        return (ObjectNode) value(text);
    }

    /** An object of the fields in a text without the braces around them, see {@link #json}. */
    public static ObjectNode fields(String text) {
        return json('{' + text + '}');
    }

    /** Any value as its text says, see {@link #json}. */
    public static JsonNode value(String text) {
        try {
            return QUOTED.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** An object of alternating keys and values; a value may be null, a scalar, a collection, a map or a node. */
    public static ObjectNode object(Object... keysAndValues) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.set((String) keysAndValues[i], node(keysAndValues[i + 1]));
        }
        return object;
    }

    /** An array of the given values, see {@link #object}. */
    public static ArrayNode array(Object... values) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Object value : values) {
            array.add(node(value));
        }
        return array;
    }

    /** An array of the given nodes. */
    public static ArrayNode arrayOf(Iterable<? extends JsonNode> nodes) {
        ArrayNode array = MAPPER.createArrayNode();
        nodes.forEach(array::add);
        return array;
    }

    /** Any plain value as a node; null becomes JSON's null. */
    public static JsonNode node(Object value) {
        if (value instanceof JsonNode node) {
            return node;
        }
        // Most values are texts, which the mapper would write down and read again.
        return value instanceof String text ? TextNode.valueOf(text) : MAPPER.valueToTree(value);
    }

    /** Parses a text; throws {@link Refused} 400 in the words of the services for a text that is not JSON. */
    public static JsonNode parse(byte[] text) {
        try {
            return MAPPER.readTree(new String(text, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw Refused.badRequest("Malformed request body");
        }
    }

    /** The text of a field, null where it is absent or JSON's null. */
    public static String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** Whether a field is there and not JSON's null. */
    public static boolean has(JsonNode object, String field) {
        return object.hasNonNull(field);
    }

    /** The bytes of a node as a service sends them. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
