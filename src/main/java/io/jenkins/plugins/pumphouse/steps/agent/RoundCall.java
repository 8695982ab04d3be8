package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.HostRound;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** One look at the hosts; an agent may be the only one that reaches the BMCs. */
public final class RoundCall extends AgentCall<HostRound.Result> {
    private static final long serialVersionUID = 1L;

    private final HostRequest request;
    private final ArrayList<HostState> states;

    public RoundCall(HostRequest request, List<HostState> states, TaskListener listener) {
        super(listener);
        this.request = request;
        this.states = new ArrayList<>(states);
    }

    @Override
    public HostRound.Result work() throws InterruptedException {
        return new HostRound(request, this::print, Clock.systemUTC()).run(states);
    }

    @Override
    public void check(HostRound.Result result) throws AbortException {
        HostsCheck.check(states, result.states());
    }
}
