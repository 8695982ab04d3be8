package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;

/** Whether a server has come to a state, and nothing is under way with it. */
public final class AtRest {
    private AtRest() {}

    /** @param server null while it is not listed */
    public static PollResult inAnyState(ObjectNode server) {
        return server == null ? PollResult.wait("not listed") : in(server, Json.text(server, "status"));
    }

    /**
     * The same, or in a state that only somebody else can have brought it into meanwhile: nothing is waited for then.
     *
     * @param server null while it is not listed
     */
    public static PollResult inOrElsewhere(ObjectNode server, String status) {
        boolean elsewhere = server != null && ServerState.isElsewhere(Json.text(server, "status"));
        return elsewhere ? inAnyState(server) : in(server, status);
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
