package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/**
 * Changes the sub-ports of a trunk of a target, or removes it. Neutron refuses both while the trunk is disabled, and
 * takes no sub-port twice: each request is sent once, and after a doubtful answer the trunk itself tells.
 *
 * @param trunk its id
 */
record TrunkChange(Cloud target, String trunk) {
    /** Gives the trunk exactly these sub-ports; whether it is enabled stays as it was. */
    void become(JsonNode wanted) {
        ObjectNode now = read();
        ArrayNode left = but(now.path(TrunkType.SUB_PORTS), wanted);
        ArrayNode missing = but(wanted, now.path(TrunkType.SUB_PORTS));
        if (left.isEmpty() && missing.isEmpty()) {
            return;
        }
        boolean disabled = enable(now);
        change("remove_subports", left, wanted);
        change("add_subports", missing, wanted);
        if (disabled) {
            enabled(false);
        }
    }

    private void change(String action, ArrayNode ports, JsonNode wanted) {
        if (ports.isEmpty()) {
            return;
        }
        try {
            target.send(Request.put(Service.NETWORK, path() + '/' + action)
                    .body(Json.object(TrunkType.SUB_PORTS, ports))
                    .once());
        } catch (CloudException e) {
            JsonNode now = read().path(TrunkType.SUB_PORTS);
            boolean done = action.startsWith("remove")
                    ? but(now, wanted).isEmpty()
                    : but(wanted, now).isEmpty();
            if (!done || !(Doubt.mayBeDone(e) || e instanceof CloudException.Conflict)) {
                throw e;
            }
        }
    }

    /** The sub-ports of one list that another does not have alike. */
    static ArrayNode but(JsonNode one, JsonNode other) {
        ArrayNode left = Json.object().putArray("left");
        for (JsonNode port : one) {
            boolean both = false;
            for (JsonNode each : other) {
                both |= Equality.same(port, each);
            }
            if (!both) {
                left.add(port);
            }
        }
        return left;
    }

    void delete() {
        enable(read());
        target.send(Request.delete(Service.NETWORK, path()));
    }

    /** Whether it had to be. */
    private boolean enable(ObjectNode now) {
        boolean disabled =
                now.has(TrunkType.ENABLED) && !now.path(TrunkType.ENABLED).asBoolean();
        if (disabled) {
            enabled(true);
        }
        return disabled;
    }

    private void enabled(boolean up) {
        target.send(Request.put(Service.NETWORK, path())
                .body(Json.object("trunk", Json.object().put(TrunkType.ENABLED, up))));
    }

    private ObjectNode read() {
        return target.send(Request.get(Service.NETWORK, path())).identified("trunk");
    }

    private String path() {
        return "/trunks/" + Request.segment(trunk);
    }
}
