package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.HostJournal;
import io.jenkins.plugins.pumphouse.host.HostReport;
import io.jenkins.plugins.pumphouse.host.campaign.Forecast;
import io.jenkins.plugins.pumphouse.host.campaign.NextHost;
import io.jenkins.plugins.pumphouse.host.campaign.Window;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.Mapping;
import io.jenkins.plugins.pumphouse.migration.model.Mover;
import io.jenkins.plugins.pumphouse.migration.model.Options;
import io.jenkins.plugins.pumphouse.migration.model.Selection;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A campaign: hosts wait to be chosen, are emptied, and go the way of {@code pumpHost}. */
final class PumpCampaignExecution extends PumpHostExecution {
    private static final long serialVersionUID = 1L;

    /** Both clouds are looked at as a whole to choose a host; while none can go, not more often than this. */
    private static final Duration BETWEEN_CHOICES = Duration.ofMinutes(5);

    /**
     * The hosts whose servers are being moved by this object, after a restart by nobody until they are begun again; and
     * their moves under way.
     */
    private transient Map<String, Optional<RunningMigration>> emptying;

    private transient Map<String, AgentLoss> losses;

    private transient Instant nextChoice;
    private transient String lastWhy;
    private transient long doneBefore;

    PumpCampaignExecution(StepContext context, HostArguments arguments) {
        super(context, arguments);
    }

    @Override
    HostState fresh(String host) {
        HostState state = HostState.of(host);
        state.leave();
        return state;
    }

    @Override
    List<HostState> prepare(HostRequest request, List<HostState> states, FilePath workspace, HostJournal journal)
            throws Exception {
        if (emptying == null) {
            emptying = new ConcurrentHashMap<>();
            losses = new ConcurrentHashMap<>();
        }
        tellProgress(request, states);
        for (HostState state : states) {
            if (state.status() == Status.EMPTYING) {
                begin(request, state.host(), workspace);
            }
        }
        if (mayChoose(request, states)) {
            choose(request, states, workspace, journal);
        }
        return states;
    }

    private void tellProgress(HostRequest request, List<HostState> states) {
        long done = states.stream().filter(state -> state.status().isOver()).count();
        if (done > doneBefore) {
            say("campaign  " + Forecast.of(states, request.maxParallel(), Instant.now()));
            nextChoice = null; // what has arrived made room
        }
        doneBefore = done;
    }

    private boolean mayChoose(HostRequest request, List<HostState> states) {
        return (nextChoice == null || !Instant.now().isBefore(nextChoice)) && isOpen(request, states);
    }

    /** Whether a further host may be begun, as far as that is known without asking the clouds. */
    private boolean isOpen(HostRequest request, List<HostState> states) {
        long begun = states.stream()
                .filter(state -> state.status() != Status.NOT_STARTED)
                .count();
        boolean failed = states.stream().anyMatch(state -> state.status() == Status.FAILED);
        return begun < states.size()
                && onTheirWay(states) < request.maxParallel()
                && (arguments.atMost == 0 || begun < arguments.atMost)
                && (request.goOn() || !failed)
                && Window.parse(arguments.window).isOpen(LocalTime.now());
    }

    private static long onTheirWay(List<HostState> states) {
        return states.stream()
                .filter(state -> !state.status().isOver() && state.status() != Status.NOT_STARTED)
                .count();
    }

