package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.compute.QuotaRoom;
import io.jenkins.plugins.pumphouse.migration.engine.Planner;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a source has, and what becomes of each object: which step moves it, what it loses by that, or why it stays.
 * Reads both clouds and writes to none.
 */
public final class SourceInventory {
    /** What becomes of an object. */
    public enum Fate {
        MOVES("moves"),
        MOVES_WITH_A_LOSS("moves with a loss"),
        IS_ON_THE_TARGET("is on the target"),
        STAYS("stays behind"),
        BLOCKED("blocked");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        /** For a person: {@code "moves with a loss"}. */
        public String words() {
            return words;
        }
    }

    /**
     * One object of the source.
     *
     * @param kind what it is, in the words of the log
     * @param name may be empty
     * @param id on the source
     * @param detail its size or place in a few words; may be empty
     * @param step the pipeline step that moves it; empty where it only comes along with another
     * @param why what it loses, or why it does not move; empty where all of it moves
     */
    public record Row(String kind, String name, String id, String detail, Fate fate, String step, String why)
            implements Serializable {}

    /** These move objects; the others act upon what has moved. */
    private static final Set<Verb> MOVING = EnumSet.complementOf(EnumSet.of(Verb.CLEANUP, Verb.CUTOVER));

    private final List<Row> rows;

    private SourceInventory(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * Reads both clouds.
     *
     * @param request whose verb and dry run mean nothing here
     */
    public static SourceInventory of(MigrationRequest request) throws InterruptedException {
        ResourceTypes types = new ResourceTypes(request.options());
        try (Cloud source = Cloud.open(request.source());
                Cloud target = Cloud.open(request.target())) {
            CloudInventory onTarget = new CloudInventory(target, types, request.options());
            Plan plan = new Planner(
                            types,
                            new CloudInventory(source, types, request.options()),
                            onTarget,
                            request.mapping(),
                            new Translation(),
                            new QuotaRoom(onTarget))
                    .plan(
                            types.kinds().stream()
                                    .filter(kind -> MOVING.stream()
                                            .anyMatch(verb -> types.of(verb).contains(kind)))
                                    .toList(),
                            request.selection());
            return new SourceInventory(
                    plan.changes().stream().map(change -> row(change, types)).toList());
        }
    }

    private static Row row(Change change, ResourceTypes types) {
        Kind kind = change.resource().kind();
        return new Row(
                kind.word(),
                change.resource().name(),
                change.resource().id(),
                change.detail(),
                fate(change),
                MOVING.stream()
                        .filter(verb -> types.of(verb).contains(kind))
                        .map(Verb::step)
                        .findFirst()
                        .orElse(""),
                Stream.of(change.reason(), change.told())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")));
    }

    private static Fate fate(Change change) {
        return switch (change.decision()) {
            case SKIP -> Fate.STAYS;
            case CONFLICT -> Fate.BLOCKED;
            case REUSE -> Fate.IS_ON_THE_TARGET;
            default -> change.leftBehind().isEmpty() ? Fate.MOVES : Fate.MOVES_WITH_A_LOSS;
        };
    }

    /** One row an object, after all that it needs. */
    public List<Row> rows() {
        return rows;
    }

    /** A table for the log: what stands in the way first, then what stays, then what moves. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        for (Fate fate : List.of(Fate.BLOCKED, Fate.STAYS, Fate.MOVES_WITH_A_LOSS, Fate.MOVES, Fate.IS_ON_THE_TARGET)) {
            List<Row> of = rows.stream().filter(row -> row.fate == fate).toList();
            if (!of.isEmpty()) {
                lines.add(of.size() + (of.size() == 1 ? " object " : " objects ") + fate.words());
                of.forEach(row ->
                        lines.add(String.format("  %-20s %-24s %-20s %s", row.kind, row.name, row.detail, row.why)
                                .stripTrailing()));
            }
        }
        return lines;
    }

    /** The rows as comma-separated values (RFC 4180), with a heading. */
    public String csv() {
        Stream<List<String>> heading = Stream.of(List.of("kind", "name", "id", "detail", "fate", "step", "why"));
        Stream<List<String>> values = rows.stream()
                .map(row -> List.of(row.kind, row.name, row.id, row.detail, row.fate.words(), row.step, row.why));
        return Stream.concat(heading, values)
                .map(cells -> cells.stream().map(SourceInventory::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    /** A name of a customer's must not become a formula of a spreadsheet. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
