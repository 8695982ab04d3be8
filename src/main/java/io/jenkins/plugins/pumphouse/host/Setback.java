package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.DurationText;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.NoteKeys;
import io.jenkins.plugins.pumphouse.host.phase.WhereLeft;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.remedy.Recovery;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a failure makes of a host: it waits, begins its phase again, or is left where it is. */
final class Setback {
    private final HostContext context;
    private final HostState state;
    private final Function<RuntimeException, FailureClass> reading;
    private final Consumer<String> tell;

    /**
     * @param reading what a failure means
     * @param tell takes a line about the host
     */
    Setback(HostContext context, Function<RuntimeException, FailureClass> reading, Consumer<String> tell) {
        this.context = context;
        this.state = context.state();
        this.reading = reading;
        this.tell = tell;
    }

    /**
     * Waits, begins the phase again, or fails the host.
     *
     * @param tryingAgain whether an act was being done that had been tried before
     */
    HostMove.Pace of(RuntimeException e, boolean tryingAgain) {
        Instant now = context.now();
        FailureClass trouble = reading.apply(e);
        // Each look that succeeds ends a silence; an act that is put off for ever is bounded by the phase's time.
        boolean putOffTooLong = tryingAgain && state.clock().isLate(now);
        if (trouble.recovery() == Recovery.WAIT && state.phase() != null && !putOffTooLong) {
            boolean news = state.progress(trouble.message());
            state.doubt(now);
            if (state.clock().silence(now).compareTo(context.patience()) < 0) {
                if (news) {
                    tell.accept(trouble.message() + " Retrying for " + DurationText.of(context.patience()) + ".");
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
}
