package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.MoveClaim;
import io.jenkins.plugins.pumphouse.host.WiringUndo;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.settings.ChosenHosts;
import io.jenkins.plugins.pumphouse.steps.agent.UndoCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The run of {@code pumpHostUndo}: seconds of work that may be repeated at any time. */
final class UndoExecution extends LockingExecution<HostArguments> {
    private static final long serialVersionUID = 1L;

    private final int vlan;

    UndoExecution(StepContext context, HostArguments arguments, int vlan) {
        super(context, arguments);
        this.vlan = vlan;
    }

    @Override
    public String getStatus() {
        return "putting the ports of " + String.join(", ", arguments.hosts) + " back";
    }

    @Override
    protected String resumed() {
        return "looking at the ports again";
    }

    @Override
    protected void attempt(FilePath workspace) throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        ChosenHosts chosen = arguments.choose(run, workspace);
        chosen.warnings().forEach(this::say);
        List<HostState> states = new ArrayList<>();
        for (HostPlan plan : chosen.hosts()) {
            states.add(FormerMoves.of(plan, run));
        }
        HostRequest request = arguments.request(chosen);
        lock(request);
        earlier().change();
        finish(call(
                new UndoCall(request, states, vlan, getContext().get(TaskListener.class)),
                workspace,
                () -> {},
                result -> keep(arguments.step(), result.toReport(request))));
    }

    /** A host that a build moves now, of whatever job, is not touched. */
    private void lock(HostRequest request) throws IOException, InterruptedException {
        if (request.dryRun()) {
            return;
        }
        Optional<String> holder = lock().take(MoveClaim.ofHosts(request));
        if (holder.isPresent()) {
            throw new AbortException(arguments.step() + ": " + holder.get()
                    + ". Abort that first, or wait until it has ended. Nothing was done.");
        }
    }

    @Override
    protected boolean losesTries() {
        return true;
    }

    @Override
    protected void stopped() {
        say("stopped; run " + arguments.step() + " again to have the rest of the ports put back");
    }

    private void finish(WiringUndo.Result result) {
        if (isSettled()) {
            return;
        }
        say("done    " + result.summary());
        if (result.dryRun() || result.failures().isEmpty()) { // a dry run that finds why it is blocked has succeeded
            succeed(result.toMap());
        } else {
            fail(result.summary(), result.failures());
        }
    }
}
