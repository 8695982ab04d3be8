package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.settings.ChosenClouds;
import io.jenkins.plugins.pumphouse.steps.agent.AgentCall;
import io.jenkins.plugins.pumphouse.steps.agent.AgentLoss;
import io.jenkins.plugins.pumphouse.steps.agent.AgentWorkspace;
import io.jenkins.plugins.pumphouse.steps.agent.RunningCall;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The run of a step: one try after the other until one settles the step. A restart of the controller and the loss of an
 * agent cost a try, which may always be begun again: what is done already is found on the clouds, or in a journal. That
 * is why nothing but the arguments has to be stored.
 *
 * <p>Between two tries there is no thread, no executor and no connection. However the step ends, its calls have ended
 * before it, and the build has its report.
 */
public abstract class ResumableExecution<A extends StepArguments> extends StepExecution {
    private static final long serialVersionUID = 1L;

    /** An end of the step waits so long for a call to put back what is under way and to say where everything is. */
    protected static final Duration PATIENCE = Duration.ofSeconds(15);

    protected final A arguments;
    /** Whether the step stands inside {@code node}, whose agent then does the work; settled at the start. */
    private boolean onAgent;

    /** The try under way, or the pause before the next one. */
    private transient volatile Future<?> next;

    private transient CallsUnderWay calls;
    private transient AgentLoss loss;
    private transient EarlierTries earlier;
    private transient volatile boolean resuming;
    /** Null until something is to be shown. */
    private transient StepPage page;
    /** Whether the context has its answer, which it may get only once: a stop and the end of the work may meet. */
    private transient boolean settled;

    protected ResumableExecution(StepContext context, A arguments) {
        super(context);
        this.arguments = arguments;
    }

    /**
     * Does what is left, or a part of it; then it settles the step, or asks for a further try.
     *
     * @param workspace of the agent that does the work; null on the controller
     */
    protected abstract void attempt(FilePath workspace) throws Exception;

    /** What is printed when the step goes on after a restart; keeps what it must not lose while its agent is away. */
    protected abstract String resumed() throws IOException, InterruptedException;

    /** The step was aborted and its calls have ended: what to write down, and to say of it. */
    protected abstract void stopped() throws IOException, InterruptedException;

    /** The step ends by an error and its calls have ended: what to write down, and to say of it. */
    protected void failed() throws IOException, InterruptedException {}

    /** The step ends now: what to release. Called again when an attempt ends after the step. */
    protected void ended() {}

    @Override
    public final boolean start() throws Exception {
        arguments.within(getContext().get(PumpClouds.class));
        onAgent = AgentWorkspace.isAround(getContext());
        BuildWatch.begin(this);
        next = StepThreads.submit(this::begin);
        return false;
    }

    @Override
    public final void onResume() {
        resuming = true;
        earlier().lost();
        BuildWatch.begin(this);
        next = StepThreads.submit(this::begin);
    }

    @Override
    public final void stop(Throwable cause) {
        if (settle()) {
            StepThreads.submit(() -> close(cause));
        }
    }

    private void begin() {
        try {
            page().begin(this::getStatus);
            if (losesTries() && !arguments.dryRun()) {
                earlier().keepIn(page()::firstChange);
            }
            if (resuming) {
                say("Jenkins was restarted; " + resumed());
                resuming = false;
            }
            FilePath workspace = AgentWorkspace.of(getContext());
            if (!isSettled() && onAgent && workspace == null) {
                waitsFor("waiting for the agent");
                again(loss().isAway());
            } else if (!isSettled()) {
                loss().isBack();
                attemptWhole(workspace);
            }
        } catch (AgentLoss.Lost | InterruptedException e) {
            earlier().lost();
            again(AgentLoss.POLL); // a stop has settled the step before; an agent that shuts down interrupts its calls
        } catch (Throwable e) { // also a class that cannot be loaded: a step that says nothing would hang for ever
            loss().end(e).ifPresentOrElse(this::fail, () -> again(AgentLoss.POLL));
        }
    }

    private void attemptWhole(FilePath workspace) throws Exception {
        try {
            attempt(workspace);
        } finally {
            if (isSettled()) {
                ended(); // a stop does not wait for an attempt, which may have taken something since
            }
        }
    }

