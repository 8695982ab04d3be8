package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far what was moved still is on the target what it is on the source. Plain values: it travels from an agent.
 *
 * @param source name of the cloud that was moved from
 * @param target name of the cloud that was moved to
 * @param rows one an object
 * @param notes of types that were not compared, and why
 * @param cost what it took
 */
public record Drift(String source, String target, List<Row> rows, List<String> notes, Cost cost)
        implements Serializable {
    /** The state of an object, the most urgent first. */
    public enum State {
        DIFFERS("differs"),
        MISSING("missing on the target"),
        GONE("gone from the source"),
        UNKNOWN("cannot be compared"),
        DELETED("deleted on the source after its move"),
        EQUAL("equal");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** For a person. */
        public String words() {
            return words;
        }

        /** Whether somebody has to look at it. */
        boolean isDrift() {
            return compareTo(UNKNOWN) <= 0;
        }
    }

    /**
     * One object.
     *
     * @param kind what it is, in the words of the log
     * @param name on the source, or on the target where the source no longer has it
     * @param sourceId null where the source no longer has it
     * @param targetId null where the target does not have it
     * @param differences field by field
     * @param message all that is to be said of it; may be empty
     */
    public record Row(
            String kind,
            String name,
            String sourceId,
            String targetId,
            State state,
            List<Difference> differences,
            String message)
            implements Serializable {
        public Row {
            name = ConsoleText.line(name);
            message = ConsoleText.line(message);
            differences = new ArrayList<>(differences);
        }
    }

    public Drift {
        rows = new ArrayList<>(rows);
        notes = new ArrayList<>(notes.stream().map(ConsoleText::line).toList());
    }

    /** The result of a step; see {@link DriftMap#result()}. */
    public Map<String, Object> toResult() {
        return new DriftMap(this).result();
    }

    /** All of it; see {@link DriftMap#whole()}. */
    public Map<String, Object> toReport() {
        return new DriftMap(this).whole();
    }

    public int count(State state) {
        return (int) rows.stream().filter(row -> row.state == state).count();
    }

    /** Whether an object differs, is on one side only, or could not be compared. */
    public boolean found() {
        return rows.stream().anyMatch(row -> row.state.isDrift());
    }

    /** {@code "12 equal, 1 differs"}. */
    public String summary() {
        String counts =
                List.of(State.EQUAL, State.DIFFERS, State.MISSING, State.GONE, State.UNKNOWN, State.DELETED).stream()
                        .filter(state -> count(state) > 0)
                        .map(state -> count(state) + " " + state.words())
                        .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing of these types was moved" : counts;
    }

    /** The rows that somebody has to look at, one line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        rows.stream()
                .filter(row -> row.state != State.EQUAL)
                .sorted(Comparator.comparing(Row::state))
                .forEach(row -> lines.add(String.format(
                                Locale.ROOT,
                                "%s  %-16s %-20s %s%s",
                                row.state.isDrift() ? '!' : '-',
                                row.kind,
                                row.name,
                                row.state.words(),
                                row.message.isEmpty() ? "" : ": " + row.message)
                        .stripTrailing()));
        return lines;
    }
}
