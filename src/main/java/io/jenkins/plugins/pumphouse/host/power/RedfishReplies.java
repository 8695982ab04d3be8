package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import java.util.Set;

/** What a reply of a Redfish service says: its body, its words, and whether it says "later" and not "no". */
final class RedfishReplies {

    /** What says "later" and not "no": the web server in front starts or is too busy, or the service itself is. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429, 500, 502, 503, 504);

    /** The same by the names that the Base registry has for it (DSP0266, 8.6; DSP8011), whatever the status is. */
    private static final Set<String> NOT_NOW_MESSAGES = Set.of(
            "ResourceInStandby",
            "ResourceInUse",
            "ResourceNotReady",
            "ServiceInUnknownState",
            "ServiceShuttingDown",
            "ServiceTemporarilyUnavailable",
            "SessionLimitExceeded");

    private RedfishReplies() {}

    static boolean isNotNow(JsonReply reply) {
        return NOT_NOW.contains(reply.status())
                || !reply.isGood()
                        && NOT_NOW_MESSAGES.contains(message(body(reply).path("error")));
    }

    /** The last part of {@code Base.1.8.ServiceTemporarilyUnavailable}; empty without a message. */
    private static String message(JsonNode error) {
        String extended =
                error.path("@Message.ExtendedInfo").path(0).path("MessageId").asText("");
        String id = extended.isEmpty() ? error.path("code").asText("") : extended;
        return id.substring(id.lastIndexOf('.') + 1);
    }

    /** The reply's body; nothing, when it is no JSON. */
    static JsonNode body(JsonReply reply) {
        return reply.json().orElse(MissingNode.getInstance());
    }

    /** The service's own words for what went wrong (DSP0266, 8.6), with the status. */
    static String words(JsonReply reply) {
        JsonNode error = body(reply).path("error");
        String extended =
                error.path("@Message.ExtendedInfo").path(0).path("Message").asText("");
        String text = extended.isEmpty() ? error.path("message").asText("") : extended;
        return ("HTTP " + reply.status() + " " + text).strip().replaceAll("\\.$", "");
    }
}
