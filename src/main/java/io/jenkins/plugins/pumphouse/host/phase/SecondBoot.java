package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The proof of a node that tells nothing of what the host's BMC tells: the host is switched off once more, its node is
 * deleted, and nobody registers with its MACs until the host is on again.
 */
final class SecondBoot {
    /** Agents report every 60-90 s (fuel-api.md, section 8.6). */
    private static final Duration REPORTS_WITHIN = Duration.ofMinutes(2);

    /** What the first boot has noted; how the machine went off and who served then is still to be known. */
    private static final List<String> OF_A_BOOT = List.of(
            NoteKeys.DELETED_RECORD, NoteKeys.WATCHED_UNTIL, NoteKeys.PXE, NoteKeys.PXE_TOLD, NoteKeys.POWERED_ON);

    private SecondBoot() {}

    static boolean isUnderWay(HostContext context) {
        return context.state().note(NoteKeys.SECOND_BOOT) != null;
    }

    /** Of a node that has registered and is online: empty when it is the host's. */
    static Optional<HostStep> of(HostContext context, Node node) {
        if (new NodeProof(context).isGiven(node)) {
            return Optional.empty();
        }
        if (isUnderWay(context)) {
            context.state().note(NoteKeys.PROVEN_NODE, Integer.toString(node.id()));
            return Optional.empty();
        }
        OF_A_BOOT.forEach(context.state()::forget);
        if (!Discover.DONE.equals(context.state().note(NoteKeys.CYCLE))) {
            context.state().forget(NoteKeys.CYCLE); // one that was begun when the node came after all
        }
        context.state().note(NoteKeys.SECOND_BOOT, Integer.toString(node.id()));
        return Optional.of(new HostStep.Elsewhere(
                "Fuel has registered " + node.described()
                        + (node.serial() == null ? "" : ", serial number " + node.serial())
                        + " with its MACs, but its serial number, UUID and MACs are not what its BMC tells; it is"
                        + " switched off once more, to see whether the node falls silent with it",
                Phase.BOOT));
    }

    /** What to add to the line of a node that has registered. */
    static String told(HostContext context, Node node) {
        return Integer.toString(node.id()).equals(context.state().note(NoteKeys.PROVEN_NODE))
                ? " (it was silent while the host was off)"
                : "";
    }

    /** For so long a machine with the MACs is watched for, from now on. */
    static void watch(HostContext context) {
        context.state()
                .note(
                        NoteKeys.WATCHED_UNTIL,
                        Long.toString(context.now().plus(REPORTS_WITHIN).getEpochSecond()));
    }
}
