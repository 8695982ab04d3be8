package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.steps.ArgumentLimits;
import io.jenkins.plugins.pumphouse.steps.ResumableExecution;
import io.jenkins.plugins.pumphouse.steps.agent.ControllerClaims;
import io.jenkins.plugins.pumphouse.steps.agent.ControllerPasswords;
import io.jenkins.plugins.pumphouse.steps.agent.ControllerStatus;
import io.jenkins.plugins.pumphouse.steps.agent.MigrationCall;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The run of a step that moves resources: one call, and its report. */
final class MigrationExecution extends ResumableExecution<PumpArguments> {
    private static final long serialVersionUID = 1L;

    /** Failures named in the step's error; the log and the report have all. */
    private static final int NAMED_FAILURES = 5;

    /** How far long work is; null while there is nothing to tell. */
    private transient volatile String progress;

    MigrationExecution(StepContext context, PumpArguments arguments) {
        super(context, arguments);
    }

    @Override
    public String getStatus() {
        String now = progress;
        return arguments.verb.doing() + (now == null ? "" : ": " + now);
    }

    @Override
    protected String resumed() {
        return "resuming";
    }

    @Override
    protected void attempt(FilePath workspace) throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        ChosenClouds chosen = chooseClouds(workspace);
        MigrationAction action = MigrationAction.of(run);
        arguments.readFormer(action, getContext().get(FlowNode.class).getId()).ifPresent(this::say);
        PlanDocument plan = new PlanDocument(arguments, action, workspace);
        ControllerPasswords passwords =
                new ControllerPasswords(action.passwordFile(), chosen.target().name());
        ArgumentLimits limits = new ArgumentLimits(arguments.step(), chosen.limits());
        MigrationRequest request = arguments.request(
                chosen,
                limits,
                run.getFullDisplayName(),
                plan.approved(chosen, this::say),
                PasswordChoice.of(arguments, passwords, run, workspace),
                arguments.created(action));
        limits.settle(earlier(), this::say);
        ControllerClaims claims = new ControllerClaims(request.options().mover().name(), earlier()::change);
        MigrationCall call = new MigrationCall(
                request,
                claims,
                new ControllerStatus(now -> progress = now),
                getContext().get(TaskListener.class));
        Runnable afterwards = () -> {
            claims.end();
            passwords.end();
        };
        finish(call(call, workspace, afterwards, report -> {
            keep(arguments.step(), report.toMap());
            plan.keep(report, chosen);
        }));
    }

    /** A step that plans and changes nothing although it was to: the plan is kept, and says what the target lacks. */
    private boolean isRefused(Report report) {
        return report.dryRun() && !arguments.dryRun();
    }

    private void finish(Report report) throws IOException, InterruptedException {
        if (isRefused(report)) {
            fail(new AbortException(ConsoleText.lines(report.fit().refusal(report.target()))));
            return;
        }
        if (report.failed() && !report.dryRun()) {
            fail(new AbortException(ConsoleText.lines(failure(report))));
            return;
        }
        if (!isSettled() && (report.changed() || report.failed())) {
            page().link();
        }
        succeed(report.toResult());
    }

    private static String failure(Report report) {
        List<String> failed = report.outcomes().stream()
                .filter(o -> o.end() == Outcome.End.FAILED || o.end() == Outcome.End.CONFLICT)
                .map(o -> o.end().sign() + " " + o.kind() + " " + o.called() + ": " + o.message())
                .toList();
        return report.summary() + FirstFew.lines(failed, NAMED_FAILURES, ", see above");
    }

    @Override
    protected boolean losesTries() {
        return true;
    }

    @Override
    protected void stopped() {
        say("interrupted; finished changes stay, the next run resumes");
    }
}
