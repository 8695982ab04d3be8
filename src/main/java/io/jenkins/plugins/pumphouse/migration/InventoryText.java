package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An inventory as lines of a log, and as a file for a spreadsheet. */
public final class InventoryText {
    /** Objects with a line in the log; all of them are in the files. */
    static final int MOST_LINES = 200;

    /** What a person has to decide about, the most urgent first. */
    private static final Set<Fate> TOLD = EnumSet.of(Fate.UNREAD, Fate.BLOCKED, Fate.STAYS, Fate.MOVES_WITH_A_LOSS);

    private InventoryText() {}

    /** Counts by type; then a line of each object that is blocked, stays or loses something. */
    public static List<String> table(SourceInventory inventory) {
        List<String> lines = new ArrayList<>();
        lines.add(line("type", Stream.of(Fate.values()).map(Fate::words).toList()));
        inventory
                .counts()
                .forEach((kind, fates) -> lines.add(line(
                        kind,
                        Stream.of(Fate.values())
                                .map(fate -> fates.containsKey(fate) ? String.valueOf(fates.get(fate)) : ".")
                                .toList())));
        int told = 0;
        for (Fate fate : TOLD) {
            List<Row> of =
                    inventory.rows().stream().filter(row -> row.fate() == fate).toList();
            if (!of.isEmpty()) {
                lines.add(of.size() + (of.size() == 1 ? " object: " : " objects: ") + fate.words());
                int shown = Math.min(of.size(), MOST_LINES - told);
                of.subList(0, shown).forEach(row -> lines.add(line(row)));
                told += shown;
                if (shown < of.size()) {
                    lines.add("  and " + (of.size() - shown) + " more: see inventory.html and inventory.csv");
                }
            }
        }
        return lines;
    }

    private static String line(String kind, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-24s", kind));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %17s", cell)));
        return line.toString();
    }

    private static String line(Row row) {
        return String.format(Locale.ROOT, "  %-20s %-24s %-20s %s", row.kind(), row.name(), row.detail(), row.why())
                .stripTrailing();
    }

    /** The rows as comma-separated values (RFC 4180), with a heading. */
    public static String csv(SourceInventory inventory) {
        Stream<List<String>> heading =
                Stream.of(List.of("type", "name", "id", "size", "use", "what becomes of it", "step", "why"));
        Stream<List<String>> values = inventory.rows().stream()
                .map(row -> List.of(
                        row.kind(),
                        row.name(),
                        row.id(),
                        row.detail(),
                        row.use(),
                        row.fate().words(),
                        row.step(),
                        row.why()));
        return Stream.concat(heading, values)
                .map(cells -> cells.stream().map(InventoryText::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    /** A name of a customer's must not become a formula of a spreadsheet. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
