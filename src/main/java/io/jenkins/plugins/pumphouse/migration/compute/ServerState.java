package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rule for each state of a server of the source. {@code ACTIVE} and {@code SHUTOFF} are moved and come back to the
 * same state; every other is refused with the command that leads out of it, as no boot brings its copy into that state
 * with what the state holds: the memory of a paused or suspended guest, the disk to go back to of a resize or a rescue.
 * docs/servers.md has the table.
 */
final class ServerState {
    private static final Set<String> MOVABLE = Set.of("ACTIVE", "SHUTOFF");

    /** What leads out of a state, as the OpenStack client has it; {@code %s} is the server's id. */
    private static final Map<String, String> WAYS_OUT = Map.ofEntries(
            Map.entry("PAUSED", "openstack server unpause %s"),
            Map.entry("SUSPENDED", "openstack server resume %s"),
            Map.entry("SHELVED", "openstack server unshelve %s"),
            Map.entry("SHELVED_OFFLOADED", "openstack server unshelve %s"),
            Map.entry("RESCUE", "openstack server unrescue %s"),
            Map.entry("VERIFY_RESIZE", "openstack server resize confirm %1$s, or openstack server resize revert %1$s"),
            Map.entry("SOFT_DELETED", "openstack server restore %s"),
            Map.entry(
                    "ERROR",
                    "see why: openstack server show -c fault %1$s; then, if its guest is well, openstack server set"
                            + " --state active %1$s, else openstack server reboot --hard %1$s"));

    private static final String WAIT = "wait until it is ACTIVE or SHUTOFF: openstack server show -c status %s";

    private static final String WAIT_FOR_TASK =
            "wait until that is over: openstack server show -c OS-EXT-STS:task_state %s";

    private ServerState() {}

    /** Whether a server in this state can be moved and brought to the same state. */
    static boolean isMovable(String status) {
        return MOVABLE.contains(status);
    }

    /** Why a server cannot be moved as it is now, each with the way out. */
    static List<String> reasons(Resource server) {
        List<String> reasons = new ArrayList<>();
        String id = Request.segment(
                server.id()); // what a cloud says is an id stands in a command that somebody copies into a shell
        String status = server.text("status");
        if (!isMovable(status)) {
            reasons.add("is " + status + " ("
                    + WAYS_OUT.getOrDefault(String.valueOf(status), WAIT).formatted(id) + ")");
        }
        String task = server.text("OS-EXT-STS:task_state");
        if (task != null) {
            reasons.add("is busy: " + task + " (" + WAIT_FOR_TASK.formatted(id) + ")");
        }
        return reasons;
    }
}
