package io.jenkins.plugins.pumphouse.steps.host;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.MoveClaim;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationRequest;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.steps.ArgumentLimits;
import io.jenkins.plugins.pumphouse.steps.agent.ControllerStatus;
import io.jenkins.plugins.pumphouse.steps.agent.EvacuationCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The run of {@code pumpEvacuate}: begun again, it waits for what is under way and does what is left. */
final class EvacuationExecution extends LockingExecution<EvacuationArguments> {
    private static final long serialVersionUID = 1L;

    /** Between two looks whether another build has let go of the host. */
    private static final Duration LOCK_POLL = Duration.ofSeconds(5);

    private transient volatile String status;
    /** Whether the log has the limits: a step that waits for another build begins again every few seconds. */
    private transient volatile boolean told;

    EvacuationExecution(StepContext context, EvacuationArguments arguments) {
        super(context, arguments);
    }

    @Override
    public String getStatus() {
        return status == null ? "emptying " + arguments.host : status;
    }

    @Override
    protected String resumed() throws IOException, InterruptedException {
        lock().keep();
        return "looking at the servers again";
    }

    @Override
    protected void attempt(FilePath workspace) throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        ChosenClouds chosen = chooseClouds(workspace);
        ArgumentLimits limits = new ArgumentLimits(arguments.step(), chosen.limits());
        EvacuationRequest request = arguments.request(chosen.source(), limits, run.getFullDisplayName());
        limits.settle(earlier(), told ? line -> {} : this::say);
        told = true;
        if (isHeldByAnother(request)) {
            again(LOCK_POLL);
            return;
        }
        earlier().change();
        finish(call(
                new EvacuationCall(
                        request,
                        new ControllerStatus(now -> status = now),
                        getContext().get(TaskListener.class)),
                workspace,
                () -> {},
                result -> keep(arguments.step(), result.toReport())));
    }

    /** A host that a build moves or empties now, of whatever job, is waited for; a dry run waits for nobody. */
    private boolean isHeldByAnother(EvacuationRequest request) throws IOException, InterruptedException {
        return !request.dryRun()
                && holderOf(List.of(MoveClaim.ofHost(request.source(), request.host())))
                        .isPresent();
    }

    @Override
    protected boolean losesTries() {
        return true;
    }

    @Override
    protected void stopped() {
        say("stopped; run " + arguments.step() + " again to empty " + arguments.host);
    }

    private void finish(EvacuationResult result) throws IOException, InterruptedException {
        if (isSettled()) {
            return;
        }
        say("done    " + result.summary());
        if (result.dryRun() || !result.failed()) { // a dry run that finds why it is blocked has succeeded
            page().link();
            succeed(result.toMap());
        } else {
            fail(result.summary(), result.failures());
        }
    }
}
