package io.jenkins.plugins.pumphouse.migration.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reading and making the JSON that the services speak. */
public final class Json {
    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@code {name: value}}: the envelope of nearly every request. */
    public static ObjectNode object(String name, JsonNode value) {
        ObjectNode node = object();
        node.set(name, value);
        return node;
    }

    public static ArrayNode array(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** A field as text; null when it is absent or JSON null. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** The elements of an array of texts; empty when the field is absent. */
    public static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        node.path(field).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /**
     * The elements of an array of objects; empty when the field is absent.
     *
     * @throws MigrationException when an element is something else, which is no answer of OpenStack
     */
    public static List<ObjectNode> objects(JsonNode node, String field) {
        List<ObjectNode> objects = new ArrayList<>();
        node.path(field).forEach(element -> objects.add(asObject(element, field)));
        return objects;
    }

    /**
     * An object within another.
     *
     * @throws MigrationException when there is none, which is no answer of OpenStack
     */
    public static ObjectNode object(JsonNode node, String field) {
        return asObject(node.path(field), field);
    }

    private static ObjectNode asObject(JsonNode value, String field) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new MigrationException(
                "A service answered with \"" + field + "\" that is " + (value.isMissingNode() ? "missing" : "no object")
                        + ". Check that the service answers at this address and not a proxy.");
    }

    /** How a value stands in a message: texts bare, nothing as {@code nothing}, the rest as JSON. */
    public static String shown(JsonNode value) {
        if (value == null || value.isMissingNode() || value.isNull()) {
            return "nothing";
        }
        return value.isTextual() ? (value.asText().isEmpty() ? "\"\"" : value.asText()) : value.toString();
    }
}
