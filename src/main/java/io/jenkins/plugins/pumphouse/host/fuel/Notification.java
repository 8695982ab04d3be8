package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Fuel told its operator. The reason of a node's error is written in the notification and in the task, and nowhere
 * in the node.
 *
 * @param id its number; a later notification has a larger one
 * @param topic {@code discover}, {@code done}, {@code error}, {@code warning}, {@code release}
 * @param node null when it is about none
 * @param message Fuel's words
 */
public record Notification(int id, String topic, Integer node, String message) {

    static Notification of(JsonNode json) {
        return new Notification(
                json.path("id").asInt(),
                json.path("topic").asText(),
                json.path("node_id").isNumber() ? json.path("node_id").asInt() : null,
                json.path("message").asText().strip());
    }
}
