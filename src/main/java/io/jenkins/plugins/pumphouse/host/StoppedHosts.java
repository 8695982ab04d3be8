package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.phase.WhereLeft;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Hosts on their way, in words: what each does, and where each was left by an abort. */
final class StoppedHosts {
    private StoppedHosts() {}

    /** What the hosts do now, for those who look at the running step; empty when none is on its way. */
    static String phases(List<HostState> states) {
        return states.stream()
                .filter(state -> state.status() == Status.MOVING && state.phase() != null)
                .map(state -> state.host() + " " + state.phase().title())
                .collect(Collectors.joining(", "));
    }

    /** Notes of each that is on its way that it was stopped, and says where it is and how to go on. */
    static void among(List<HostState> states, String step, Consumer<String> lines) {
        states.stream()
                .filter(state -> state.status() == Status.MOVING || state.status() == Status.EMPTYING)
                .forEach(state -> stop(state, step, lines));
    }

    private static void stop(HostState state, String step, Consumer<String> lines) {
        String where = "stopped while "
                + (state.phase() == null
                        ? "its servers were moved"
                        : state.phase().title())
                + (state.intent() == null ? "" : "; \"" + state.intent() + "\" may have run");
        String left = WhereLeft.remembered(state);
        state.stop(Instant.now(), where);
        state.note(NoteKeys.LEFT, left);
        lines.accept(state.host() + "  " + where + ". Run " + step
                + " for it again: it checks the state of the host and resumes.");
        lines.accept(state.host() + "  left as it is: " + left);
    }
}
