package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseBlocker;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseCheck;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the two clouds use a machine for: asked before anything that switches it off or erases its disks. Fuel does not
 * ask, a host that is down has not left, and hours may pass between two phases.
 */
final class CloudUse {
    private CloudUse() {}

    /** All of the source's; empty when it does not know the host, or has it disabled with nothing on it. */
    static List<ReleaseBlocker> bySource(HostContext context) {
        return context.source().find().map(ReleaseCheck::uses).orElse(List.of());
    }

    /** What Nova of the target knows of the node, by its full name or else by its short one; empty if nothing. */
    static Optional<HostFacts> inTarget(HostContext context, Node node) {
        return Stream.of(node.fqdn(), node.hostname())
                .filter(Objects::nonNull)
                .map(name -> new ComputeHost(context.target(), name).find())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Holds that nothing of either cloud is lost with the node's disks.
     *
     * @param deed what would erase them, such as {@code A provisioning}
     * @throws HostException when the source still uses the host, or the target has servers on the node or its
     *     nova-compute works
     */
    static void requireNone(HostContext context, Node node, String deed) {
        List<ReleaseBlocker> uses = bySource(context);
        if (!uses.isEmpty()) {
            throw new HostException(deed + " would erase node-" + node.id() + ", and "
                    + context.services().source().name() + " still uses "
                    + context.plan().host() + ". Nothing was done. The reasons: " + ReleaseBlocker.all(uses)
                    + " Then run again.");
        }
        formerly(context).ifPresent(facts -> requireNoServers(context, node, deed, facts));
        Optional<HostFacts> known = inTarget(context, node);
        if (known.isEmpty()) {
            return;
        }
        HostFacts facts = known.get();
        String cloud = context.target().name();
        requireNoServers(context, node, deed, facts);
        if (facts.compute().up()) {
            throw new HostException(deed + " would erase node-" + node.id() + ", and its nova-compute reports to "
                    + cloud + " (" + facts.host() + "). Nothing was done. To install it anew, remove node-" + node.id()
                    + " from its environment in Fuel first; then run again.");
        }
    }

    /**
     * What Nova of the target knows of the machine by the name of an earlier node: somebody has deleted that node's
     * record, which erases nothing, and the machine has booted Fuel's image since.
     */
    private static Optional<HostFacts> formerly(HostContext context) {
        return Optional.ofNullable(context.state().note(NoteKeys.SERVES_AS))
                .flatMap(name -> new ComputeHost(context.target(), name).find());
    }

    private static void requireNoServers(HostContext context, Node node, String deed, HostFacts facts) {
        if (facts.servers().isEmpty()) {
            return;
        }
        String name = facts.host().equals(context.state().note(NoteKeys.SERVES_AS))
                ? facts.host() + ", as which an earlier build has brought it in"
                : facts.host();
        throw new HostException(deed + " would erase node-" + node.id() + ", and "
                + context.target().name() + " has "
                + count(facts) + " on it (" + name + "): "
                + facts.servers().stream()
                        .limit(10)
                        .map(server -> server.name() + " " + server.status())
                        .collect(Collectors.joining(", "))
                + ". Nothing was done. Move or delete them first; then run again.");
    }

    private static String count(HostFacts facts) {
        return facts.servers().size() == 1 ? "1 server" : facts.servers().size() + " servers";
    }
}
