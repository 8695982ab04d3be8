package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseBlocker;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseCheck;
import java.util.List;

/**
 * What the source still uses a host for. Asked before the interlock is skipped and again before anything that switches
 * the machine off or erases its disks: a host that is down has not left, and hours may pass between two phases.
 */
final class SourceUse {
    private SourceUse() {}

    /** All of it; empty when the source does not know the host, or it is disabled and nothing is on it. */
    static List<ReleaseBlocker> of(HostContext context) {
        return context.source().find().map(ReleaseCheck::uses).orElse(List.of());
    }

    /**
     * Holds that nothing of the source is lost with the disks of the machine.
     *
     * @param deed what would erase them, such as {@code A provisioning}
     * @throws HostException when the source still uses the host
     */
    static void requireNone(HostContext context, Node node, String deed) {
        List<ReleaseBlocker> uses = of(context);
        if (!uses.isEmpty()) {
            throw new HostException(deed + " would erase node-" + node.id() + ", and "
                    + context.services().source().name() + " still uses "
                    + context.plan().host() + ". Nothing was done. The reasons: " + ReleaseBlocker.all(uses)
                    + " Then run again.");
        }
    }
}
