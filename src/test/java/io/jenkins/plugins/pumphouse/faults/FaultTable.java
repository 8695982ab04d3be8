package io.jenkins.plugins.pumphouse.faults;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The counts of all verdicts: a row a kind of fault, a column a finding. */
final class FaultTable {
    private static final String CELL = "  %12s";

    private static final class Row {
        int trials;
        int struck;
        final Map<Finding, Integer> found = new EnumMap<>(Finding.class);
    }

    private FaultTable() {}

    static String of(List<Verdict> verdicts) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            count(rows.computeIfAbsent(verdict.trial.row(), name -> new Row()), verdict);
        }
        Row all = new Row();
        verdicts.forEach(verdict -> count(all, verdict));
        rows.put("all", all);
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, "%-38s  %6s  %6s", "fault", "trials", "struck"));
        for (Finding finding : Finding.values()) {
            table.append(String.format(Locale.ROOT, CELL, finding.words));
        }
        rows.forEach((name, row) -> {
            table.append(String.format(Locale.ROOT, "%n%-38s  %6d  %6d", name, row.trials, row.struck));
            for (Finding finding : Finding.values()) {
                table.append(String.format(Locale.ROOT, CELL, row.found.getOrDefault(finding, 0)));
            }
        });
        return table.append(System.lineSeparator()).toString();
    }

    private static void count(Row row, Verdict verdict) {
        row.trials++;
        row.struck += verdict.struck ? 1 : 0;
        for (Finding finding : Finding.values()) {
            if (verdict.has(finding)) {
                row.found.merge(finding, 1, Integer::sum);
            }
        }
    }
}
