package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Nodes of an environment that share networks: a rack.
 *
 * @param id its number
 * @param name unique within the environment
 */
public record NodeGroup(int id, String name) {

    static NodeGroup of(JsonNode json) {
        return new NodeGroup(json.path("id").asInt(), json.path("name").asText());
    }
}
