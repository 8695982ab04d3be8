package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.HostMove.Pace;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.PhaseHandler;
import io.jenkins.plugins.pumphouse.host.phase.SharedServices;
import java.io.Serializable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;

/** One look at all hosts that are on their way, with one connection to each service for all of them. */
public final class HostRound {
    /** A BMC or a switch that is silent must not hold up the others; more at a time are not on their way. */
    private static final int AT_ONCE = 8;

    private final HostRequest request;
    private final Consumer<String> lines;
    private final Clock clock;
    private final Function<Phase, PhaseHandler> stages;

    /** @param lines takes what is to be told, a line at a time, from several threads */
    public HostRound(HostRequest request, Consumer<String> lines, Clock clock) {
        this(request, lines, clock, PhaseHandler::of);
    }

    HostRound(HostRequest request, Consumer<String> lines, Clock clock, Function<Phase, PhaseHandler> stages) {
        this.request = request;
        this.stages = stages;
        this.lines = line -> {
            synchronized (lines) {
                lines.accept(ConsoleText.line(line));
            }
        };
        this.clock = clock;
    }

    /**
     * What a round came to.
     *
     * @param states to be written before anything else is done
     * @param atOnce whether the next round is due as soon as they are written; else after a poll's time
     */
    public record Result(ArrayList<HostState> states, boolean atOnce) implements Serializable {}

    /**
     * Looks at every host that is on its way, and begins with as many others as may be.
     *
     * @param states of all hosts of the request; changed
     * @throws InterruptedException when the thread is interrupted. What the states say then may be behind the world,
     *     but not by more than the acts that they announced before.
     */
    public Result run(List<HostState> states) throws InterruptedException {
        List<HostState> moving = moving(states);
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, moving.size())), daemons());
        try (SharedServices services = new SharedServices(request)) {
            List<Future<Pace>> looks = new ArrayList<>();
            for (HostState state : moving) {
                looks.add(threads.submit(() -> look(services, state)));
            }
            boolean atOnce = false;
            for (Future<Pace> look : looks) {
                Pace pace = look.get();
                atOnce |= pace == Pace.AT_ONCE || pace == Pace.NEVER;
            }
            return new Result(new ArrayList<>(states), atOnce && !isOver(request, states));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                throw (InterruptedException) new InterruptedException("interrupted in a round").initCause(e.getCause());
            }
            throw new IllegalStateException("A host's round ended unexpectedly: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Pace look(SharedServices services, HostState state) {
        try (HostContext context = new HostContext(services, request.plan(state.host()), state, clock)) {
            return new HostMove(context, stages, FailureClass::of, lines).advance();
        }
    }

    private List<HostState> moving(List<HostState> states) {
        List<HostState> moving = new ArrayList<>();
        long under =
                states.stream().filter(state -> state.status() == Status.MOVING).count();
        for (HostState state : states) {
            if (state.status() == Status.MOVING && state.outside() == null) {
                moving.add(state);
            } else if (state.status() == Status.WAITING
                    && under < request.pace().maxParallel()
                    && mayBegin(request, states)) {
                moving.add(state);
                under++;
            }
        }
        return moving;
    }

    private static boolean mayBegin(HostRequest request, List<HostState> states) {
        return request.pace().goOn() || states.stream().noneMatch(state -> state.status() == Status.FAILED);
    }

    /** Whether no host is on its way, and none will be. */
    public static boolean isOver(HostRequest request, List<HostState> states) {
        return states.stream()
                .noneMatch(state -> state.status() == Status.MOVING
                        || state.status() == Status.WAITING && mayBegin(request, states));
    }

    private static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "pumphouse-host");
            thread.setDaemon(true);
            return thread;
        };
    }
}
