package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The run of a step: resolves names and credentials, has the work done where the step stands, gives back its report.
 *
 * <p>After a restart of the controller the work is simply done again: what is there already is found on the target, and
 * the plan holds only what is left. That is why nothing but the arguments has to be stored.
 */
final class PumpExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    /** So many failures are named in the error of the step; the log and the report have all. */
    private static final int NAMED_FAILURES = 5;

    /** How long until an agent is looked for again, in seconds. */
    private static final int AGENT_POLL = 10;

    /** An abort waits so long for the work to put back what is under way and to say where everything is. */
    private static final int STOP_SECONDS = 15;

    private final PumpArguments arguments;
    /** Whether the step stands inside {@code node}, whose agent then does the work; settled at the start. */
    private boolean onAgent;

    /** The work, or the pause before it. */
    private transient volatile Future<?> running;
    /** The migration under way, wherever it runs; null between two tries. */
    private transient volatile RunningMigration migration;

    private transient AgentLoss loss;
    /** Whether the context has its answer, which it may get only once: a stop and the end of the work may meet. */
    private transient boolean settled;

    PumpExecution(StepContext context, PumpArguments arguments) {
        super(context);
        this.arguments = arguments;
    }

    @Override
    public boolean start() throws Exception {
        arguments.clouds = arguments.clouds.within(getContext().get(PumpClouds.class));
        onAgent = getContext().get(FilePath.class) != null;
        running = StepThreads.submit(this::work);
        return false;
    }

    @Override
    public void onResume() {
        running = StepThreads.submit(() -> {
            say("Jenkins was restarted; resuming");
            work();
        });
    }

    @Override
    public void stop(Throwable cause) {
        if (settle()) {
            StepThreads.submit(() -> close(cause));
        }
    }

    /** Ends the step after the work, so that the build has its report and its last lines. */
    private void close(Throwable cause) {
        RunningMigration current = migration;
        Future<?> pause = running;
        if (current != null) {
            current.stop(Duration.ofSeconds(STOP_SECONDS));
        } else if (pause != null) {
            pause.cancel(true);
        }
        say("interrupted; finished changes stay, the next run resumes");
        getContext().onFailure(cause);
    }

    @Override
    public String getStatus() {
        return arguments.verb.doing();
    }

    private void work() {
        try {
            FilePath workspace = AgentWorkspace.of(getContext());
            if (onAgent && workspace == null) {
                later();
                return;
            }
            RunningMigration current = begin(workspace);
            if (current == null) {
                return; // stopped in the meantime
            }
            try {
                finish(current.await());
            } finally {
                migration = null;
                current.over();
            }
        } catch (AgentLoss.Lost e) {
            later();
        } catch (Throwable e) { // also a class that cannot be loaded: a step that says nothing would hang for ever
            if (settle()) {
                getContext().onFailure(e);
            }
        }
    }

    private void later() {
        running = Timer.get().schedule(() -> running = StepThreads.submit(this::work), AGENT_POLL, TimeUnit.SECONDS);
    }

    private synchronized boolean settle() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    /** Null when the step was stopped meanwhile. */
    private RunningMigration begin(FilePath workspace) throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        TaskListener listener = getContext().get(TaskListener.class);
        ChosenClouds chosen = ChosenClouds.choose(
                arguments.clouds.config(), arguments.clouds.source(), arguments.clouds.target(), run, workspace);
        chosen.warnings().forEach(listener.getLogger()::println);
        MigrationRequest request = arguments.request(chosen, run.getFullDisplayName());
        if (loss == null) {
            loss = new AgentLoss(this::say);
        }
        RunningMigration begun = new RunningMigration(request, listener, workspace, loss);
        synchronized (this) {
            if (settled) {
                return null;
            }
            migration = begun;
        }
        return begun;
    }

    private void finish(RemoteMigration.Answer answer) throws IOException, InterruptedException {
        Report report = answer.report();
        if (report != null) {
            keep(report);
        }
        if (!settle()) {
            return; // stopped in the meantime
        }
        if (report == null) {
            getContext().onFailure(new AbortException(ConsoleText.lines(answer.error())));
        } else if (report.failed() && !report.dryRun()) {
            getContext().onFailure(new AbortException(ConsoleText.lines(failure(report))));
        } else {
            getContext().onSuccess(report.toMap());
        }
    }

    private void keep(Report report) throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        MigrationAction.of(run).add(arguments.step, report);
        if (report.changed() || report.failed()) {
            MigrationAction.link(run, getContext().get(TaskListener.class));
        }
    }

    private static String failure(Report report) {
        List<Outcome> failed = report.outcomes().stream()
                .filter(o -> o.end() == Outcome.End.FAILED || o.end() == Outcome.End.CONFLICT)
                .toList();
        String named = failed.stream()
                .limit(NAMED_FAILURES)
                .map(o -> "\n  " + o.end().sign() + " " + o.kind() + " " + o.name() + ": " + o.message())
                .collect(Collectors.joining());
        int more = failed.size() - NAMED_FAILURES;
        return report.summary() + named + (more > 0 ? "\n  and " + more + " more, see above" : "");
    }

    private void say(String line) {
        StepThreads.say(getContext(), line);
    }
}
