package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.HostRound;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.time.Clock;
import java.util.ArrayList;
import jenkins.security.MasterToSlaveCallable;

/** One look at the hosts in one call: the same on the controller and on an agent, which may be the only one that reaches the BMCs. */
final class RemoteRound extends MasterToSlaveCallable<HostRound.Result, InterruptedException> {
    private static final long serialVersionUID = 1L;

    private final HostRequest request;
    private final ArrayList<HostState> states;
    private final TaskListener listener;

    RemoteRound(HostRequest request, ArrayList<HostState> states, TaskListener listener) {
        this.request = request;
        this.states = states;
        this.listener = listener;
    }

    @Override
    public HostRound.Result call() throws InterruptedException {
        return new HostRound(request, line -> listener.getLogger().println(line), Clock.systemUTC()).run(states);
    }
}
