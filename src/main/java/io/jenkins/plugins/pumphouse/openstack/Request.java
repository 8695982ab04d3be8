package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One call to a service; an immutable value, each method returns a new one. Equal calls are equal, so that those who
 * wait for the same list can share a poll. Paths are relative to the versioned root of the service
 * ({@code /servers/detail}, {@code /images}, {@code /security-groups}).
 */
public final class Request {

    private static final String JSON = "application/json";

    private final Service service;
    private final String method;
    private final String path;
    private final String query;
    private final Content content;
    private final Terms terms;

    /** What is sent; both null when nothing is. */
    private record Content(JsonNode body, String type) {
        private static final Content NONE = new Content(null, null);
    }

    /**
     * How the service is to take it.
     *
     * @param microversion the highest that is understood; null when the call does not care
     */
    private record Terms(String microversion, boolean repeatable, boolean ofAllProjects) {}

    private Request(Service service, String method, String path, String query, Content content, Terms terms) {
        this.service = Objects.requireNonNull(service, "service");
        this.method = method;
        this.path = Objects.requireNonNull(path, "path");
        this.query = query;
        this.content = content;
        this.terms = terms;
    }

    private static Request of(Service service, String method, String path, boolean repeatable) {
        if (!path.startsWith("/") || path.indexOf('?') >= 0 || path.indexOf(' ') >= 0) {
            throw new IllegalArgumentException(
                    "A path starts with / and has no query or blanks (see query, segment): " + path);
        }
        return new Request(service, method, path, "", Content.NONE, new Terms(null, repeatable, false));
    }

    public static Request get(Service service, String path) {
        return of(service, "GET", path, true);
    }

    /** Not repeated after an error that leaves open whether the service did it; see {@link #repeatable()}. */
    public static Request post(Service service, String path) {
        return of(service, "POST", path, false);
    }

    public static Request put(Service service, String path) {
        return of(service, "PUT", path, true);
    }

    /**
     * Not repeated after an error that leaves open whether the service did it: a JSON patch adds twice when sent twice.
     */
    public static Request patch(Service service, String path) {
        return of(service, "PATCH", path, false);
    }

    public static Request delete(Service service, String path) {
        return of(service, "DELETE", path, true);
    }

    /** The read of what this is about: the same path and microversion. */
    Request reading() {
        return new Request(
                service, "GET", path, query, Content.NONE, new Terms(terms.microversion, true, terms.ofAllProjects));
    }

    /** Encodes a name or id for use as one segment of a path. */
    public static String segment(String value) {
        // Dots are left alone by URLEncoder, but a segment of only dots would climb the path.
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("Not a name or id: \"" + value + "\"");
        }
        return encode(value);
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Adds a query parameter; the same name may be given several times. */
    public Request query(String name, String value) {
        return withQuery((query.isEmpty() ? "" : query + "&") + encode(name) + "=" + encode(value));
    }

    /** Replaces the whole query by an encoded one. */
    Request withQuery(String encoded) {
        return new Request(service, method, path, encoded, content, terms);
    }

    public Request body(JsonNode json) {
        return body(json, JSON);
    }

    /**
     * For the services that want another type, such as Glance's {@code application/openstack-images-v2.1-json-patch}.
     */
    public Request body(JsonNode json, String type) {
        return new Request(service, method, path, query, new Content(json, type), terms);
    }

    /**
     * Asks for the given microversion, or the service's newest when that is older; nothing is asked of a service
     * without any.
     *
     * @param highestKnown for example {@code 2.90}
     */
    public Request microversion(String highestKnown) {
        return on(new Terms(highestKnown, terms.repeatable, terms.ofAllProjects));
    }

    /** Asks for the objects of all projects where a service wants that said in a header (Designate). */
    public Request ofAllProjects() {
        return on(new Terms(terms.microversion, terms.repeatable, true));
    }

    /**
     * States that sending this twice does no more than sending it once, so that it may be repeated after any passing
     * error.
     */
    public Request repeatable() {
        return on(new Terms(terms.microversion, true, terms.ofAllProjects));
    }

    /**
     * States that sending this twice is not the same as once, although its method says so (Neutron's
     * {@code add_router_interface}).
     */
    public Request once() {
        return on(new Terms(terms.microversion, false, terms.ofAllProjects));
    }

    private Request on(Terms others) {
        return new Request(service, method, path, query, content, others);
    }

    public Service service() {
        return service;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** Encoded, empty when there is none. */
    String query() {
        return query;
    }

    /** All query parameters. */
    public Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters
                        .computeIfAbsent(decode(parameter.substring(0, equals)), name -> new ArrayList<>())
                        .add(decode(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Null when there is none; may hold a password. */
    public JsonNode body() {
        return content.body;
    }

    /** Null without a body. */
    String contentType() {
        return content.type;
    }

    /** Null when the call does not care. */
    String microversion() {
        return terms.microversion;
    }

    boolean isOfAllProjects() {
        return terms.ofAllProjects;
    }

    boolean isRepeatable() {
        return terms.repeatable;
    }

    boolean changes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    /** Method and path, for messages that name the service elsewhere. */
    String call() {
        return method + " " + path;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Request that
                && service == that.service
                && method.equals(that.method)
                && path.equals(that.path)
                && query.equals(that.query)
                && content.equals(that.content)
                && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(service, method, path, query, terms);
    }

    /** Method, service and path; never the body, which may hold a password. */
    @Override
    public String toString() {
        return method + " " + service + " " + path;
    }
}
