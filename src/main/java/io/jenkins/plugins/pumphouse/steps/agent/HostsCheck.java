package io.jenkins.plugins.pumphouse.steps.agent;

import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isText;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.isTextOrNull;
import static io.jenkins.plugins.pumphouse.steps.agent.AnswerCheck.require;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import java.util.List;

/** Looks at the states of hosts that an agent returns before they are written into the build's journal. */
final class HostsCheck {
    /** Phases and their repetitions, and notes, of one host; a host with hundreds of ports has as many notes. */
    private static final int MOST = 5000;

    private HostsCheck() {}

    /** @throws AbortException when they are not those that it was given, one for one, or hold what no round writes */
    static void check(List<HostState> given, List<HostState> returned) throws AbortException {
        require(returned != null && returned.size() == given.size(), "it is about other hosts");
        for (int at = 0; at < given.size(); at++) {
            HostState state = returned.get(at);
            require(state != null && given.get(at).host().equals(state.host()), "it is about other hosts");
            check(state);
        }
    }

    private static void check(HostState state) throws AbortException {
        String host = state.host();
        require(state.status() != null && state.announced() != null, host + " has no status");
        require(
                isTextOrNull(state.message()) && isTextOrNull(state.intent()) && isTextOrNull(state.outside()),
                "a text of " + host + " is too long");
        require(
                state.phaseRuns().size() <= MOST && state.notes().size() <= MOST,
                host + " has more than " + MOST + " phases or notes");
        require(
                state.announced().deeds().size() <= MOST
                        && state.announced().deeds().entrySet().stream()
                                .allMatch(deed -> isText(deed.getKey()) && deed.getValue() != null),
                "the acts of " + host + " are none, or too many");
        for (PhaseRun run : state.phaseRuns()) {
            require(run != null && run.phase() != null && isText(run.end()), "a phase of " + host + " is none");
        }
        for (var note : state.notes().entrySet()) {
            require(isText(note.getKey()) && isTextOrNull(note.getValue()), "a note of " + host + " is no text");
        }
    }
}
