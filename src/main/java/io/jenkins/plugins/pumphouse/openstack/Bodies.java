package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.StatusText;
import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the bodies of answers that are kept as a whole. */
final class Bodies {

    // A page of a list is at most some megabytes; what is larger is not an answer of OpenStack.
    private static final int MAX_JSON = 256 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    /** The first bytes of a body; the rest is left. */
    static byte[] upTo(int max, Reply reply) {
        try {
            return reply.getInputStream().readNBytes(max);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The JSON object of an answer, empty when there is no body.
     *
     * @throws CloudException.ServiceFault when a read got something else: a log-in page, a proxy's page, half an object
     */
    static ObjectNode object(CloudAccess access, Target target, Reply reply) {
        byte[] body = upTo(MAX_JSON, reply);
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json instanceof ObjectNode object) {
                return object;
            }
            if (json.isMissingNode()) {
                return JSON.createObjectNode();
            }
        } catch (JsonProcessingException e) {
            // The parser's words are about characters and would quote the body; what the answer is instead says more.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (target.changes()) {
            // Some writes answer with a line of text or HTML beside their 202.
            return JSON.createObjectNode();
        }
        throw new CloudException.ServiceFault(
                access.name() + ": GET " + reply.uri() + " -> " + StatusText.line(reply.getStatus()) + ", but with "
                        + (reply.getContentType() == null ? "something" : reply.getContentType())
                        + " that is not a JSON object. Check that this is the address of the " + target.service()
                        + " service and not of a web page or a proxy.",
                new Details(access.name(), target.service(), target.method(), target.path(), reply.getStatus(), "", null));
    }
}
