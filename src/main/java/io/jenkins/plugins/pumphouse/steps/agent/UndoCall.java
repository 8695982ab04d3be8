package io.jenkins.plugins.pumphouse.steps.agent;

import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isTextOrNull;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.require;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.WiringUndo;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.util.ArrayList;
import java.util.List;

/** The undo of some hosts' wiring; an agent may be the only one that reaches the switches. */
public final class UndoCall extends AgentCall<WiringUndo.Result> {
    private static final long serialVersionUID = 1L;

    private final HostRequest request;
    private final ArrayList<HostState> states;
    private final int vlan;

    public UndoCall(HostRequest request, List<HostState> states, int vlan, TaskListener listener) {
        super(listener);
        this.request = request;
        this.states = new ArrayList<>(states);
        this.vlan = vlan;
    }

    @Override
    public WiringUndo.Result work() {
        return new WiringUndo(request, vlan, this::print).run(states);
    }

    @Override
    public void check(WiringUndo.Result result) throws AbortException {
        require(
                result.dryRun() == request.dryRun()
                        && result.outcomes() != null
                        && result.outcomes().size() == states.size(),
                "it is about something else");
        for (int at = 0; at < states.size(); at++) {
            WiringUndo.Outcome outcome = result.outcomes().get(at);
            String host = states.get(at).host();
            require(outcome != null && host.equals(outcome.host()), "it is about other hosts");
            require(isTextOrNull(outcome.failure()), "the failure of " + host + " is too long");
        }
        for (WiringUndo.Outcome outcome : result.outcomes()) {
            String host = outcome.host();
            require(
                    outcome.ports() >= 0
                            && outcome.ports()
                                    <= request.plan(host).wiring().ports().size(),
                    "it has changed more ports than " + host + " has");
        }
    }
}
