package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.plan.Planner;
import io.jenkins.plugins.pumphouse.migration.quota.QuotaRoom;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a source has, and what becomes of each object: which step moves it, what it loses by that, or why it stays.
 * Reads both clouds and writes to none. Plain values: it travels from an agent.
 *
 * @param source name of the cloud that was read
 * @param target name of the cloud that it would move to
 * @param rows one an object, after all that it needs; last those that no step moves
 * @param cost what it took
 */
public record SourceInventory(String source, String target, List<Row> rows, Cost cost) implements Serializable {
    /** What becomes of an object, the most urgent first. */
    public enum Fate {
        UNREAD("cannot be read"),
        BLOCKED("blocked"),
        STAYS("stays behind"),
        MOVES_WITH_A_LOSS("moves with a loss"),
        MOVES("moves"),
        IS_ON_THE_TARGET("is on the target");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        /** For a person: {@code "moves with a loss"}. */
        public String words() {
            return words;
        }

        /** For a script: {@code "movesWithALoss"}. */
        public String key() {
            String[] parts = name().toLowerCase(Locale.ROOT).split("_");
            StringBuilder key = new StringBuilder(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                key.append(parts[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(parts[i].substring(1));
            }
            return key.toString();
        }
    }

    /**
     * One object of the source.
     *
     * @param kind what it is, in the words of the log
     * @param name may be empty
     * @param id on the source; empty where a whole list could not be read
     * @param detail its size or place in a few words; may be empty
     * @param use what of the source refers to it: {@code "2 servers"}; may be empty
     * @param step the pipeline step that moves it; empty where it only comes along with another, or stays
     * @param why what it loses, or why it does not move; empty where all of it moves
     */
    public record Row(
            String kind, String name, String id, String detail, String use, Fate fate, String step, String why)
            implements Serializable {}

    /** These move objects; the others act upon what has moved. */
    private static final Set<Verb> MOVING =
            EnumSet.complementOf(EnumSet.of(Verb.CLEANUP, Verb.ROLLBACK, Verb.ROLLBACK_RESOURCES, Verb.CUTOVER));

    public SourceInventory {
        rows = new ArrayList<>(rows);
    }

    /**
     * Reads both clouds.
     *
     * @param request whose verb and dry run are ignored
     * @throws io.jenkins.plugins.pumphouse.migration.model.MigrationException when there is no such tenant, or the
     *     account of the source does not see what others own
     * @throws io.jenkins.plugins.pumphouse.openstack.CloudException when a cloud cannot be reached at all
     */
    public static SourceInventory of(MigrationRequest request) throws InterruptedException {
        long start = System.nanoTime();
        ResourceTypes types = new ResourceTypes();
        try (Cloud source = Cloud.open(request.source());
                Cloud target = Cloud.open(request.target())) {
            BothInventories inventories = BothInventories.of(request, types, source, target);
            CloudInventory onSource = inventories.source();
            CloudInventory onTarget = inventories.target();
            Scope scope = onSource.scope(request.selection()); // first: a mistyped tenant is no missing service
            Plan plan = new Planner(types, onSource, onTarget, new Translation(), new QuotaRoom(onTarget))
                    .plan(
                            types.kinds().stream()
                                    .filter(kind -> MOVING.stream()
                                            .anyMatch(verb -> types.of(verb).contains(kind)))
                                    .toList(),
                            request.selection());
            List<Row> rows = new ArrayList<>(new InventoryRows(plan, types, MOVING).all());
            List<Resource> projects = onSource.list(Kind.PROJECT, Scope.ALL).stream()
                    .filter(project -> scope.all() || project.id().equals(scope.owner()))
                    .toList();
            rows.addAll(UnmovedServices.rows(source, projects, scope.all()));
            rows.addAll(ApplicationCredentials.rows(source, plan, projects, scope.all()));
            return new SourceInventory(source.name(), target.name(), rows, Cost.since(start, source, target));
        }
    }

    /** The result of a step; see {@link InventoryMap#result()}. */
    public Map<String, Object> toResult() {
        return new InventoryMap(this).result();
    }

    /** For the build's page; see {@link InventoryMap#whole()}. */
    public Map<String, Object> toReport() {
        return new InventoryMap(this).whole();
    }

    /** How many objects have a fate. */
    public long count(Fate fate) {
        return rows.stream().filter(row -> row.fate == fate).count();
    }

    /** {@code "31 move, 4 move with a loss, 2 stay behind"}. */
    public String summary() {
        String counts = List.of(
                        Fate.MOVES,
                        Fate.MOVES_WITH_A_LOSS,
                        Fate.IS_ON_THE_TARGET,
                        Fate.STAYS,
                        Fate.BLOCKED,
                        Fate.UNREAD)
                .stream()
                .filter(fate -> count(fate) > 0)
                .map(fate -> fate.words() + ": " + count(fate))
                .collect(Collectors.joining(", "));
        return rows.size() + (rows.size() == 1 ? " object" : " objects") + (counts.isEmpty() ? "" : "; " + counts);
    }

    /** How many objects of each kind have each fate, in the order of the rows. */
    public Map<String, Map<Fate, Integer>> counts() {
        Map<String, Map<Fate, Integer>> counts = new LinkedHashMap<>();
        for (Row row : rows) {
            counts.computeIfAbsent(row.kind, kind -> new java.util.EnumMap<>(Fate.class))
                    .merge(row.fate, 1, Integer::sum);
        }
        return counts;
    }
}
