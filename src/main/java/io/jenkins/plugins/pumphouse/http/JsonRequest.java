package io.jenkins.plugins.pumphouse.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call.
 *
 * @param method the HTTP method
 * @param uri where to, with the query
 * @param headers further headers by name; may hold secrets, so {@link #toString} leaves them out
 * @param body what to send; null sends none
 * @param repeatable whether sending it twice does no more than sending it once
 */
public record JsonRequest(String method, URI uri, Map<String, String> headers, JsonNode body, boolean repeatable) {

    /** A read; repeatable. */
    public static JsonRequest get(URI uri) {
        return new JsonRequest("GET", uri, Map.of(), null, true);
    }

    /** A call that changes something; sent once unless {@link #asRepeatable()}. */
    public static JsonRequest of(String method, URI uri, JsonNode body) {
        return new JsonRequest(method, uri, Map.of(), body, method.equals("GET"));
    }

    /** The same call with one more header. */
    public JsonRequest header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new JsonRequest(method, uri, more, body, repeatable);
    }

    /** The same call, which may be sent again when it is unknown whether it was carried out. */
    public JsonRequest asRepeatable() {
        return new JsonRequest(method, uri, headers, body, true);
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Method and address without query, which may hold more than a log should show. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
