package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.WhereLeft;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.remedy.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a failure makes of a host: it waits, begins its phase again, or is left where it is. */
final class FailureHandling {
    private final HostContext context;
    private final HostState state;
    private final Function<RuntimeException, FailureClass> reading;
    private final Consumer<String> tell;

    /**
     * @param reading what a failure means
     * @param tell takes a line about the host
     */
    FailureHandling(HostContext context, Function<RuntimeException, FailureClass> reading, Consumer<String> tell) {
        this.context = context;
        this.state = context.state();
        this.reading = reading;
        this.tell = tell;
    }

    /**
     * Waits, begins the phase again, or fails the host.
     *
     * @param acting whether an act was being done, and not only looked
     */
    HostMove.Pace of(RuntimeException e, boolean acting) {
        Instant now = context.now();
        FailureClass trouble = reading.apply(e);
        if (trouble.recovery() == Recovery.WAIT && state.phase() != null) {
            Duration left = acting
                    ? leftForAct(trouble, now)
                    : context.patience().minus(state.clock().silence(now));
            boolean news = state.progress(trouble.message());
            state.doubt(now);
            if (left.compareTo(Duration.ZERO) > 0) {
                if (news) {
                    tell.accept(trouble.message() + " Retrying for " + DurationText.of(left) + ".");
                }
                return HostMove.Pace.LATER;
            }
        }
        if (trouble.recovery() == Recovery.REPEAT && state.tries() <= context.retries()) {
            tell.accept("failed " + state.phase().title() + ": " + trouble.message());
            tell.accept("begins " + state.phase().title() + " again, try " + (state.tries() + 1) + " of "
                    + (context.retries() + 1));
            state.repeat(now, trouble.message());
            return HostMove.Pace.LATER;
        }
        String left = WhereLeft.look(context, e instanceof BmcException);
        state.fail(now, trouble.message());
        state.note(NoteKeys.LEFT, left);
        tell.accept("failed" + (state.phase() == null ? "" : " " + state.phase().title()) + ": " + trouble.message());
        tell.accept("left as it is: " + left);
        return HostMove.Pace.NEVER;
    }

    /**
     * How long an act may still be put off. Each look before the act succeeds and ends a silence, so the time counts
     * from the first failure of the act. A service that does not work is given its patience, a busy one the time of the
     * phase; both end with the phase. The first failure of all has another try.
     */
    private Duration leftForAct(FailureClass trouble, Instant now) {
        Duration failing = state.clock().failing(now);
        Duration ofPhase = state.clock().left(now);
        if (state.doubtFor(now) == null) {
            ofPhase = max(ofPhase, context.poll());
        }
        Duration patience = context.patience().minus(failing);
        return trouble.faulty() && patience.compareTo(ofPhase) < 0 ? patience : ofPhase;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
