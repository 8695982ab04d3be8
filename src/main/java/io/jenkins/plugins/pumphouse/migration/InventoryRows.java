package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkType;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as the rows of an inventory. */
final class InventoryRows {
    private final Plan plan;
    private final ResourceTypes types;
    private final Set<Verb> verbs;
    private final Map<ResourceKey, Change> changes = new HashMap<>();
    private final Map<ResourceKey, Map<Kind, Integer>> uses = new HashMap<>();
    /** The parent port of a trunk, by the trunk and by its sub-ports. */
    private final Map<ResourceKey, ResourceKey> parents = new HashMap<>();

    /** @param verbs whose steps move objects */
    InventoryRows(Plan plan, ResourceTypes types, Set<Verb> verbs) {
        this.plan = plan;
        this.types = types;
        this.verbs = verbs;
        for (Change change : plan.changes()) {
            changes.put(change.key(), change);
            trunk(change);
            Set<ResourceKey> needed = new HashSet<>();
            for (Reference need : change.needs()) {
                if (needed.add(need.key()) && !need.key().equals(change.key())) {
                    uses.computeIfAbsent(need.key(), key -> new TreeMap<>(java.util.Comparator.comparing(Kind::word)))
                            .merge(change.resource().kind(), 1, Integer::sum);
                }
            }
        }
    }

    private void trunk(Change change) {
        if (change.resource().kind().equals(TrunkType.KIND)) {
            ResourceKey parent =
                    new ResourceKey(PortType.KIND, change.resource().text("port_id"));
            parents.put(change.key(), parent);
            change.resource()
                    .field("sub_ports")
                    .findValuesAsText("port_id")
                    .forEach(port -> parents.put(new ResourceKey(PortType.KIND, port), parent));
        }
    }

    List<Row> all() {
        List<Row> rows = new ArrayList<>();
        plan.changes().forEach(change -> rows.add(row(change)));
        return rows;
    }

    private Row row(Change change) {
        Kind kind = change.resource().kind();
        boolean list = change.resource().id().equals("*");
        Change mover = withServer(change);
        return new Row(
                kind.word(),
                change.resource().name(),
                list ? "" : change.resource().id(),
                change.detail(),
                use(change.key()),
                list ? Fate.UNREAD : fate(mover, change),
                change == mover ? step(kind) : Verb.INSTANCES.step(),
                Stream.of(change.reason(), change.told())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")));
    }

    /** A volume that is attached, or a server's port or trunk, moves or stays with its server. */
    private Change withServer(Change change) {
        ResourceKey parent = parents.getOrDefault(change.key(), change.key());
        Resource resource = changes.getOrDefault(parent, change).resource();
        Stream<String> servers = resource.kind().equals(VolumeType.KIND)
                ? resource.field("attachments").findValuesAsText("server_id").stream()
                : resource.kind().equals(PortType.KIND) ? Stream.ofNullable(resource.text("device_id")) : Stream.of();
        return servers.map(server -> changes.get(new ResourceKey(Kind.SERVER, server)))
                .filter(server -> server != null)
                .findFirst()
                .orElse(change);
    }

    private String step(Kind kind) {
        return verbs.stream()
                .filter(verb -> types.of(verb).contains(kind))
                .map(Verb::step)
                .findFirst()
                .orElse("");
    }

    private String use(ResourceKey key) {
        return uses.getOrDefault(key, Map.of()).entrySet().stream()
                .map(use -> use.getValue() + " "
                        + (use.getValue() == 1
                                ? use.getKey().word()
                                : use.getKey().plural()))
                .collect(Collectors.joining(", "));
    }

    /** What a server loses is none of its port's or volume's loss. */
    private static Fate fate(Change mover, Change change) {
        return switch (mover.decision()) {
            case SKIP -> Fate.STAYS;
            case CONFLICT -> Fate.BLOCKED;
            case REUSE -> Fate.IS_ON_THE_TARGET;
            default -> change.leftBehind().isEmpty() ? Fate.MOVES : Fate.MOVES_WITH_A_LOSS;
        };
    }
}
