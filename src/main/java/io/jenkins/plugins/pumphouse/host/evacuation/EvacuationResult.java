package io.jenkins.plugins.pumphouse.host.evacuation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The outcomes of the servers of a hypervisor.
 *
 * @param servers one a server that was on it, or came while it was emptied
 * @param troubles what else failed, a sentence each
 * @param disabled whether Nova places no server on it at the end
 * @param empty whether no server is left but those of which the target has a copy
 * @param changed whether anything was written
 * @param interrupted whether it was stopped before its end
 */
public record EvacuationResult(
        String cloud,
        String host,
        ArrayList<Row> servers,
        ArrayList<String> troubles,
        boolean disabled,
        boolean empty,
        boolean changed,
        boolean dryRun,
        boolean interrupted,
        double seconds)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How it ended for a server. */
    public enum End {
        /** It is on another hypervisor; in a dry run, it would be migrated. */
        MOVED("moved", "updated"),
        /** It is left, as it should be. */
        KEPT("kept", "skipped"),
        /** Nova does not migrate it in its state, or nowhere is room. */
        REFUSED("refused", "conflict"),
        FAILED("failed", "failed");

        private final String word;
        private final String outcome;

        End(String word, String outcome) {
            this.word = word;
            this.outcome = outcome;
        }

        /** As the step returns it. */
        public String word() {
            return word;
        }

        /** The same in the word of the build's page for objects of any type. */
        String outcome() {
            return outcome;
        }
    }

    /**
     * One server.
     *
     * @param how {@code live} or {@code cold}; null when it was not migrated
     * @param to the hypervisor where it is; null when that is not known
     */
    public record Row(String id, String name, End end, String how, String to, double seconds, String message)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** As the step returns it. */
    public Map<String, Object> toMap() {
        return new EvacuationMap(this).result();
    }

    /** As the build's page shows it. */
    public Map<String, Object> toReport() {
        return new EvacuationMap(this).whole();
    }

    /** Whether something stays that was to go. */
    public boolean failed() {
        return interrupted || !failures().isEmpty();
    }

    /** A line each. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        servers.stream()
                .filter(EvacuationResult::isLeft)
                .forEach(row -> failures.add("server " + row.name() + " (" + row.id() + ") " + row.message()));
        failures.addAll(troubles);
        return failures;
    }

    /** Whether it was to leave and has not left. */
    static boolean isLeft(Row row) {
        return row.end() == End.REFUSED || row.end() == End.FAILED;
    }

    /** Such as {@code cmp-12: 3 servers moved, 1 refused; it is enabled}. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        parts.add(
                count(End.MOVED) == 1
                        ? "1 server " + (dryRun ? "to move" : "moved")
                        : count(End.MOVED) + " servers " + (dryRun ? "to move" : "moved"));
        for (End end : List.of(End.KEPT, End.REFUSED, End.FAILED)) {
            if (count(end) > 0) {
                parts.add(count(end) + " " + end.word());
            }
        }
        return host + ": " + String.join(", ", parts)
                + (dryRun ? "" : disabled ? "; it is disabled" : "; it is enabled");
    }

    long count(End end) {
        return servers.stream().filter(row -> row.end() == end).count();
    }
}