    /** Asks for a further try after a pause. */
    protected final void again(Duration pause) {
        if (!isSettled()) {
            next = Timer.get()
                    .schedule(() -> next = StepThreads.submit(this::begin), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Has a call done where the step stands, so that a stop of the step ends it.
     *
     * @param afterwards when it has ended in any way
     * @param use what has to be done with its answer before a stopped step may end
     * @throws InterruptedException when the step is stopped
     */
    protected final <V extends Serializable> V call(
            AgentCall<V> call, FilePath workspace, Runnable afterwards, RunningCall.Use<V> use)
            throws IOException, InterruptedException, AgentLoss.Lost {
        try (RunningCall<V> running = new RunningCall<>(call, workspace, loss(), earlier()::lost, afterwards)) {
            synchronized (this) {
                if (settled) {
                    throw new InterruptedException("stopped before it began");
                }
                calls().add(running);
            }
            page().endPause();
            try {
                V answer = running.await();
                use.accept(answer);
                return answer;
            } finally {
                calls().remove(running);
            }
        }
    }

    /** Finds the configuration and the clouds that the step is about, and prints the warnings about them. */
    protected final ChosenClouds chooseClouds(FilePath workspace) throws IOException, InterruptedException {
        PumpClouds clouds = arguments.clouds();
        Run<?, ?> run = getContext().get(Run.class);
        ChosenClouds chosen = ChosenClouds.choose(
                clouds.config(), clouds.source(), clouds.target(), clouds.mapping(), run, workspace);
        chosen.warnings().forEach(this::say);
        page().linkTo(chosen.dashboards());
        return chosen;
    }

    private synchronized AgentLoss loss() {
        loss = loss == null ? new AgentLoss(this::say) : loss;
        return loss;
    }

    /** To be told before each thing that may change something, until when a lost try is nothing to speak of. */
    protected final synchronized EarlierTries earlier() {
        earlier = earlier == null ? new EarlierTries() : earlier;
        return earlier;
    }

    /** Whether nobody has written down what a lost try did: not of a step that only reads, or has a journal. */
    protected boolean losesTries() {
        return false;
    }

    private Map<String, Object> afterEarlierTries(Map<String, Object> result) {
        return losesTries() && !arguments.dryRun() ? earlier().in(result) : result;
    }

    /** Keeps what was done for the build's page. */
    protected final void keep(String name, Map<String, Object> report) throws IOException, InterruptedException {
        page().keep(name, afterEarlierTries(report));
    }

    /** Until its next call the step does nothing but wait; a view of the build's stages shows it. */
    protected final void waitsFor(String cause) {
        if (!isSettled()) {
            page().pause(cause);
        }
    }

    /** What the build shows of this step. */
    protected final synchronized StepPage page() {
        page = page == null ? new StepPage(getContext(), arguments) : page;
        return page;
    }

    protected final void succeed(Map<String, Object> result) {
        if (settle()) {
            page().end();
            ended();
            getContext().onSuccess(afterEarlierTries(result));
        }
    }

    /** Ends the step with a failure that names each part that failed. */
    protected final void fail(String summary, List<String> failures) {
        fail(new AbortException(ConsoleText.lines(
                summary + failures.stream().map(line -> "\n  x " + line).collect(Collectors.joining()))));
    }

    /** Ends the step with a failure, unless it has ended; the build's page tells it. */
    protected final void fail(Throwable failure) {
        if (settle()) {
            end(failure, () -> {
                calls().stop(PATIENCE, this::say);
                page().tell("failed: " + failure.getMessage(), this::afterEarlierTries);
                failed();
            });
        }
    }

    /** Ends an aborted step after its calls, so that the build has its report and its last lines. */
    private void close(Throwable cause) {
        end(cause, () -> {
            calls().stop(PATIENCE, this::say);
            Future<?> pause = next;
            if (pause != null) {
                pause.cancel(true); // a pause, or the reading of the configuration
            }
            page().tell("aborted before it had anything to report", this::afterEarlierTries);
            stopped();
        });
    }

    /** What is done when a step ends otherwise than well. */
    private interface LastWork {
        void run() throws IOException, InterruptedException;
    }

    /** Whatever comes of the last work, the step ends. */
    private void end(Throwable cause, LastWork work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            say("how far it came could not be written down: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            page().end();
            ended();
            getContext().onFailure(cause);
        }
    }

    private synchronized CallsUnderWay calls() {
        calls = calls == null ? new CallsUnderWay() : calls;
        return calls;
    }

    private synchronized boolean settle() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    protected final synchronized boolean isSettled() {
        return settled;
    }

    protected final void say(String line) {
        StepThreads.say(getContext(), line);
    }
}
