package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.HostReport;
import io.jenkins.plugins.pumphouse.host.HostRound;
import io.jenkins.plugins.pumphouse.host.MoveClaim;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.settings.ChosenHosts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The hours of a host's move: a round of looks, the states written, a pause, and again. Between two rounds there is no
 * thread, no executor and no connection.
 *
 * <p>What has to outlive a restart is in a journal in the build's directory, not in this object: how often Jenkins
 * stores running steps is a setting of the job. The journal's name comes from the step's place in the build, so that it
 * is found again even if Jenkins forgot that the step had begun.
 */
class PumpHostExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    /** How long until an agent is looked for again. */
    private static final Duration AGENT_POLL = Duration.ofSeconds(10);

    /** An abort waits so long for the round under way; the drivers end within a second or two of an interrupt. */
    private static final int STOP_SECONDS = 15;

    final HostArguments arguments;
    /** Whether the step stands inside {@code node}, from whose agent the calls then go out; settled at the start. */
    private boolean onAgent;

    private final HostBlocks blocks = new HostBlocks();

    /**
     * Held by whoever reads and writes the journal. Stored with the rest, since a block may end before anybody calls
     * onResume; unlocked then.
     */
    private final ReentrantLock round = new ReentrantLock();

    private transient volatile Future<?> running;
    private transient boolean settled;
    private transient boolean agentAway;
    private transient AgentLoss loss;
    transient ChosenHosts chosen;
    private transient MoveLock lock;
    private transient volatile String status;

    PumpHostExecution(StepContext context, HostArguments arguments) {
        super(context);
        this.arguments = arguments;
    }

    @Override
    public boolean start() throws Exception {
        if (arguments.hosts.isEmpty()) {
            throw new AbortException(
                    arguments.step + ": no host is named. Say which hypervisors may be taken away, for example"
                            + " hosts: ['cmp-12']; \"all\" is not possible.");
        }
        arguments.clouds = arguments.clouds.within(getContext().get(PumpClouds.class));
        onAgent = getContext().get(FilePath.class) != null;
        running = StepThreads.submit(this::work);
        return false;
    }

    @Override
    public void onResume() {
        running = StepThreads.submit(() -> {
            say("Jenkins was restarted; checking the state of the hosts");
            work();
        });
    }

    @Override
    public void stop(Throwable cause) {
        if (!settle()) {
            return;
        }
        Future<?> current = running;
        if (current != null) {
            current.cancel(true);
        }
        StepThreads.submit(() -> close(cause));
    }

    @Override
    public String getStatus() {
        return status == null ? "moving " + String.join(", ", arguments.hosts) : status;
    }

    /**
     * Rounds as long as there is something to do at once; the first one after a start or a restart reads the journal.
     */
    private void work() {
        round.lock();
        try {
            goOn();
        } finally {
            round.unlock();
        }
    }

    private void goOn() {
        try {
            FilePath workspace = AgentWorkspace.of(getContext());
            if (onAgent && workspace == null) {
                awaitAgent();
                return;
            }
            agentAway = false;
            HostJournal journal = journal();
            List<HostState> states = states(journal);
            takeBlockEnds(journal, states);
            HostRequest request = request(workspace);
            if (isHeldByAnother(request)) {
                schedule(request.poll());
                return;
            }
            states = prepare(request, states, workspace, journal);
            boolean atOnce;
            do {
                HostRound.Result result = look(workspace, request, states);
                states = result.states();
                atOnce = result.atOnce();
                if (isSettled()) {
                    return; // what the round did is announced in the journal, which the stop has closed
                }
                journal.write(states);
                status = StoppedHosts.phases(states);
            } while (atOnce);
            after(request, states);
        } catch (AgentLoss.Lost e) {
            awaitAgent();
        } catch (InterruptedException e) {
            return; // stopped; the stop says so
        } catch (Throwable e) { // also a class that cannot be loaded: a step that says nothing would hang for ever
            if (settle()) {
                release();
                getContext().onFailure(e);
            }
        } finally {
            if (isSettled()) {
                release(); // the stop did not wait for this round
            }
        }
    }

    /** Takes hosts and environments for this step alone; else says who has one of them, and it is tried again later. */
    private boolean isHeldByAnother(HostRequest request) throws IOException, InterruptedException {
        lock = lock == null ? new MoveLock(getContext(), arguments.step) : lock;
        String holder = request.dryRun()
                ? null
                : lock.take(MoveClaim.of(request), this::say).orElse(null);
        status = holder == null ? status : "waiting: " + holder;
        return holder != null;
    }

    private void release() {
        if (lock != null) {
            lock.release();
        }
    }

    private HostRound.Result look(FilePath workspace, HostRequest request, List<HostState> states)
            throws IOException, InterruptedException, AgentLoss.Lost {
        if (loss == null) {
            loss = new AgentLoss(
                    this::say, request.patience(), "; the last action may have run; checking when it is back");
        }
        RemoteRound remote =
                new RemoteRound(request, new ArrayList<>(states), getContext().get(TaskListener.class));
        RemoteRound.Answer answer = workspace == null ? remote.call() : loss.watch(workspace, remote);
        if (answer.error() != null) {
            throw new AbortException(ConsoleText.lines(answer.error()));
        }
        return answer.result();
    }

    /** What is to be decided before the rounds; changed states are written. */
    List<HostState> prepare(HostRequest request, List<HostState> states, FilePath workspace, HostJournal journal)
            throws Exception {
        return states;
    }

    /** Whether no host is on its way, and none will be. */
    boolean isOver(HostRequest request, List<HostState> states) {
        return new HostRound(request, line -> {}, Clock.systemUTC()).isOver(states);
    }

    /** A host that the step was given, before anything was done. */
    HostState fresh(String host) {
        return HostState.of(host);
    }

    private void after(HostRequest request, List<HostState> states) throws Exception {
        if (isOver(request, states)) {
            finish(new HostReport(request.source().name(), request.target().name(), request.dryRun(), states));
            return;
        }
        blocks.startNext(this, request, states);
        schedule(request.poll());
    }

    private void schedule(Duration pause) {
        running = Timer.get()
                .schedule(() -> running = StepThreads.submit(this::work), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void awaitAgent() {
        if (!agentAway) {
            say("the agent is away; waiting for it");
            agentAway = true;
        }
        schedule(arguments.poll < AGENT_POLL.toSeconds() ? Duration.ofSeconds(arguments.poll) : AGENT_POLL);
    }

    private HostRequest request(FilePath workspace) throws IOException, InterruptedException {
        if (chosen == null) {
            chosen = ChosenHosts.choose(
                    arguments.clouds.config(),
                    arguments.clouds.source(),
                    arguments.clouds.target(),
                    arguments.hosts,
                    getContext().get(Run.class),
                    workspace);
            chosen.warnings().forEach(this::say);
        }
        return arguments.request(chosen);
    }

    private HostJournal journal() throws IOException, InterruptedException {
        return MigrationAction.of(getContext().get(Run.class))
                .hosts(getContext().get(FlowNode.class).getId());
    }

    /**
     * What the journal says; after a restart, or a call that broke, with a doubt about everything that it announces.
     */
    private List<HostState> states(HostJournal journal) {
        if (!journal.exists()) {
            List<HostState> fresh = arguments.hosts.stream().map(this::fresh).toList();
            journal.write(fresh);
            return fresh;
        }
        List<HostState> states = journal.read();
        states.stream()
                .filter(state -> state.doubtFor(Instant.now()) == null)
                .forEach(state -> state.doubt(Instant.now()));
        return states;
    }

    private void takeBlockEnds(HostJournal journal, List<HostState> states) {
        List<HostState> changed = blocks.hand(states);
        if (!changed.isEmpty()) {
            journal.write(states);
            blocks.written(changed);
            changed.stream()
                    .filter(state -> state.message() != null)
                    .forEach(state -> say(state.host() + "  " + state.message()));
        }
    }

    /** Writes down what somebody else did for a host; the next round goes on with it. */
    final void change(String host, Consumer<HostState> change) {
        round.lock();
        try {
            HostJournal journal = journal();
            List<HostState> states = journal.read();
            states.stream()
                    .filter(state ->
                            state.host().equals(host) && !state.status().isOver())
                    .forEach(change);
            if (!isSettled()) {
                journal.write(states);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (settle()) {
                release();
                getContext().onFailure(e);
            }
        } finally {
            round.unlock();
        }
    }

    /** What to tell last. */
    void sayLast(HostReport report) {
        say("done    " + report.summary());
    }

    private void finish(HostReport report) throws IOException, InterruptedException {
        if (!settle()) {
            return;
        }
        MigrationAction.link(getContext().get(Run.class), getContext().get(TaskListener.class));
        sayLast(report);
        release();
        if (report.failed()) {
            String failures =
                    report.failures().stream().map(line -> "\n  x " + line).collect(Collectors.joining());
            getContext().onFailure(new AbortException(ConsoleText.lines(report.summary() + failures)));
        } else {
            getContext().onSuccess(report.toMap());
        }
    }

    /** Ends what works beside the rounds, and waits until it has said how far it came. */
    void stopWork(Duration patience) {}

    /** Writes down where everybody was left and says how to go on; then the step may end. */
    private void close(Throwable cause) {
        boolean mine = false;
        try {
            stopWork(Duration.ofSeconds(STOP_SECONDS));
            mine = round.tryLock(STOP_SECONDS, TimeUnit.SECONDS);
            HostJournal journal = journal();
            if (journal.exists()) {
                List<HostState> states = journal.read();
                StoppedHosts.among(states, arguments.step, this::say);
                journal.write(states);
            }
        } catch (IOException | RuntimeException e) {
            say("where the hosts were left could not be written down: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                release();
                round.unlock();
            }
            getContext().onFailure(cause);
        }
    }

    final synchronized boolean settle() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    final synchronized boolean isSettled() {
        return settled;
    }

    final void say(String line) {
        StepThreads.say(getContext(), line);
    }
}
