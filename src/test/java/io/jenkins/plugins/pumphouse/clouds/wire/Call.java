package io.jenkins.plugins.pumphouse.clouds.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request as a service sees it.
 *
 * @param method the HTTP method
 * @param path the decoded path from the service's root
 * @param rawQuery the query as sent, null without one
 * @param query the decoded parameters in the order sent
 * @param headers the headers, names in lower case
 * @param caller who asks, null on routes that need no token
 * @param segments the values of the route's {@code {name}} segments
 * @param json the body, JSON's missing node without one
 * @param stream the body of a route that streams, null on all others
 */
public record Call(
        String method,
        String path,
        String rawQuery,
        Map<String, List<String>> query,
        Map<String, String> headers,
        TokenHolder caller,
        Map<String, String> segments,
        JsonNode json,
        InputStream stream) {
    public String segment(String name) {
        return segments.get(name);
    }

    /** The first value of a query parameter, null where it is absent. */
    public String query(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.get(0);
    }

    /** All values of a query parameter, empty where it is absent. */
    public List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** Whether a parameter is given as a true value (True, true, 1, or nothing after its name). */
    public boolean flag(String name) {
        String value = query(name);
        return value != null && List.of("", "1", "true", "t", "yes", "on").contains(value.toLowerCase(Locale.ROOT));
    }

    /** A header's value, null where it is absent. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The object under a key of the body; {@link Refused} 400 where there is none. */
    public ObjectNode entity(String key) {
        if (json.get(key) instanceof ObjectNode entity) {
            return entity;
        }
        throw Refused.badRequest("Invalid input for field/attribute " + key + ": it is a required property");
    }

    Call with(JsonNode body) {
        return new Call(method, path, rawQuery, query, headers, caller, segments, body, stream);
    }

    Call from(TokenHolder who, Map<String, String> routed) {
        return new Call(method, path, rawQuery, query, headers, who, routed, json, stream);
    }
}