    private void choose(HostRequest request, List<HostState> states, FilePath workspace, HostJournal journal)
            throws Exception {
        HashSet<String> left = new HashSet<>();
        states.stream().filter(state -> state.status() == Status.NOT_STARTED).forEach(state -> left.add(state.host()));
        RemoteChoice remote = new RemoteChoice(
                request.source(), request.target(), left, request.hosts().get(0).allowances());
        RemoteChoice.Answer answer = workspace == null ? remote.call() : workspace.act(remote);
        if (answer.error() != null) {
            throw new AbortException(ConsoleText.lines(answer.error()));
        }
        NextHost next = answer.next();
        lastWhy = next.why();
        nextChoice = Instant.now().plus(BETWEEN_CHOICES);
        if (next.host() == null) {
            say("campaign  " + next.why());
            return;
        }
        say(next.host() + "  is the cheapest to empty: " + next.why());
        if (request.dryRun()) {
            return;
        }
        nextChoice = null;
        for (HostState state : states) {
            if (state.host().equals(next.host())) {
                state.beginEmptying(Instant.now());
                journal.write(states);
                begin(request, state.host(), workspace);
            }
        }
    }

    private void begin(HostRequest request, String host, FilePath workspace) {
        if (emptying.putIfAbsent(host, Optional.empty()) == null) {
            StepThreads.submit(() -> empty(request, host, workspace));
        }
    }

    /** Moves the servers away, which takes as long as their bytes; then the host goes on like any other. */
    private void empty(HostRequest request, String host, FilePath workspace) {
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            MigrationRequest migration = migration(request, host);
            RunningMigration current = new RunningMigration(
                    migration,
                    listener,
                    workspace,
                    losses.computeIfAbsent(host, one -> new AgentLoss(line -> say(host + "  " + line))),
                    part -> new RemoteEmptying(migration, host, part, listener));
            emptying.put(host, Optional.of(current));
            try {
                if (!isSettled()) { // asked once the stop can see the move: it settles before it looks
                    emptied(host, current.await());
                }
            } finally {
                current.over();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped; the stop says so
        } catch (AgentLoss.Lost e) {
            return; // the next look begins again with what is left
        } catch (AbortException e) { // lost for too long, or not believed
            fail(host, e.getMessage());
        } catch (IOException | RuntimeException e) {
            say(host + "  its servers: " + e.getMessage());
        } finally {
            emptying.remove(host);
        }
    }

    private MigrationRequest migration(HostRequest request, String host) throws IOException, InterruptedException {
        String build = getContext().get(Run.class).getFullDisplayName();
        Options options = Options.DEFAULT.withMover(Mover.ofThisJvm().doing(arguments.step + " of " + build));
        return new MigrationRequest(
                Verb.INSTANCES,
                request.source(),
                request.target(),
                new Selection(null, null, List.of(), host),
                new Mapping(chosen.mapping()),
                options,
                false);
    }

    private void emptied(String host, RemoteMigration.Answer answer) throws IOException, InterruptedException {
        Report report = answer.report();
        if (report == null) {
            fail(host, answer.error());
            return;
        }
        MigrationAction.of(getContext().get(Run.class)).add(arguments.step + " " + host, report);
        if (report.interrupted()) {
            return; // the stop says so, or the next look begins again
        }
        if (report.failed()) {
            fail(host, "its servers could not all be moved: " + report.summary());
        } else {
            change(host, state -> state.emptied(report.changed()));
        }
    }

    private void fail(String host, String failure) {
        change(host, state -> {
            state.fail(Instant.now(), failure);
            say(host + "  failed: " + failure);
        });
    }

    @Override
    void stopWork(Duration patience) {
        List<Future<?>> stops = new ArrayList<>();
        if (emptying != null) {
            emptying.values()
                    .forEach(move -> move.ifPresent(one -> stops.add(StepThreads.submit(() -> one.stop(patience)))));
        }
        for (Future<?> stop : stops) {
            try {
                stop.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                say("a server's move could not be stopped: " + e.getCause());
            }
        }
    }

    @Override
    void sayLast(HostReport report) {
        say("campaign  " + Forecast.of(report.states(), arguments.maxParallel, Instant.now()));
        super.sayLast(report);
    }

    @Override
    boolean isOver(HostRequest request, List<HostState> states) {
        if (onTheirWay(states) > 0) {
            return false;
        }
        return request.dryRun() || !isOpen(request, states) || lastWhy != null && nextChoice != null;
    }
}
