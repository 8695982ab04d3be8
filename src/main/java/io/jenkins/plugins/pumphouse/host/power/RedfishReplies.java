package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a reply of a Redfish service says: its body, its words, and whether it says "later" and not "no". */
final class RedfishReplies {

    /** What says "later" and not "no": the web server in front starts or is too busy, or the service itself is. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429, 500, 502, 503, 504);

    /**
     * The same by the names that the Base registry has for it (DSP0266, 8.6; DSP8011), whatever the status is; the last
     * two are HPE's, of a machine that starts or shuts down.
     */
    private static final Set<String> NOT_NOW_MESSAGES = Set.of(
            "ResourceInStandby",
            "ResourceInUse",
            "ResourceNotReady",
            "ServiceInUnknownState",
            "ServiceShuttingDown",
            "ServiceTemporarilyUnavailable",
            "SessionLimitExceeded",
            "UnableToModifyDuringSystemPOST",
            "UnsupportedOperationInSystemPOST");

    /** What a service with as many sessions as it may have says of a further one. */
    private static final String NO_MORE = "CreateLimitReachedForResource";

    /** Services repeat themselves; what is new stands among the first. */
    private static final int SHOWN = 3;

    private RedfishReplies() {}

    static boolean isNotNow(JsonReply reply) {
        return NOT_NOW.contains(reply.status())
                || !reply.isGood() && names(reply).stream().anyMatch(NOT_NOW_MESSAGES::contains);
    }

    /** Whether a login was refused as there are sessions enough. */
    static boolean isWithoutSession(JsonReply reply) {
        return isNotNow(reply) || !reply.isGood() && names(reply).contains(NO_MORE);
    }

    /** The last parts of such as {@code Base.1.8.ServiceTemporarilyUnavailable}. */
    private static List<String> names(JsonReply reply) {
        JsonNode error = body(reply).path("error");
        return Stream.concat(
                        Stream.of(error.path("code").asText("")),
                        messages(error).map(RedfishReplies::id))
                .map(id -> id.substring(id.lastIndexOf('.') + 1))
                .toList();
    }

    private static Stream<JsonNode> messages(JsonNode error) {
        return StreamSupport.stream(error.path("@Message.ExtendedInfo").spliterator(), false);
    }

    /** HPE's older services write it another way. */
    private static String id(JsonNode message) {
        return message.path("MessageId").asText(message.path("MessageID").asText(""));
    }

    /** The reply's body; nothing, when it is no JSON. */
    static JsonNode body(JsonReply reply) {
        return reply.json().orElse(MissingNode.getInstance());
    }

    /** The service's own words for what went wrong (DSP0266, 8.6), with the status. */
    static String words(JsonReply reply) {
        JsonNode error = body(reply).path("error");
        String extended = messages(error)
                .map(RedfishReplies::said)
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(SHOWN)
                .collect(Collectors.joining("; "));
        String text = extended.isEmpty() ? error.path("message").asText("") : extended;
        return ("HTTP " + reply.status() + " " + text).strip().replaceAll("\\.$", "");
    }

    /** HPE's services send the name of a message and what belongs into it, and no sentence. */
    private static String said(JsonNode message) {
        String text = message.path("Message").asText("").strip();
        String arguments = StreamSupport.stream(message.path("MessageArgs").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return !text.isEmpty() ? text : (id(message) + " " + arguments).strip();
    }
}
