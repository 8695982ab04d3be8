package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.HostLoop;
import io.jenkins.plugins.pumphouse.host.HostOrder;
import io.jenkins.plugins.pumphouse.host.HostReport;
import io.jenkins.plugins.pumphouse.host.HostRound;
import io.jenkins.plugins.pumphouse.host.MoveClaim;
import io.jenkins.plugins.pumphouse.host.Release;
import io.jenkins.plugins.pumphouse.host.campaign.Campaign;
import io.jenkins.plugins.pumphouse.host.campaign.CampaignMeans;
import io.jenkins.plugins.pumphouse.host.campaign.NextHost;
import io.jenkins.plugins.pumphouse.host.campaign.Window;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.settings.ChosenHosts;
import io.jenkins.plugins.pumphouse.steps.StepThreads;
import io.jenkins.plugins.pumphouse.steps.agent.AgentCall;
import io.jenkins.plugins.pumphouse.steps.agent.AgentLoss;
import io.jenkins.plugins.pumphouse.steps.agent.ChoiceCall;
import io.jenkins.plugins.pumphouse.steps.agent.RoundCall;
import io.jenkins.plugins.pumphouse.steps.agent.RunningCall;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The run of a step that moves hypervisors: a turn of the {@link HostLoop} for each try.
 *
 * <p>What has to outlive a restart is in a journal in the build's directory, not in this object: how often Jenkins
 * stores running steps is a setting of the job. The journal's name comes from the step's place in the build, so that it
 * is found again even if Jenkins forgot that the step had begun.
 */
final class HostsExecution extends LockingExecution<HostArguments> implements HostLoop.Means, CampaignMeans {
    private static final long serialVersionUID = 1L;

    private final HostBlocks blocks = new HostBlocks();
    /** How far the moves of hosts' servers are. */
    private final ConcurrentHashMap<String, String> emptying = new ConcurrentHashMap<>();

    private transient volatile HostLoop loop;
    /** Null for hosts whose servers somebody else moves. */
    private transient volatile Campaign campaign;

    private transient volatile ChosenHosts chosen;
    private transient volatile FilePath workspace;
    private transient volatile String holder;

    HostsExecution(StepContext context, HostArguments arguments) {
        super(context, arguments);
    }

    @Override
    public String getStatus() {
        if (holder != null) {
            return "waiting: " + holder;
        }
        String now = Stream.concat(
                        Stream.of(loop == null ? "" : loop.phases()),
                        emptying.entrySet().stream().map(host -> host.getKey() + " " + host.getValue()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return now.isEmpty() ? "moving " + String.join(", ", arguments.hosts) : now;
    }

    @Override
    protected String resumed() throws IOException, InterruptedException {
        lock().keep();
        return "checking the state of the hosts";
    }

    @Override
    protected void attempt(FilePath from) throws Exception {
        workspace = from;
        HostLoop hosts = loop();
        blocks.hand(hosts);
        HostRequest request = request();
        if (isHeldByAnother(request)) {
            again(request.pace().poll());
            return;
        }
        boolean over = hosts.turn(request);
        if (isSettled()) {
            return;
        }
        if (over) {
            finish(request, hosts.states());
            return;
        }
        blocks.startNext(this, request, hosts.states());
        again(request.pace().poll());
    }

    private HostLoop loop() throws IOException, InterruptedException {
        if (loop == null) {
            HostOrder course = new Release();
            if (arguments.campaign) {
                campaign =
                        new Campaign(Window.parse(arguments.window), arguments.atMost, this, Clock.systemDefaultZone());
                course = campaign;
            }
            HostLoop begun = new HostLoop(
                    MigrationAction.of(getContext().get(Run.class))
                            .hosts(getContext().get(FlowNode.class).getId()),
                    course,
                    this,
                    Clock.systemUTC());
            Run<?, ?> build = getContext().get(Run.class);
            begun.begin(arguments.hosts, host -> FormerMoves.recall(host, build));
            page().kept();
            loop = begun;
        }
        return loop;
    }

    private HostRequest request() throws IOException, InterruptedException {
        if (chosen == null) {
            ChosenHosts found = arguments.choose(getContext().get(Run.class), workspace);
            arguments.limits(found).settle(earlier(), this::say);
            chosen = found;
            chosen.warnings().forEach(this::say);
            page().linkTo(chosen.dashboards());
        }
        return arguments.request(chosen);
    }

    /** Takes hosts and environments for this step alone; else says who has one of them, and it is tried again later. */
    private boolean isHeldByAnother(HostRequest request) throws IOException, InterruptedException {
        holder = request.dryRun() ? null : holderOf(MoveClaim.of(request)).orElse(null);
        return holder != null;
    }

    /** What steps in the block are told. */
    MovesAround movesWithin() throws IOException, InterruptedException {
        return lock().within();
    }

    @Override
    public HostRound.Result round(HostRequest request, List<HostState> states) throws Exception {
        return call(
                new RoundCall(request, states, getContext().get(TaskListener.class)),
                workspace,
                () -> {},
                result -> {});
    }

    @Override
    public NextHost choose(HostRequest request, Set<String> left, Set<String> emptying) throws Exception {
        return call(
                new ChoiceCall(request, left, emptying, getContext().get(TaskListener.class)),
                workspace,
                () -> {},
                next -> {});
    }

    /** Moves the servers away, which takes as long as their bytes; then the host goes on like any other. */
    @Override
    public void empty(HostRequest request, String host) {
        StepThreads.submit(() -> {
            try {
                new HostEmptying(this, arguments, chosen, request, host, now -> emptying.put(host, now)).run(loop);
            } catch (InterruptedException | AgentLoss.Lost e) {
                return; // stopped, and the stop says so; or the next turn begins again with what is left
            } catch (AbortException e) { // lost for too long, or not believed
                loop.fail(host, e.getMessage());
            } catch (IOException | RuntimeException e) {
                fail(e);
            } finally {
                emptying.remove(host);
                campaign.left(host);
            }
        });
    }

    /** Has a call done where the step stands; see {@link #call}. */
    <V extends Serializable> V answer(AgentCall<V> call, Runnable afterwards, RunningCall.Use<V> use)
            throws IOException, InterruptedException, AgentLoss.Lost {
        return call(call, workspace, afterwards, use);
    }

    /** Keeps a report for the build's page. */
    void keepReport(String name, Map<String, Object> report) throws IOException, InterruptedException {
        keep(name, report);
    }

    @Override
    public boolean isStopped() {
        return isSettled();
    }

    @Override
    public void tell(String line) {
        say(line);
    }

    private void finish(HostRequest request, List<HostState> states) throws IOException, InterruptedException {
        HostReport report = new HostReport(
                request.clouds().source().name(), request.clouds().target().name(), request.dryRun(), states);
        if (campaign != null) {
            say("campaign  " + campaign.forecast(request, states));
        }
        say("done    " + report.summary());
        if (report.failed()) {
            fail(report.summary(), report.failures());
        } else {
            page().link();
            succeed(report.toMap());
        }
    }

    @Override
    protected void ended() {
        if (loop == null || !loop.isTurning()) {
            super.ended();
        }
    }

    /** As an abort does; hosts that have ended, as all have when the step fails because of them, are as they are. */
    @Override
    protected void failed() throws IOException, InterruptedException {
        stopped();
    }

    /** Writes down where every host was left and says how to go on. */
    @Override
    protected void stopped() throws IOException, InterruptedException {
        HostLoop hosts = loop();
        hosts.stop(arguments.step(), PATIENCE, state -> blocks.hand(hosts, state));
    }
}
