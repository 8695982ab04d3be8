package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All needs of a plan that something of the target limits.
 *
 * @param rows what lacks first, what fits last
 */
public record FitTable(List<FitRow> rows) implements Serializable {
    /** Of a plan that needs nothing. */
    public static final FitTable EMPTY = new FitTable(List.of());

    /** Rows named in an error; the log has more. */
    private static final int NAMED = 20;

    public FitTable {
        rows = new ArrayList<>(
                rows.stream().sorted(Comparator.comparing(FitRow::state)).toList());
    }

    public int count(State state) {
        return (int) rows.stream().filter(row -> row.state() == state).count();
    }

    /** {@code "2 lacks, 1 short, 6 fits"}; empty where there is nothing to say. */
    public String summary() {
        List<String> counts = new ArrayList<>();
        for (State state : State.values()) {
            if (count(state) > 0) {
                counts.add(count(state) + " " + state.word());
            }
        }
        return String.join(", ", counts);
    }

    /** Why nothing was done of a plan that the target is sure to refuse in part, naming what lacks. */
    public String refusal(String target) {
        List<String> lacks = rows.stream()
                .filter(row -> row.state() == State.LACKS)
                .map(row -> row.where() + ": " + row.sentence())
                .toList();
        return target + " lacks what the plan needs:"
                + FirstFew.lines(lacks, NAMED, "")
                + "\nNothing was changed, as fit is 'fail'. Raise the quotas (openstack quota set, or pumpQuotas for those"
                + " of the source), free or add what lacks, or do what fits: fit: 'warn'.";
    }

    /**
     * Plain values, for a script and the report.
     *
     * @param most rows at most, the worst first
     */
    public List<Map<String, Object>> toList(int most) {
        return rows.stream().limit(most).map(FitRow::toMap).collect(Collectors.toCollection(ArrayList::new));
    }
}
