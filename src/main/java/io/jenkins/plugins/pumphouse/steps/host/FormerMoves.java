package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.phase.WiringBack;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the builds of a job have written down of a host. */
final class FormerMoves {
    /** Each is read from the disk; a move that failed is taken up again within less. */
    private static final int LOOKED_AT = 50;

    private FormerMoves() {}

    /**
     * How the host was wired before: for each port what this build knows, or the newest of those before it that knows
     * anything of that port.
     *
     * @throws AbortException while a build of the job is moving the host
     */
    static HostState of(HostPlan plan, Run<?, ?> build) throws AbortException {
        HostState memory = HostState.of(plan.host());
        for (Run<?, ?> run = build; run != null; run = run.getPreviousBuild()) {
            for (HostState state : newestFirst(run)) {
                if (!state.host().equals(plan.host())) {
                    continue;
                }
                if (state.status() == Status.MOVING && run.isBuilding()) {
                    throw new AbortException(plan.host() + " is on its way in " + run.getFullDisplayName()
                            + " right now (" + state.phase().title() + "). Abort that first.");
                }
                if (WiringBack.recall(state, memory, plan)) {
                    return memory;
                }
            }
        }
        return memory;
    }

    /**
     * Adds to a host what the builds before this one have noted since it was ready last: which node is proven to be its
     * own, and what a move that failed has left behind. Of the one that made it ready, what the target calls it.
     *
     * @param fresh changed
     */
    static void recall(HostState fresh, Run<?, ?> build) {
        Run<?, ?> run = build.getPreviousBuild();
        for (int looked = 0; run != null && looked < LOOKED_AT; looked++, run = run.getPreviousBuild()) {
            for (HostState state : newestFirst(run)) {
                if (state.host().equals(fresh.host())) {
                    if (state.status() == Status.READY) {
                        fresh.recallName(state);
                        return;
                    }
                    fresh.recall(state);
                }
            }
        }
    }

    private static List<HostState> newestFirst(Run<?, ?> run) {
        MigrationAction action = run.getAction(MigrationAction.class);
        List<HostState> states = new ArrayList<>(action == null ? List.of() : action.getHosts());
        Collections.reverse(states);
        return states;
    }
}
