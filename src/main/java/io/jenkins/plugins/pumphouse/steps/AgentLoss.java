package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.pumphouse.host.model.Spoken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Notices that an agent is lost in the middle of a call, of which Remoting has several names; the step then waits for
 * it, not for ever.
 */
final class AgentLoss {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Consumer<String> out;
    private final Duration patience;
    private final String next;

    /** Since when calls have failed; null when the last one did not. */
    private Instant since;

    AgentLoss(Consumer<String> out) {
        this(out, PATIENCE, "; waiting for it, then the step resumes");
    }

    /**
     * @param patience how long calls may fail
     * @param next what happens now, for the line that tells the loss
     */
    AgentLoss(Consumer<String> out, Duration patience, String next) {
        this.out = out;
        this.patience = patience;
        this.next = next;
    }

    /**
     * What the call returns. It catches its own failures, so that an exception is one of the connection.
     *
     * @throws Lost when the connection broke: to be tried again when the agent is back
     * @throws AbortException when that has happened for longer than any agent is away: then it is no loss but a fault
     */
    synchronized <V> V watch(FilePath workspace, PrintingCall<V> call)
            throws AbortException, InterruptedException, Lost {
        try {
            V answer = workspace.act(call);
            since = null;
            return answer;
        } catch (IOException | RuntimeException e) {
            Instant now = Instant.now();
            if (since == null) {
                since = now;
                out.accept("the agent is lost (" + e.getMessage() + ")" + next);
            } else if (since.plus(patience).isBefore(now)) {
                throw new AbortException("The agent was lost and its calls have failed for " + Spoken.of(patience)
                        + ": " + e.getMessage() + ". What is done stays; run the step again when the agent works.");
            }
            throw new Lost();
        }
    }

    /** The agent is away; nobody knows how far the call came. */
    static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
