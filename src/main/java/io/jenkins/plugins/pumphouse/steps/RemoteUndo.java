package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.WiringUndo;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.util.ArrayList;

/**
 * The undo of some hosts' wiring in one call: the same on the controller and on an agent, which may be the only one
 * that reaches the switches.
 */
final class RemoteUndo extends PrintingCall<WiringUndo.Result> {
    private static final long serialVersionUID = 1L;

    private final HostRequest request;
    private final ArrayList<HostState> states;
    private final int vlan;

    RemoteUndo(HostRequest request, ArrayList<HostState> states, int vlan, TaskListener listener) {
        super(listener);
        this.request = request;
        this.states = states;
        this.vlan = vlan;
    }

    @Override
    WiringUndo.Result work() throws InterruptedException {
        return new WiringUndo(request, vlan, this::print).run(states);
    }
}
