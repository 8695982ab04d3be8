package io.jenkins.plugins.pumphouse.steps.agent;

import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isText;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.require;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.campaign.NextHost;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import java.util.HashSet;
import java.util.Set;

/** The choice of a campaign's next host. */
public final class ChoiceCall extends AgentCall<NextHost> {
    private static final long serialVersionUID = 1L;

    private final HostRequest request;
    private final HashSet<String> left;
    private final HashSet<String> emptying;

    public ChoiceCall(HostRequest request, Set<String> left, Set<String> emptying, TaskListener listener) {
        super(listener);
        this.request = request;
        this.left = new HashSet<>(left);
        this.emptying = new HashSet<>(emptying);
    }

    @Override
    public NextHost work() {
        return NextHost.choose(
                request.clouds().source(),
                request.clouds().target(),
                left,
                emptying,
                request.hosts().get(0).allowances());
    }

    @Override
    public void check(NextHost next) throws AbortException {
        require(next.host() == null || left.contains(next.host()), "it chooses a host that was not offered");
        require(isText(next.why()), "it does not say why the host is chosen");
    }
}
