package io.jenkins.plugins.pumphouse.migration.loadbalancer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import java.util.Optional;

/**
 * A part of a load balancer as one of the objects in its field {@code parts}.
 *
 * @param sort what it is
 * @param id on its cloud
 * @param parent id of what it belongs to: a pool, a listener, a policy or the load balancer
 * @param json as Octavia shows it
 */
record Part(PartSort sort, String id, String parent, ObjectNode json) {
    /** The field of a load balancer's JSON that holds its parts, which no service shows together. */
    static final String FIELD = "parts";

    static Part of(JsonNode node) {
        return new Part(
                PartSort.valueOf(Json.text(node, "sort")),
                Json.text(node.path("json"), "id"),
                Json.text(node, "parent"),
                Json.object(node, "json"));
    }

    ObjectNode node() {
        return Json.object().put("sort", sort.name()).put("parent", parent).set("json", json);
    }

    /** What a part of the target says of its origin. */
    Optional<Mark> mark() {
        return Marking.TAG.of(json);
    }

    /** {@code "listener web"}, {@code "member 10.1.0.31:80"}. */
    String label() {
        String name = Json.text(json, "name");
        String address = Json.text(json, "address");
        String port = Json.text(json, "protocol_port");
        if (name != null && !name.isEmpty()) {
            return sort.single + ' ' + name;
        }
        if (address != null) {
            return sort.single + ' ' + address + ':' + port;
        }
        return sort.single + ' ' + (port == null ? id : Json.text(json, "protocol") + ' ' + port);
    }
}
