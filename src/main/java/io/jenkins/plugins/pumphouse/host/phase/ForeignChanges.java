package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes that wait in an environment and are nobody's of this step: a call that applies all changes would carry them
 * out.
 */
final class ForeignChanges {
    private ForeignChanges() {}

    /** A phrase for each node. */
    static List<String> in(HostContext context, Fuel fuel, Environment environment) {
        Set<String> own = macsOfStep(context);
        return fuel.nodes(environment.id()).stream()
                .filter(node -> node.isPending() || node.isTakenUpByChanges())
                .filter(node -> node.macs().stream().noneMatch(own::contains))
                .map(node -> node.described() + " waits to be " + what(node))
                .toList();
    }

    /** The MACs of all hosts of the step, which take turns. */
    static Set<String> macsOfStep(HostContext context) {
        Set<String> macs = new HashSet<>(context.macs());
        context.services()
                .request()
                .hosts()
                .forEach(host -> macs.addAll(host.machine().macs()));
        return macs;
    }

    private static String what(Node node) {
        if (node.pendingDeletion()) {
            return "removed";
        }
        if (node.pendingAddition()) {
            return "added";
        }
        return node.isPending()
                ? "changed"
                : "provision".equals(node.errorType()) ? "installed again" : "deployed again";
    }
}
