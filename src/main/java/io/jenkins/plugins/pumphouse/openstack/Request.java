package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A call of a service. A value: equal calls are equal, which is what lets waiters share a poll.
 *
 * <p>Paths are relative to the service's versioned root ({@code "/servers/detail"}); what callers put into a path goes
 * through {@link #segment}.
 */
public final class Request {
    static final String JSON = "application/json";

    private final String method;
    private final Service service;
    private final String path;
    private final List<String> query;
    private final JsonNode body;
    private final String contentType;
    private final String microversion;
    private final boolean repeatable;

    private Request(
            String method,
            Service service,
            String path,
            List<String> query,
            JsonNode body,
            String contentType,
            String microversion,
            boolean repeatable) {
        this.method = method;
        this.service = service;
        this.path = path;
        this.query = query;
        this.body = body;
        this.contentType = contentType;
        this.microversion = microversion;
        this.repeatable = repeatable;
    }

    private static Request of(String method, Service service, String path, boolean repeatable) {
        return new Request(method, service, path, List.of(), null, null, null, repeatable);
    }

    public static Request get(Service service, String path) {
        return of("GET", service, path, true);
    }

    public static Request post(Service service, String path) {
        return of("POST", service, path, false);
    }

    public static Request put(Service service, String path) {
        return of("PUT", service, path, true);
    }

    public static Request patch(Service service, String path) {
        return of("PATCH", service, path, false);
    }

    public static Request delete(Service service, String path) {
        return of("DELETE", service, path, true);
    }

    /** One part of a path, encoded so that nothing in it (a slash, a question mark) is taken for syntax. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Adds a parameter; may be called again with the same name. */
    public Request query(String name, String value) {
        List<String> longer = new ArrayList<>(query);
        longer.add(segment(name) + '=' + segment(value));
        return new Request(method, service, path, List.copyOf(longer), body, contentType, microversion, repeatable);
    }

    public Request body(JsonNode json) {
        return body(json, JSON);
    }

    /** @param type what the service calls this JSON, e.g. Glance's patch format */
    public Request body(JsonNode json, String type) {
        return new Request(method, service, path, query, json, type, microversion, repeatable);
    }

    /** The highest microversion that the caller understands; the service's own highest is taken where that is lower. */
    public Request microversion(String highestKnown) {
        return new Request(method, service, path, query, body, contentType, highestKnown, repeatable);
    }

    /** Says that doing it twice does no more than doing it once, as it does for all but POST and PATCH anyway. */
    public Request repeatable() {
        return new Request(method, service, path, query, body, contentType, microversion, true);
    }

    String method() {
        return method;
    }

    Service service() {
        return service;
    }

    String path() {
        return path;
    }

    /** The path with its parameters. */
    String pathAndQuery() {
        return query.isEmpty() ? path : path + (path.indexOf('?') < 0 ? '?' : '&') + String.join("&", query);
    }

    JsonNode json() {
        return body;
    }

    String contentType() {
        return contentType;
    }

    String microversion() {
        return microversion;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Request that
                && method.equals(that.method)
                && service == that.service
                && pathAndQuery().equals(that.pathAndQuery())
                && Objects.equals(body, that.body)
                && Objects.equals(contentType, that.contentType)
                && Objects.equals(microversion, that.microversion)
                && repeatable == that.repeatable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, service, pathAndQuery(), microversion);
    }

    /** Without the body, which may hold a secret. */
    @Override
    public String toString() {
        return method + " " + pathAndQuery();
    }
}
