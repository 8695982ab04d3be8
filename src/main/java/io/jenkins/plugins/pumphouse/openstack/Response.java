package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service's answer to a call that succeeded.
 *
 * @param status the HTTP status, below 400
 * @param json the body; an empty object when there was none
 * @param headers the headers; look-ups ignore case
 * @param of which call it answers
 */
public record Response(int status, ObjectNode json, Map<String, String> headers, CloudException.Details of) {

    /** Copies the headers. */
    public Response {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * The object in the answer's envelope.
     *
     * @param key the name of the envelope, such as {@code server}
     * @throws CloudException.ServiceFault when the answer has none, as that of a proxy
     */
    public ObjectNode object(String key) {
        if (json.path(key) instanceof ObjectNode object) {
            return object;
        }
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        names.remove(key); // null, or no object
        throw odd("without the object \"" + key + "\"" + (names.isEmpty() ? "" : ", with " + names + " instead"));
    }

    /**
     * As {@link #object}, of something that was made or changed and has an id.
     *
     * @throws CloudException.ServiceFault also when it has none
     */
    public ObjectNode identified(String key) {
        ObjectNode object = object(key);
        if (!object.hasNonNull("id") || object.path("id").asText().isEmpty()) {
            throw odd("with a " + key + " that has no id");
        }
        return object;
    }

    /**
     * The id of an object that the answer shows without an envelope, as Glance does.
     *
     * @throws CloudException.ServiceFault when it has none
     */
    public String id() {
        if (!json.hasNonNull("id") || json.path("id").asText().isEmpty()) {
            throw odd("without an id");
        }
        return json.path("id").asText();
    }

    private CloudException.ServiceFault odd(String how) {
        boolean reads = "GET".equals(of.method());
        return new CloudException.ServiceFault(of.cloud() + ": " + of.method() + " " + of.path() + " -> " + StatusText.line(status) + ", but "
                + how + ". Check that the " + of.service() + " service answers there and not a proxy."
                + (reads ? "" : " It may have been done all the same: run again, it is looked for first."), of);
    }

    /** The status only: bodies and headers may hold tokens or passwords. */
    @Override
    public String toString() {
        return "Response[" + status + "]";
    }
}
