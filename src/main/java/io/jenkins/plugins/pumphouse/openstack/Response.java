package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A service's answer to a call that succeeded. */
public final class Response {
    /** Fields of an odd answer that a message names. */
    private static final int SHOWN = 4;

    private final CloudException.Details of;
    private final int status;
    private final CloudReply.Body body;
    private final Map<String, String> headers;

    /** @param of which call it answers, with what is to be said of it if the answer is not understood */
    Response(int status, CloudReply.Body body, Map<String, String> headers, CloudException.Details of) {
        this.of = of;
        this.status = status;
        this.body = body;
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        this.headers = Collections.unmodifiableMap(copy);
    }

    /**
     * What something else answered for a service.
     *
     * @throws CloudException.NotFound where it found nothing
     */
    static Response of(String cloud, Request request, Optional<ObjectNode> body) {
        CloudException.Details of = CloudException.Details.of(cloud, request, body.isPresent() ? 200 : 404);
        return new Response(
                of.status(),
                new CloudReply.Body(
                        body.orElseThrow(() -> new CloudException.NotFound(
                                cloud + ": " + request.call() + " -> 404: nova-network has no such thing.", of)),
                        0),
                Map.of(),
                of);
    }

    /** The HTTP status, below 300. */
    public int status() {
        return status;
    }

    /** The body; an empty object when there was none. */
    public ObjectNode json() {
        return body.json();
    }

    /** The headers; look-ups ignore case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** About how many bytes the body takes in memory. */
    long memory() {
        return body.memory();
    }

    /**
     * The object in the answer's envelope.
     *
     * @param key the name of the envelope, such as {@code server}
     * @throws CloudException.ServiceFault when the answer has none, as that of a proxy
     *     ({@link CloudException#mayHaveBeenDone} when it answers a call that changes something)
     */
    public ObjectNode object(String key) {
        if (json().path(key) instanceof ObjectNode object) {
            return object;
        }
        throw odd("without the object \"" + key + "\"" + instead(key));
    }

    /**
     * As {@link #object}, of which a field has to be of a certain shape.
     *
     * @param isOfShape by value
     * @param what fields are of that shape
     * @throws CloudException see {@link #object}; also when none is of that shape
     */
    public ObjectNode object(String key, Predicate<JsonNode> isOfShape, String what) {
        ObjectNode object = object(key);
        if (object.properties().stream().noneMatch(field -> isOfShape.test(field.getValue()))) {
            throw odd("without " + what + " in \"" + key + "\"" + shown(object));
        }
        return object;
    }

    /**
     * The list of objects in the answer's envelope, where it has no pages.
     *
     * @throws CloudException see {@link #object}
     */
    public List<ObjectNode> objects(String key) {
        JsonNode list = json().path(key);
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode each : list) {
            if (each instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        if (!list.isArray() || objects.size() < list.size()) {
            throw odd("without the list of objects \"" + key + "\"" + instead(key));
        }
        return objects;
    }

    /**
     * As {@link #object}, of something that was made or changed and has an id.
     *
     * @throws CloudException see {@link #object}; also when it has none
     */
    public ObjectNode identified(String key) {
        return identified(key, "id");
    }

    /**
     * As {@link #identified(String)}, by which else it is known.
     *
     * @param name a field that every such object has, such as {@code floating_ip_address}
     * @throws CloudException see {@link #object}; also when it has no id, or not that field, or is called by something
     *     that is no text
     */
    public ObjectNode identified(String key, String name) {
        ObjectNode object = object(key);
        for (String field : List.of("id", name)) {
            if (!object.hasNonNull(field) || object.path(field).asText().isEmpty()) {
                throw odd("with a " + key + " that has no " + field);
            }
        }
        if (isOddlyCalled(of.service(), object)) {
            throw odd("with a " + key + " whose id or name is no text");
        }
        return object;
    }

    /**
     * Whether an object's id or name is no text. Mistaken for another object, it would be created a second time. Nova
     * alone has numbers for ids: those of hypervisors and services.
     */
    static boolean isOddlyCalled(Service service, ObjectNode object) {
        return isOddText(object.path("name")) || service != Service.COMPUTE && isOddText(object.path("id"));
    }

    private static boolean isOddText(JsonNode field) {
        return !field.isMissingNode() && !field.isNull() && !field.isTextual();
    }

    /**
     * The id of an object that the answer shows without an envelope, as Glance does.
     *
     * @throws CloudException see {@link #object}; also when it has none
     */
    public String id() {
        if (!json().hasNonNull("id") || json().path("id").asText().isEmpty()) {
            throw odd("without an id");
        }
        return json().path("id").asText();
    }

    /** {@code ", where cores is null, ram is null"}, some of the fields. */
    private static String shown(ObjectNode object) {
        return object.isEmpty()
                ? ", which is empty"
                : object.properties().stream()
                        .limit(SHOWN)
                        .map(field -> field.getKey() + " is " + field.getValue())
                        .collect(Collectors.joining(", ", ", where ", ""));
    }

    private String instead(String key) {
        List<String> names = new ArrayList<>();
        json().fieldNames().forEachRemaining(names::add);
        names.remove(key); // null, or of another kind
        return names.isEmpty() ? "" : ", with " + names + " instead";
    }

    private CloudException odd(String how) {
        boolean reads = "GET".equals(of.method());
        String message = of.cloud() + ": " + of.method() + " " + of.path() + " -> " + StatusText.line(status) + ", but "
                + how + ". Check that the "
                + of.service() + " service answers at this address and not a proxy."
                + (reads ? "" : " It may have been carried out anyway. Run again: Pumphouse looks for it first.");
        return new CloudException.ServiceFault(message, reads ? of : of.maybeDone());
    }

    /** The status only: bodies and headers may hold tokens or passwords. */
    @Override
    public String toString() {
        return "Response[" + status + "]";
    }
}
