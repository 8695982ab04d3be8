package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.AnnouncedAct;
import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.PhaseHandler;
import io.jenkins.plugins.pumphouse.host.phase.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Advances one host as far as possible without waiting, and without an act that is not written down yet.
 *
 * <p>Every act is done in two rounds. The first one announces it in the state, which the caller writes; the second one
 * looks again, and does it if it is still asked for. So a reader of the state after a crash knows what may have
 * happened, and the second look finds out.
 */
final class HostMove {
    /**
     * Polls after which an act without a visible effect counts as not done: a crash came between, or the service
     * accepted it for nothing.
     */
    private static final int POLLS_OF_DOUBT = 4;

    /** Polls between two looks; a later look was held up by something. */
    private static final int USUAL_POLLS = 3;

    private final HostContext context;
    private final HostState state;
    private final Function<Phase, PhaseHandler> stages;
    private final FailureHandling failures;
    private final Consumer<String> lines;
    /** Whether an act is being done. */
    private boolean acting;

    /** @param reading what a failure means */
    HostMove(
            HostContext context,
            Function<Phase, PhaseHandler> stages,
            Function<RuntimeException, FailureClass> reading,
            Consumer<String> lines) {
        this.context = context;
        this.state = context.state();
        this.stages = stages;
        this.lines = lines;
        this.failures = new FailureHandling(context, reading, this::say);
    }

    /** When the host wants to be looked at again. */
    enum Pace {
        /** As soon as its state is written. */
        AT_ONCE,
        /** After a poll's time. */
        LATER,
        /** When somebody else has done what the state says. */
        OUTSIDE,
        NEVER
    }

    Pace advance() {
        try {
            if (state.phase() == null) {
                enter(Start.of(context));
            }
            while (true) {
                Pace pace = step(stages.apply(state.phase()).look(context));
                if (pace != null) {
                    return pace;
                }
            }
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return failures.of(e, acting);
        }
    }

    /** Null to look again at once. */
    private Pace step(HostStep step) {
        state.clock().looked(context.now(), context.poll().multipliedBy(USUAL_POLLS));
        if (step instanceof HostStep.Act act) {
            return act(act);
        }
        state.clock().succeeded();
        state.announced().foundDone();
        if (step instanceof HostStep.Done done) {
            return done(done);
        }
        if (step instanceof HostStep.Again again) {
            tell(again.line());
            return null;
        }
        if (step instanceof HostStep.Elsewhere other) {
            say(other.line());
            state.turn(other.phase(), context.now(), context.plan().timeout(other.phase()), other.line());
            return null;
        }
        if (step instanceof HostStep.AwaitBlock outside) {
            state.awaitOutside(outside.what());
            return Pace.OUTSIDE;
        }
        HostStep.Wait wait = (HostStep.Wait) step;
        if (state.clock().isLate(context.now())) {
            throw new HostException(stages.apply(state.phase()).late(context));
        }
        boolean isFirst = state.message() == null;
        if (state.progress(wait.progress())) {
            say(wait.progress() + (isFirst || wait.atMost() != null ? "; at most " + atMost(wait) + " more" : ""));
        }
        return Pace.LATER;
    }

    private String atMost(HostStep.Wait wait) {
        Duration ofPhase = state.clock().left(context.now());
        return DurationText.of(wait.atMost() == null || ofPhase.compareTo(wait.atMost()) < 0 ? ofPhase : wait.atMost());
    }

    private Pace act(HostStep.Act act) {
        if (context.isDryRun()) {
            say("would " + act.name());
            state.couldGo(context.now());
            return Pace.NEVER;
        }
        AnnouncedAct announced = state.announced();
        Optional<Duration> sinceDone = announced.sinceDone(act.name(), context.now());
        Duration pause = act.shows() ? context.poll() : context.poll().multipliedBy(POLLS_OF_DOUBT);
        if (sinceDone.isPresent() && state.clock().isLate(context.now())) {
            throw new HostException("\"" + act.name() + "\" was accepted, more than once, and has had no effect: "
                    + stages.apply(state.phase()).late(context));
        }
        if (sinceDone.filter(since -> since.compareTo(pause) < 0).isPresent()) {
            announced.foundDone();
            return Pace.LATER;
        }
        if (!announced.is(act.name())) {
            announced.foundDone();
            announced.announce(act.name());
            state.clock().succeeded();
            return Pace.AT_ONCE;
        }
        Duration doubt = announced.doubtFor(context.now());
        if (doubt != null && !act.shows() && doubt.compareTo(pause) < 0) {
            return Pace.LATER;
        }
        acting = true;
        act.deed().run();
        acting = false;
        state.clock().succeeded();
        announced.done(context.now());
        return null;
    }

    private Pace done(HostStep.Done done) {
        tell(done.line());
        Instant now = context.now();
        if (context.isDryRun()) {
            state.couldGo(now);
            return Pace.NEVER;
        }
        state.complete(now);
        if (state.status().isOver()) {
            return Pace.NEVER;
        }
        enter(state.phase().next());
        return null;
    }

    private void enter(Phase phase) {
        state.enter(phase, context.now(), context.plan().timeout(phase));
    }

    private void tell(String lineOrNull) {
        if (lineOrNull != null) {
            say(lineOrNull);
        }
    }

    private void say(String line) {
        lines.accept(state.host() + "  " + line);
    }
}
