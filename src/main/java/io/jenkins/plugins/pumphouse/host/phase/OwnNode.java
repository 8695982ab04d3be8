package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.MachineProof;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A machine's record in a Fuel, found by its set of MACs. One that may be another machine's is refused. */
final class OwnNode {
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
                    + ". Only one of them can be this machine; correct \"macs\" in the inventory, or delete"
                    + " the other record in Fuel.");
        }
        found.forEach(node -> checkMacs(context, node, fuel));
        return found.stream().findFirst();
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
}
