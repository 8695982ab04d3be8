package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Nova of the target has on a node: asked before anything that erases the node's disks, as Fuel does not ask. */
final class TargetServers {
    private TargetServers() {}

    /** What Nova knows of the node, by its full name or else by its short one; empty if nothing. */
    static Optional<HostFacts> facts(HostContext context, Node node) {
        return Stream.of(node.fqdn(), node.hostname())
                .filter(Objects::nonNull)
                .map(name -> new ComputeHost(context.target(), name).find())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Holds that nothing of the target is lost with the node's disks.
     *
     * @param deed what would erase them, such as {@code a provisioning}
     * @throws HostException when the target has servers on it, or its nova-compute works
     */
    static void requireNone(HostContext context, Node node, String deed) {
        Optional<HostFacts> known = facts(context, node);
        if (known.isEmpty()) {
            return;
        }
        HostFacts facts = known.get();
        String cloud = context.target().name();
        if (!facts.servers().isEmpty()) {
            throw new HostException(deed + " would erase node-" + node.id() + ", and " + cloud + " has " + count(facts)
                    + " on it (" + facts.host()
                    + "): "
                    + facts.servers().stream()
                            .limit(10)
                            .map(server -> server.name() + " " + server.status())
                            .collect(Collectors.joining(", "))
                    + ". Nothing was done. Move or delete them first; then run again.");
        }
        if (facts.compute().up()) {
            throw new HostException(deed + " would erase node-" + node.id() + ", and its nova-compute reports to "
                    + cloud + " (" + facts.host() + "). Nothing was done. To install it anew, remove node-" + node.id()
                    + " from its environment in Fuel first; then run again.");
        }
    }

    private static String count(HostFacts facts) {
        return facts.servers().size() == 1 ? "1 server" : facts.servers().size() + " servers";
    }
}
