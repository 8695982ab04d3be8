package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import io.jenkins.plugins.pumphouse.host.phase.WhereLeft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The outcomes of a step's hosts, for a script and a page.
 *
 * @param source name of the cloud that they left
 * @param target name of the cloud that they came to
 */
public record HostReport(String source, String target, boolean dryRun, List<HostState> states) {
    /**
     * Runs of phases in the result of a step, of all hosts: a running pipeline carries it along in its stored state.
     */
    static final int MOST_PHASES = 1000;

    private static final Set<Status> GOOD = Set.of(Status.READY, Status.COULD_GO, Status.NOT_STARTED);

    public boolean changed() {
        return states.stream().anyMatch(HostState::changed);
    }

    public long count(Status status) {
        return states.stream().filter(state -> state.status() == status).count();
    }

    /** Whether a host did not get where it should. */
    public boolean failed() {
        return states.stream().anyMatch(state -> !GOOD.contains(state.status()));
    }

    /** {@code "2 ready, 1 failed"}. */
    public String summary() {
        return Arrays.stream(Status.values())
                .filter(status -> count(status) > 0)
                .map(status -> count(status) + " " + OutcomeText.of(status))
                .collect(Collectors.joining(", "));
    }

    /** One line a host that failed or was not begun, to be read after the summary. */
    public List<String> failures() {
        return states.stream()
                .filter(state -> state.status() == Status.FAILED || state.status() == Status.WAITING)
                .map(state -> state.status() == Status.WAITING
                        ? state.host() + ": not begun, as another host failed"
                                + (state.note(NoteKeys.EMPTYING) == null
                                        ? ""
                                        : "\n    left as it is: " + WhereLeft.remembered(state))
                        : state.host() + ": " + state.message()
                                + (state.note(NoteKeys.LEFT) == null
                                        ? ""
                                        : "\n    left as it is: " + state.note(NoteKeys.LEFT)))
                .toList();
    }

    /** The result of a step: maps, lists, texts and numbers only, which every sandbox lets a script read and change. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changed", changed());
        map.put("summary", summary());
        map.put("ready", (int) count(Status.READY));
        map.put("failed", (int) count(Status.FAILED));
        map.put("left", (int) count(Status.NOT_STARTED));
        map.put("dryRun", dryRun);
        map.put("source", source);
        map.put("target", target);
        map.put("hosts", states.stream().map(this::host).collect(Collectors.toCollection(ArrayList::new)));
        return map;
    }

    private Map<String, Object> host(HostState state) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("host", state.host());
        map.put("outcome", OutcomeText.of(state.status()));
        map.put("changed", state.changed());
        map.put("phase", state.phase() == null ? null : state.phase().word());
        map.put("message", state.message());
        map.put("left", state.note(NoteKeys.LEFT));
        map.put("node", state.note(NoteKeys.NODE) == null ? null : Integer.valueOf(state.note(NoteKeys.NODE)));
        map.put("roles", new ArrayList<>(NoteKeys.list(state.note(NoteKeys.ROLES))));
        map.put(
                "seconds",
                state.phaseRuns().stream().mapToLong(PhaseRun::seconds).sum());
        List<Map<String, Object>> phases = new ArrayList<>();
        for (PhaseRun run : last(state.phaseRuns())) {
            Map<String, Object> phase = new LinkedHashMap<>();
            phase.put("phase", run.phase().word());
            phase.put("seconds", run.seconds());
            phase.put("end", run.end());
            phases.add(phase);
        }
        map.put("phases", phases);
        return map;
    }

    /** The last ones: how a host has ended, after however many tries. */
    private List<PhaseRun> last(List<PhaseRun> runs) {
        int most = Math.max(1, MOST_PHASES / states.size());
        return runs.subList(Math.max(0, runs.size() - most), runs.size());
    }
}
