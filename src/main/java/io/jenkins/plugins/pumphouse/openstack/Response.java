package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service's answer to a call that succeeded.
 *
 * @param status the HTTP status, below 400
 * @param json the body; an empty object when there was none
 * @param headers the headers; look-ups ignore case
 */
public record Response(int status, ObjectNode json, Map<String, String> headers) {

    /** Copies the headers. */
    public Response {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /** The status only: bodies and headers may hold tokens or passwords. */
    @Override
    public String toString() {
        return "Response[" + status + "]";
    }
}
