package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Which servers leave their hypervisor how, by what Nova allows in their state.
 *
 * @param takesPaused whether Nova migrates paused servers live
 */
record EvacuationPolicy(EvacuationRequest request, String host, boolean takesPaused, Clock clock) {
    static final String PAUSED = "PAUSED";

    /** Nova's word for a live migration under way. */
    private static final String MIGRATING = "migrating";

    private static final String AGAIN = ", and run again";

    /** What a server says of runs that are gone, and that is passed over; empty for nothing. */
    List<String> passedOver(ShownServer server) {
        return server.movers().stream()
                .filter(note -> note.isStale(clock.instant()))
                .map(note -> "has the mark of a run that moved it to the target and is gone (" + note.name()
                        + ", last seen " + note.since() + "); openstack server unset --property " + note.key() + " "
                        + server.id() + " removes it")
                .toList();
    }

    ServerDecision of(ShownServer server) {
        if (server.isBeingTakenBack()) {
            return ServerDecision.refused("pumpRollback takes it back and has not ended; finish that, and run again");
        }
        Optional<MoverNote> mover = server.movers().stream()
                .filter(note -> !note.isStale(clock.instant()))
                .findFirst();
        if (mover.isPresent()) {
            return ServerDecision.refused("pumpInstances moves it to the target, or was interrupted in that ("
                    + mover.get().name() + ", last seen " + mover.get().since() + "); let it end, or run it again, and"
                    + " then this. If it is gone: run again after "
                    + mover.get().end());
        }
        if (server.isMoved() && !server.rests()) {
            return ServerDecision.refused(
                    "is " + server.status() + " and noted as moved to the target; find out which of"
                            + " the two has the data, and stop the other");
        }
        if (server.isMoved()) {
            return ServerDecision.keep("the target has its copy: pumpCleanup(host: '" + host + "') removes it");
        }
        if (server.leaves(host) && (server.task() != null || server.status().equals("VERIFY_RESIZE"))) {
            return ServerDecision.underWay(How.COLD);
        }
        if (MIGRATING.equals(server.task()) && server.isOn(host)) {
            return ServerDecision.underWay(How.LIVE);
        }
        if (server.task() != null) {
            return ServerDecision.refused("is " + server.status() + " and busy (" + server.task()
                    + "); wait until Nova has done that, and run again");
        }
        boolean cold = request.cold().contains(server.name()) || request.cold().contains(server.id());
        return switch (server.status()) {
            case "ACTIVE" -> ServerDecision.go(cold || request.how() == How.COLD ? How.COLD : How.LIVE);
            case "SHUTOFF" ->
                cold || request.how() != How.LIVE
                        ? ServerDecision.go(How.COLD)
                        : ServerDecision.refused(
                                "is SHUTOFF, and Nova migrates only running servers live: say how: 'auto' or"
                                        + " cold: ['" + server.name() + "'], or openstack server start " + server.id());
            case PAUSED -> paused(server, cold);
            default -> refused(server);
        };
    }

    /** It keeps its memory on the way; cold, Nova takes only one that runs or is off. */
    private ServerDecision paused(ShownServer server, boolean named) {
        if (!takesPaused) {
            return refused(server);
        }
        return named || request.how() == How.COLD
                ? ServerDecision.refused("is PAUSED, and Nova migrates paused servers only live: "
                        + (named ? "take it out of cold:" : "say how: 'auto'")
                        + ", or openstack server unpause " + server.id())
                : ServerDecision.go(How.LIVE);
    }

    private static ServerDecision refused(ShownServer server) {
        return ServerDecision.refused("is " + server.status() + ", in which Nova does not migrate it: "
                + wayOut(server.status(), server.id()));
    }

    /** What brings a server into a state in which Nova migrates it. */
    private static String wayOut(String status, String id) {
        return switch (status) {
            case PAUSED -> "openstack server unpause " + id + AGAIN;
            case "SUSPENDED" -> "openstack server resume " + id + AGAIN;
            case "SHELVED" -> "take it off the host with openstack server shelve --offload " + id + AGAIN;
            case "RESCUE" -> "openstack server unrescue " + id + AGAIN;
            case "VERIFY_RESIZE" ->
                "openstack server resize confirm " + id + ", or openstack server resize revert " + id + AGAIN;
            case "ERROR" ->
                "find the reason with openstack server show " + id + "; where its disk is whole, openstack server set"
                        + " --state active " + id + AGAIN;
            case "SOFT_DELETED" -> "openstack server restore " + id + AGAIN + "; or let Nova reclaim it";
            case "BUILD" -> "wait until it is built" + AGAIN;
            case "REBOOT" -> "wait until it has restarted" + AGAIN;
            default -> "bring it to ACTIVE or SHUTOFF" + AGAIN;
        };
    }
}
