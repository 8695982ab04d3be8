package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.HostRound;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import java.io.Serializable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One look at the hosts in one call: the same on the controller and on an agent, which may be the only one that reaches
 * the BMCs.
 */
final class RemoteRound extends PrintingCall<RemoteRound.Answer> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(RemoteRound.class.getName());

    private final HostRequest request;
    private final ArrayList<HostState> states;

    RemoteRound(HostRequest request, ArrayList<HostState> states, TaskListener listener) {
        super(listener);
        this.request = request;
        this.states = states;
    }

    /**
     * What the round came to, or why it came to nothing.
     *
     * @param result null when the round has failed from within
     * @param error what to tell the user then; null otherwise
     */
    record Answer(HostRound.Result result, String error) implements Serializable {}

    /** An exception would be taken for the loss of the agent, and the round would be tried again. */
    @Override
    Answer work() throws InterruptedException {
        try {
            return new Answer(new HostRound(request, this::print, Clock.systemUTC()).run(states), null);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "A round of hosts has failed from within");
            return new Answer(
                    null,
                    "Pumphouse itself has failed (" + e.getMessage()
                            + "); the log of the machine on which the step ran has the details. The hosts stay as they"
                            + " are; run the step again to see where they are, and please report it.");
        }
    }
}
