package io.jenkins.plugins.pumphouse.steps.reading;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.steps.agent.VerifyCall;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The run of {@code pumpVerify}: it reads, so that it may be begun again at any time. */
final class VerifyExecution extends ReadingExecution<VerifyArguments> {
    private static final long serialVersionUID = 1L;

    /** Objects named in the step's error; the log and the report have all. */
    private static final int NAMED = 5;

    VerifyExecution(StepContext context, VerifyArguments arguments) {
        super(context, arguments);
    }

    @Override
    String doing() {
        return "comparing both clouds";
    }

    @Override
    protected void attempt(FilePath workspace) throws Exception {
        ChosenClouds chosen = chooseClouds(workspace);
        VerifyCall call = new VerifyCall(
                arguments.request(chosen), arguments.types, getContext().get(TaskListener.class));
        Drift drift = call(call, workspace, () -> {}, found -> keep(arguments.step(), found.toReport()));
        if (isSettled()) {
            return;
        }
        say("done    " + drift.summary());
        if (arguments.failsOnDrift && drift.found()) {
            fail(new AbortException(ConsoleText.lines(failure(drift))));
            return;
        }
        page().link();
        succeed(drift.toResult());
    }

    private static String failure(Drift drift) {
        List<String> lines =
                drift.lines().stream().filter(line -> line.startsWith("!")).toList();
        return drift.summary() + FirstFew.lines(lines, NAMED, ", see above")
                + "\nTo bring a change of the source over, run its step again; failOn: 'never' only tells.";
    }
}
