package io.jenkins.plugins.pumphouse.migration.server.note;

import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SilentHypervisor;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule for each state of a server of the source. {@code ACTIVE}, {@code SHUTOFF} and shelved ones are moved and
 * come to the same state; paused and suspended ones are moved as the operator chooses. Every other state is refused
 * with the command that ends it, as no boot brings a copy into that state with what belongs to it, such as the former
 * disk of a resize or a rescue. docs/servers.md has the table.
 */
public final class ServerState {
    public static final String ACTIVE = "ACTIVE";
    public static final String SHUTOFF = "SHUTOFF";

    /** Deleted, and kept by Nova until it is restored, reclaimed or deleted by force. */
    public static final String SOFT_DELETED = "SOFT_DELETED";

    public static final String OFFLOADED = "SHELVED_OFFLOADED";

    /** Its disk is an image of Nova's, and it does not run; on a host, or on none any more. */
    private static final Set<String> SHELVED = Set.of("SHELVED", OFFLOADED);

    /** The action that resumes a server whose memory is kept. */
    private static final Map<String, String> WAKING = Map.of("PAUSED", "unpause", "SUSPENDED", "resume");

    private static final String CHOICE =
            ", or let the step do it, without the server's memory: paused: 'resume' or" + " paused: 'stop'";

    /** What leads out of a state, as the OpenStack client has it; {@code %s} is the server's id. */
    private static final Map<String, String> WAYS_OUT = Map.ofEntries(
            Map.entry("PAUSED", "openstack server unpause %s" + CHOICE),
            Map.entry("SUSPENDED", "openstack server resume %s" + CHOICE),
            Map.entry("RESCUE", "openstack server unrescue %s"),
            Map.entry("VERIFY_RESIZE", "openstack server resize confirm %1$s, or openstack server resize revert %1$s"),
            Map.entry(SOFT_DELETED, "openstack server restore %s"),
            Map.entry(
                    "ERROR",
                    "see why: openstack server show -c fault %1$s; then, if its operating system is well, openstack server set"
                            + " --state active %1$s, else openstack server reboot --hard %1$s"));

    private static final String WAIT = "wait until it is ACTIVE or SHUTOFF: openstack server show -c status %s";

    private static final String WAIT_FOR_TASK =
            "wait until that is over: openstack server show -c OS-EXT-STS:task_state %s";

    private ServerState() {}

    /** Whether a server in this state can be moved as the operator wants it. */
    public static boolean isMovable(String status, Options.Paused paused) {
        return isOnOrOff(status)
                || isShelved(status)
                || paused != Options.Paused.REFUSE && waking(status).isPresent();
    }

    /** Whether a server can be brought from this state to another by a stop or a start. */
    public static boolean isOnOrOff(String status) {
        return ACTIVE.equals(status) || SHUTOFF.equals(status);
    }

    public static boolean isShelved(String status) {
        return status != null && SHELVED.contains(status);
    }

    /** The action that resumes a server whose memory is kept; empty in any other state. */
    public static Optional<String> waking(String status) {
        return status == null ? Optional.empty() : Optional.ofNullable(WAKING.get(status));
    }

    /** The state of the copy of a server that was in {@code status} before its move. */
    public static String goal(String status, Options.Paused paused) {
        if (waking(status).isPresent()) {
            return paused == Options.Paused.RESUME ? ACTIVE : SHUTOFF;
        }
        return isShelved(status) ? OFFLOADED : status;
    }

    /** Whether neither a boot nor a stop or start leaves a server in this state. */
    public static boolean isElsewhere(String status) {
        return !ACTIVE.equals(status) && WAYS_OUT.containsKey(String.valueOf(status)) || isShelved(status);
    }

    /** The command that leads out of a state in which nothing can be done with a server. */
    public static String wayOut(String status, String server) {
        return WAYS_OUT.getOrDefault(String.valueOf(status), WAIT)
                .replace(CHOICE, "")
                .formatted(Request.segment(server));
    }

    /** A state of a server that does not run, in the words of who asks for it: only one that is off is. */
    public static String shown(String status) {
        return SHUTOFF.equals(status) ? "OFF" : String.valueOf(status);
    }

    /** The command that makes a server run that does not. */
    public static String toRun(String status, String server) {
        if (SHUTOFF.equals(status) || isShelved(status)) {
            return "openstack server " + (isShelved(status) ? "unshelve " : "start ") + Request.segment(server);
        }
        return wayOut(status, server);
    }

    /** What the copy of a paused or suspended server loses, or has lost. */
    public static Optional<Loss> lost(Resource server, Options.Paused paused) {
        Optional<String> before = PowerNote.asleep(server);
        String status = before.orElse(server.text("status"));
        String goal = before.isPresent() ? MoveNotes.power(server) : goal(status, paused);
        return before.isPresent() || waking(status).isPresent() && paused != Options.Paused.REFUSE
                ? Optional.of(new Loss(
                        LedgerItem.STATE,
                        "state " + status + " with the server's memory (it becomes " + goal + ")",
                        status + " with the server's memory",
                        goal))
                : Optional.empty();
    }

    /** Why a server cannot be moved as it is now, each with the way out. */
    public static List<String> reasons(Resource server, CloudInventory source, Options.Paused paused) {
        List<String> reasons = new ArrayList<>();
        // What a cloud says is an id stands in a command that somebody copies into a shell.
        String id = Request.segment(server.id());
        String status = server.text("status");
        if (!isMovable(status, paused)) {
            reasons.add("is " + status + " ("
                    + WAYS_OUT.getOrDefault(String.valueOf(status), WAIT).formatted(id) + ")");
        }
        if (isShelved(status) && ShelvedImage.of(server.json(), source.cloud()).isEmpty()) {
            String why = server.field("image").isObject()
                    ? "Glance of " + source.cloud().name() + " has no image of its disk"
                    : "boots from a volume, so that nothing of it takes the notes of a move";
            reasons.add("is " + status + ", and " + why + " (openstack server unshelve " + id + ")");
        }
        SilentHypervisor.of(server, source)
                .ifPresent(silent -> reasons.add("is on " + silent + ", so that it can be neither stopped nor copied"
                        + " (bring that back: openstack compute service list)"));
        ServerTask.hindering(server, server)
                .ifPresent(task -> reasons.add("is busy: " + task + " (" + WAIT_FOR_TASK.formatted(id) + ")"));
        return reasons;
    }
}
