package io.jenkins.plugins.pumphouse.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to a service.
 *
 * @param method the HTTP method
 * @param uri where to, with the query
 * @param headers further headers by name; may hold secrets, so {@link #toString} leaves them out
 * @param body JSON to send; null sends none
 * @param repeatable whether sending it twice does no more than sending it once
 * @param addressSource where the address was written, for advice; null means that of the {@link HttpAccess}
 */
public record HttpCall(
        String method, URI uri, Map<String, String> headers, JsonNode body, boolean repeatable, String addressSource) {

    /** A read; repeatable. */
    public static HttpCall get(URI uri) {
        return of("GET", uri, null);
    }

    /** A call that changes something; sent once unless {@link #asRepeatable()}. */
    public static HttpCall of(String method, URI uri, JsonNode body) {
        return new HttpCall(method, uri, Map.of(), body, method.equals("GET"), null);
    }

    /** The same call with one more header. */
    public HttpCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, uri, more, body, repeatable, addressSource);
    }

    /** The same call, which may be sent again when it is unknown whether it was carried out. */
    public HttpCall asRepeatable() {
        return new HttpCall(method, uri, headers, body, true, addressSource);
    }

    /** Those that every request has, and its own, which come first. */
    Map<String, String> allHeaders() {
        Map<String, String> all = new LinkedHashMap<>(Map.of("Accept", "application/json", "User-Agent", "pumphouse"));
        all.putAll(headers);
        return all;
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
