package io.jenkins.plugins.pumphouse.migration.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When two values of a field mean the same to OpenStack. Absent, null and an empty text, list or object are equal.
 * Arrays are sets, as none of these services gives an order a meaning. {@code "2"} equals 2 and {@code "True"} equals
 * true, because old releases send numbers and booleans as text.
 */
public final class Equality {
    private Equality() {}

    public static boolean same(JsonNode a, JsonNode b) {
        if (nothing(a) || nothing(b)) {
            return nothing(a) && nothing(b);
        }
        if (a.isArray() && b.isArray()) {
            return sameElements(a, b);
        }
        if (a.isObject() && b.isObject()) {
            for (var field : a.properties()) {
                if (!same(field.getValue(), b.path(field.getKey()))) {
                    return false;
                }
            }
            return b.properties().stream().allMatch(f -> a.has(f.getKey()) || nothing(f.getValue()));
        }
        return a.isValueNode() && b.isValueNode() && text(a).equals(text(b));
    }

    private static boolean sameElements(JsonNode a, JsonNode b) {
        List<JsonNode> left = new ArrayList<>();
        b.forEach(left::add);
        for (JsonNode element : a) {
            int at = 0;
            while (at < left.size() && !same(element, left.get(at))) {
                at++;
            }
            if (at == left.size()) {
                return false;
            }
            left.remove(at);
        }
        return left.isEmpty();
    }

    /** Whether a value says nothing: absent, null, or an empty text, list or object. */
    public static boolean nothing(JsonNode node) {
        return node == null
                || node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.asText().isEmpty())
                || (node.isContainerNode() && node.isEmpty());
    }

    private static String text(JsonNode value) {
        String text = value.asText();
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? text.toLowerCase(Locale.ROOT) : text;
    }
}
