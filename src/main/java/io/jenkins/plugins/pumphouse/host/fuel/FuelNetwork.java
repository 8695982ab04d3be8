package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A network of an environment, which its nodes' interfaces carry.
 *
 * @param id its number
 * @param name {@code fuelweb_admin}, {@code public}, {@code management}, {@code storage}, {@code private} ...; unique
 *     within a node group
 * @param group the node group that it belongs to; null when it is there for all
 */
public record FuelNetwork(int id, String name, Integer group) {

    static FuelNetwork of(JsonNode json) {
        return new FuelNetwork(
                json.path("id").asInt(),
                json.path("name").asText(),
                json.path("group_id").isNumber() ? json.path("group_id").asInt() : null);
    }
}
