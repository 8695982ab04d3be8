package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
public record Drift(String source, String target, List<Row> rows, List<String> notes, Report.Cost cost)
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
     * @param name on the source, or on the target where the source has it no more
     * @param sourceId null where the source has it no more
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
        notes = new ArrayList<>(notes);
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

    /** The result of a step: with as many objects as a running pipeline should carry along, the urgent ones first. */
    public Map<String, Object> toResult() {
        Map<String, Object> map = toReport();
        List<String> told = Report.first(notes);
        if (rows.size() > Report.MOST_RESOURCES) {
            map.put(
                    "resources",
                    rows.stream()
                            .sorted(Comparator.comparing(Row::state))
                            .limit(Report.MOST_RESOURCES)
                            .map(Drift::resource)
                            .collect(Collectors.toCollection(ArrayList::new)));
            told.add("resources has " + Report.MOST_RESOURCES + " of " + rows.size()
                    + " objects, those that differ first; the build's report.json has all of them");
        }
        if (notes.size() > Report.MOST_RESOURCES) {
            told.add("notes has the first " + Report.MOST_RESOURCES + " of " + notes.size()
                    + "; the build's report.json has all of them");
        }
        map.put("notes", told);
        return map;
    }

    /** All of it: maps, lists, texts and numbers only. */
    public Map<String, Object> toReport() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changed", false);
        map.put("drift", found());
        map.put("summary", summary());
        for (State state : State.values()) {
            map.put(state.name().toLowerCase(Locale.ROOT), count(state));
        }
        map.put("notes", new ArrayList<>(notes));
        map.put("source", source);
        map.put("target", target);
        map.put("seconds", Math.round(cost.seconds()));
        map.put("requests", cost.requests());
        map.put("writes", cost.writes());
        map.put("resources", rows.stream().map(Drift::resource).collect(Collectors.toCollection(ArrayList::new)));
        return map;
    }

    private static Map<String, Object> resource(Row row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", row.kind);
        map.put("name", row.name);
        map.put("source", row.sourceId);
        map.put("target", row.targetId);
        map.put("outcome", row.state.words());
        map.put("message", row.message);
        List<Map<String, Object>> differences = new ArrayList<>();
        for (Difference difference : row.differences) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("field", difference.field());
            field.put("source", difference.source());
            field.put("target", difference.target());
            differences.add(field);
        }
        map.put("differences", differences);
        return map;
    }
}
