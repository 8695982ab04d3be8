package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;

/** Whether a server has come to a state, and nothing is under way with it. */
public final class AtRest {
    private AtRest() {}

    /** @param server null while it is not listed */
    public static PollResult inAnyState(ObjectNode server) {
        return server == null ? PollResult.wait("not listed") : in(server, Json.text(server, "status"));
    }

    /** @param server null while it is not listed */
    public static PollResult in(ObjectNode server, String status) {
        if (server == null) {
            return PollResult.wait("not listed");
        }
        String task = Json.text(server, "OS-EXT-STS:task_state");
        String now = Json.text(server, "status");
        return status != null && status.equals(now) && task == null
                ? PollResult.done()
                : PollResult.wait(now + (task == null ? "" : ", " + task));
    }
}
