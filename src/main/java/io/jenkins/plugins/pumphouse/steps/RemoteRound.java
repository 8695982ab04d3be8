package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.HostRound;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.time.Clock;
import java.util.ArrayList;

/** One look at the hosts in one call: the same on the controller and on an agent, which may be the only one that reaches the BMCs. */
final class RemoteRound extends PrintingCall<HostRound.Result> {
    private static final long serialVersionUID = 1L;

    private final HostRequest request;
    private final ArrayList<HostState> states;

    RemoteRound(HostRequest request, ArrayList<HostState> states, TaskListener listener) {
        super(listener);
        this.request = request;
        this.states = states;
    }

    @Override
    HostRound.Result work() throws InterruptedException {
        return new HostRound(request, this::print, Clock.systemUTC()).run(states);
    }
}
