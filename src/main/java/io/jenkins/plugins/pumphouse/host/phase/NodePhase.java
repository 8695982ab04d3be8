package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.time.Duration;
import java.time.Instant;

/**
 * A phase of a machine that Fuel has as a node. A node whose record was deleted is missing until its agent reports
 * again, and a list may lack one for a moment: that is waited for before anybody is asked to look.
 */
final class NodePhase implements PhaseHandler {
    /** Agents report every 60-90 s (fuel-api.md, section 8.6). */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(4);

    private final PhaseHandler phase;

    NodePhase(PhaseHandler phase) {
        this.phase = phase;
    }

    @Override
    public HostStep look(HostContext context) {
        if (context.node().isPresent()) {
            context.state().forget(NoteKeys.MISSING_SINCE);
            return phase.look(context);
        }
        if (context.state().note(NoteKeys.MISSING_SINCE) == null) {
            context.state()
                    .note(NoteKeys.MISSING_SINCE, Long.toString(context.now().getEpochSecond()));
        }
        Instant since = Instant.ofEpochSecond(Long.parseLong(context.state().note(NoteKeys.MISSING_SINCE)));
        Duration left = BACK_WITHIN.minus(Duration.between(since, context.now()));
        if (left.compareTo(Duration.ZERO) > 0) {
            return new HostStep.Wait("Fuel shows no node with its MACs; waiting for the report of its agent", left);
        }
        context.state().forget(NoteKeys.MISSING_SINCE);
        throw vanished(context);
    }

    static HostException vanished(HostContext context) {
        return HostException.worthRepeating(
                "its node vanished from Fuel (MACs " + String.join(", ", context.macs())
                        + "). Somebody deleted it in Fuel; run again.",
                Remedy.CHANGED_MEANWHILE);
    }

    @Override
    public String late(HostContext context) {
        return phase.late(context);
    }
}
