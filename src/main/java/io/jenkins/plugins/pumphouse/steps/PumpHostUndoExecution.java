package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.MoveClaim;
import io.jenkins.plugins.pumphouse.host.WiringUndo;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.settings.ChosenHosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Seconds of work that may be repeated at any time: after a restart of the controller it is simply done again. */
final class PumpHostUndoExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    /** How long until an agent is looked for again, in seconds. */
    private static final int AGENT_POLL = 10;

    private final HostArguments arguments;
    private final int vlan;
    /**
     * Whether the step stands inside {@code node}, from whose agent the switches are asked then; settled at the start.
     */
    private boolean onAgent;

    private transient volatile Future<?> running;
    private transient boolean settled;
    private transient AgentLoss loss;
    private transient MoveLock lock;

    PumpHostUndoExecution(StepContext context, HostArguments arguments, int vlan) {
        super(context);
        this.arguments = arguments;
        this.vlan = vlan;
    }

    @Override
    public boolean start() throws Exception {
        if (arguments.hosts.isEmpty()) {
            throw new AbortException(
                    arguments.step + ": no host is named. Say whose ports go back, for example hosts: ['cmp-12'].");
        }
        arguments.clouds = arguments.clouds.within(getContext().get(PumpClouds.class));
        onAgent = getContext().get(FilePath.class) != null;
        running = StepThreads.submit(this::work);
        return false;
    }

    @Override
    public void onResume() {
        running = StepThreads.submit(this::work);
    }

    @Override
    public void stop(Throwable cause) {
        if (settle()) {
            Future<?> current = running;
            if (current != null) {
                current.cancel(true);
            }
            release();
            StepThreads.say(
                    getContext(), "stopped; run " + arguments.step + " again to have the rest of the ports put back");
            getContext().onFailure(cause);
        }
    }

    private void work() {
        try {
            FilePath workspace = AgentWorkspace.of(getContext());
            if (onAgent && workspace == null) {
                later();
                return;
            }
            RemoteUndo undo = undo(workspace);
            if (loss == null) {
                loss = new AgentLoss(line -> StepThreads.say(getContext(), line));
            }
            finish(workspace == null ? undo.call() : loss.watch(workspace, undo));
        } catch (AgentLoss.Lost e) {
            later();
        } catch (Throwable e) { // also a class that cannot be loaded: a step that says nothing would hang for ever
            if (settle()) {
                release();
                getContext().onFailure(e);
            }
        }
    }

    private void later() {
        running = Timer.get().schedule(() -> running = StepThreads.submit(this::work), AGENT_POLL, TimeUnit.SECONDS);
    }

    /** A host that a build moves now, of whatever job, is not touched. */
    private void lock(HostRequest request) throws IOException, InterruptedException {
        if (request.dryRun()) {
            return;
        }
        lock = new MoveLock(getContext(), arguments.step);
        Optional<String> holder = lock.take(MoveClaim.ofHosts(request));
        if (holder.isPresent()) {
            throw new AbortException(arguments.step + ": " + holder.get()
                    + ". Abort that first, or wait until it has ended. Nothing was done.");
        }
    }

    private void release() {
        if (lock != null) {
            lock.release();
        }
    }

    private RemoteUndo undo(FilePath workspace) throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        TaskListener listener = getContext().get(TaskListener.class);
        ChosenHosts chosen = ChosenHosts.choose(
                arguments.clouds.config(),
                arguments.clouds.source(),
                arguments.clouds.target(),
                arguments.hosts,
                run,
                workspace);
        chosen.warnings().forEach(listener.getLogger()::println);
        ArrayList<HostState> states = new ArrayList<>();
        for (HostPlan plan : chosen.hosts()) {
            states.add(FormerMoves.of(plan, run));
        }
        HostRequest request = arguments.request(chosen);
        lock(request);
        return new RemoteUndo(request, states, vlan, listener);
    }

    private void finish(WiringUndo.Result result) {
        if (!settle()) {
            return;
        }
        release();
        StepThreads.say(getContext(), "done    " + result.summary());
        if (result.dryRun()
                || result.failures().isEmpty()) { // a dry run that finds what stands against it has done its work
            getContext().onSuccess(result.toMap());
        } else {
            getContext()
                    .onFailure(new AbortException(ConsoleText.lines(result.summary()
                            + result.failures().stream()
                                    .map(failure -> "\n  x " + failure)
                                    .collect(Collectors.joining()))));
        }
    }

    private synchronized boolean settle() {
        boolean first = !settled;
        settled = true;
        return first;
    }
}
