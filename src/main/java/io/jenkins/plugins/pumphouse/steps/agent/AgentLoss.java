package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.host.model.DurationText;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.ClosedChannelException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notices that an agent is lost in the middle of a call, of which Remoting has several names; the step then waits for
 * it, not for ever.
 */
public final class AgentLoss {
    /** How long until an agent is looked for again, and how many times as long where it stays away. */
    public static final Duration POLL = Duration.ofSeconds(5);

    private static final int LONGEST_POLL = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** A call that was under way for so long had an agent that worked. */
    private static final Duration WORKED = Duration.ofMinutes(1);

    /** As Remoting ends what waits for an answer; its name for the others is one of the JDK's. */
    private static final String ABORTED_REQUEST = "hudson.remoting.RequestAbortedException";

    private final Consumer<String> out;

    /** Since when calls have failed; null when the last one did not. */
    private Instant since;

    /** How often it was looked for since it went away. */
    private int looks;

    private final Clock clock;

    public AgentLoss(Consumer<String> out) {
        this(out, Clock.systemUTC());
    }

    AgentLoss(Consumer<String> out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * The agent is away, and Jenkins knows it: that is no fault, however long it takes.
     *
     * @return how long until it is looked for again; longer each time, as at each look Jenkins may print why the agent
     *     is offline
     */
    public synchronized Duration isAway() {
        since = null;
        if (looks++ == 0) {
            out.accept("the agent is away; waiting for it");
        }
        return POLL.multipliedBy(Math.min(looks, LONGEST_POLL));
    }

    /** The agent works, or the controller does. */
    public synchronized void isBack() {
        looks = 0;
    }

    /**
     * What the work came to. On an agent, the connection may break, and the answer is looked at.
     *
     * @param workspace null on the controller
     * @throws Lost when the connection broke: to be tried again when the agent is back
     * @throws AbortException why the work came to nothing; when the answer is not valid; or when the connection has
     *     been broken for longer than any agent is away: then it is no loss but a fault
     */
    public <V extends Serializable> V watch(FilePath workspace, AgentCall<V> call)
            throws AbortException, InterruptedException, Lost {
        AgentCall.Answer<V> answer = workspace == null ? call.call() : send(workspace, call);
        AnswerCheck.require(answer != null && (answer.value() == null) != (answer.error() == null), "it is empty");
        if (answer.error() != null) {
            throw new AbortException(ConsoleText.lines(AnswerCheck.cut(answer.error())));
        }
        if (workspace != null) {
            call.check(answer.value());
        }
        return answer.value();
    }

    private <V extends Serializable> AgentCall.Answer<V> send(FilePath workspace, AgentCall<V> call)
            throws AbortException, InterruptedException, Lost {
        Instant begun = clock.instant();
        try {
            AgentCall.Answer<V> answer = workspace.act(call);
            heard();
            return answer;
        } catch (IOException | RuntimeException e) {
            if (begun.plus(WORKED).isBefore(clock.instant())) {
                heard();
            }
            lost(e);
            throw new Lost();
        }
    }

    /**
     * Tells a broken connection from other failures, where files of the workspace are read and written.
     *
     * @return with what the step ends; empty when the agent is lost and will be waited for
     */
    public Optional<Throwable> end(Throwable e) {
        if (!isBrokenConnection(e)) {
            return Optional.of(e);
        }
        try {
            lost(e);
            return Optional.empty();
        } catch (AbortException tooLong) {
            return Optional.of(tooLong);
        }
    }

    private static boolean isBrokenConnection(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedChannelException
                    || cause.getClass().getName().equals(ABORTED_REQUEST)) {
                return true;
            }
        }
        return false;
    }

    private synchronized void heard() {
        since = null;
    }

    private synchronized void lost(Throwable e) throws AbortException {
        Instant now = clock.instant();
        if (since == null) {
            since = now;
            out.accept("the agent is lost (" + e.getMessage()
                    + "); waiting for it, then the step resumes; what was begun may have run, that is checked first");
        } else if (since.plus(PATIENCE).isBefore(now)) {
            throw new AbortException("The agent was lost and its calls have failed for " + DurationText.of(PATIENCE)
                    + ": " + e.getMessage() + ". What is done stays; run the step again when the agent works.");
        }
    }

    /** The agent is away; nobody knows how far the call came. */
    public static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
