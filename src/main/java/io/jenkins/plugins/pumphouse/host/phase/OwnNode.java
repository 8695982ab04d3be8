package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.MachineProof;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A machine's record in a Fuel, found by its set of MACs. One that may be another machine's is refused. */
final class OwnNode {
    private static final Set<String> IDLE = Set.of("discover", "error");

    private OwnNode() {}

    /**
     * The record among all nodes of a Fuel.
     *
     * @param fuel as a message calls it at its beginning
     * @throws HostException if several records or one of another machine share MACs with it
     */
    static Optional<Node> among(List<Node> nodes, HostContext context, String fuel) {
        Set<String> macs = context.macs();
        List<Node> found = nodes.stream()
                .filter(node -> node.macs().stream().anyMatch(macs::contains))
                .toList();
        if (found.size() > 1) {
            throw new HostException(fuel + " has " + found.size() + " nodes with MACs of "
                    + context.plan().host() + ": "
                    + String.join(", ", found.stream().map(Node::described).toList())
                    + ". Only one of them can be this machine; correct \"macs\" in the inventory, or delete "
                    + surplus(found));
        }
        found.forEach(node -> checkMacs(context, node, fuel));
        return found.stream().findFirst();
    }

    /**
     * Which of several records of one machine are to go: those that no agent renews and on which nothing was installed.
     */
    private static String surplus(List<Node> found) {
        List<Node> leftOver =
                found.stream().filter(node -> !node.online() && isIdle(node)).toList();
        if (leftOver.size() != found.size() - 1) {
            return "the other record in Fuel.";
        }
        List<String> ids =
                leftOver.stream().map(node -> Integer.toString(node.id())).toList();
        return "node-" + String.join(" and node-", ids)
                + ", which no agent reports any more and no environment has (fuel" + " node --node-id "
                + String.join(",", ids) + " --delete-from-db).";
    }

    /** The machine's record in either Fuel, by which something is known of it before it registers. */
    static Optional<Node> seenBefore(HostContext context) {
        return context.macs().isEmpty() ? Optional.empty() : context.node().or(() -> inSource(context));
    }

    private static Optional<Node> inSource(HostContext context) {
        Fuel fuel = context.services().sourceFuel();
        return fuel == null
                ? Optional.empty()
                : fuel.nodes().stream()
                        .filter(node -> MachineProof.areOneMachines(node.macs(), context.macs()))
                        .findFirst();
    }

    private static void checkMacs(HostContext context, Node node, String fuel) {
        Set<String> macs = context.macs();
        if (!MachineProof.areOneMachines(node.macs(), macs)) {
            throw new HostException(fuel + "'s " + node.described() + " has some MACs of "
                    + context.plan().host() + " and others: "
                    + String.join(", ", node.macs()) + " in Fuel, " + String.join(", ", macs)
                    + " expected. Nothing is done to a machine that may be another one: correct \"macs\" in"
                    + " the inventory.");
        }
    }

    /**
     * Holds that a record of the source's Fuel does not have the name of another host of the source: Fuel calls a node
     * as its nova-compute calls itself, and one MAC in the inventory may be another machine's.
     *
     * @throws HostException if it has
     */
    static void requireName(HostContext context, Node node) {
        String name = Stream.of(node.fqdn(), node.hostname())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Optional<String> other =
                name == null ? Optional.empty() : context.besideIt().named(name);
        if (other.isPresent()) {
            throw new HostException("the source's Fuel has the MACs of "
                    + context.plan().host() + " at " + node.described() + ", whose name " + name
                    + " is that of another host of "
                    + context.services().source().name() + ", " + other.get() + ": "
                    + String.join(", ", node.macs())
                    + ". Nothing is done to a machine that may be another one: correct \"macs\" in the inventory.");
        }
    }

    /**
     * Deletes the record that Fuel has of a machine that is off from earlier. One that comes back meanwhile is that of
     * another machine, which is on: the MACs are that one's, and it would be erased in place of the host. Who is not
     * proven to be the host is given the time to come back; firmware may well tell Fuel another thing than the BMC.
     *
     * @return empty when Fuel has none
     * @throws HostException if the record is not to be deleted, or another machine's
     */
    static Optional<HostStep> clearStale(HostContext context) {
        Optional<Node> stale = context.node();
        if (stale.isPresent()) {
            String deleted = context.state().note(NoteKeys.DELETED_RECORD);
            if (deleted != null && !deleted.equals(Integer.toString(stale.get().id()))) {
                throw new HostException(cameBack(context, stale.get()));
            }
            return Optional.of(deleteStale(context, stale.get()));
        }
        if (SecondBoot.isUnderWay(context) && context.state().note(NoteKeys.WATCHED_UNTIL) == null) {
            SecondBoot.watch(context); // somebody else has deleted it
        }
        String until = context.state().note(NoteKeys.WATCHED_UNTIL);
        Duration left = until == null
                ? Duration.ZERO
                : Duration.between(context.now(), Instant.ofEpochSecond(Long.parseLong(until)));
        return left.compareTo(Duration.ZERO) <= 0
                ? Optional.empty()
                : Optional.of(new HostStep.Wait(
                        "its record in Fuel was not proven to be its own; waiting whether another"
                                + " machine reports with its MACs while it is off",
                        left));
    }

    private static String cameBack(HostContext context, Node node) {
        return "Fuel has its MACs again, at " + node.described()
                + (node.serial() == null ? "" : " with the serial number " + node.serial())
                + (node.ip() == null ? "" : " and the address " + node.ip())
                + ", although the machine behind the BMC "
                + context.plan().machine().bmc().address()
                + " is off: another machine, which is on, has these MACs. Only its record was deleted, and it has"
                + " registered anew. Correct \"macs\" of " + context.plan().host()
                + " in the inventory; then run again.";
    }

    private static HostStep deleteStale(HostContext context, Node stale) {
        if (stale.environment() != null && !IDLE.contains(stale.status())) {
            return BetweenClouds.isIn(context, stale);
        }
        if (stale.environment() != null) {
            throw new HostException(
                    "Fuel has this machine as " + stale.described() + " in environment " + stale.environment()
                            + ". Remove it from that environment first; Fuel would take it for that node.");
        }
        if (!isIdle(stale)) {
            throw new HostException(
                    "Fuel has this machine as " + stale.described() + " in no environment, and its status"
                            + " \"" + stale.status()
                            + "\" is that of an installed node. If that record is left over, delete it in"
                            + " Fuel; then run again.");
        }
        return new HostStep.Act("delete the old record " + stale.described() + " from Fuel", () -> {
            // Deleting a node of an environment would erase it: somebody may have assigned it since it was looked at.
            if (context.fuel().node(stale.id()).filter(OwnNode::isIdle).isPresent()) {
                context.state().note(NoteKeys.DELETED_RECORD, Integer.toString(stale.id()));
                if (SecondBoot.isUnderWay(context) || stale.online() && !new NodeProof(context).isGiven(stale)) {
                    SecondBoot.watch(context);
                }
                context.fuel().deleteNode(stale.id());
            }
            context.services().forgetNodes();
        });
    }

    /** Whether a record is of a machine that no environment has and on which Fuel has installed nothing. */
    private static boolean isIdle(Node node) {
        return node.environment() == null && IDLE.contains(node.status());
    }
}
