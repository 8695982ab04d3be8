package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.WiringUndo;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.util.ArrayList;
import jenkins.security.MasterToSlaveCallable;

/** The undo of some hosts' wiring in one call: the same on the controller and on an agent, which may be the only one that reaches the switches. */
final class RemoteUndo extends MasterToSlaveCallable<WiringUndo.Result, InterruptedException> {
    private static final long serialVersionUID = 1L;

    private final HostRequest request;
    private final ArrayList<HostState> states;
    private final int vlan;
    private final TaskListener listener;

    RemoteUndo(HostRequest request, ArrayList<HostState> states, int vlan, TaskListener listener) {
        this.request = request;
        this.states = states;
        this.vlan = vlan;
        this.listener = listener;
    }

    @Override
    public WiringUndo.Result call() throws InterruptedException {
        return new WiringUndo(request, vlan, line -> listener.getLogger().println(line)).run(states);
    }
}
