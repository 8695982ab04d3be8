package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is told in another's line: the ports of a new server in the server's, the rules of a new group in the group's.
 * Only where all goes well: a port or rules with something to say have a line of their own.
 */
final class MergedLines {
    /** Before a plan is known. */
    static final MergedLines NONE = new MergedLines();

    /** How many rules were written, as their change tells it; nothing where the target had all. */
    private static final Pattern COUNTS = Pattern.compile("|\\d+ rules? (added|removed)(, \\d+ rules? removed)?");

    private final Set<ResourceKey> merged = new HashSet<>();
    private final Map<String, List<String>> addresses = new HashMap<>();
    private final Map<String, String> rules = new HashMap<>();

    private MergedLines() {}

    static MergedLines of(Plan plan) {
        Map<ResourceKey, Change> created = plan.changes().stream()
                .filter(change -> change.decision() == Decision.CREATE)
                .collect(Collectors.toMap(
                        Change::key, Function.identity(), (one, same) -> one, LinkedHashMap::new)); // cards in order
        MergedLines lines = new MergedLines();
        created.values().forEach(change -> lines.merge(change, created.keySet()));
        return lines;
    }

    private void merge(Change change, Set<ResourceKey> created) {
        Kind kind = change.resource().kind();
        String server = change.resource().text("device_id");
        String id = change.resource().id();
        if (!change.reason().isEmpty() || !change.told().isEmpty()) {
            return;
        }
        if (kind.equals(PortType.KIND) && server != null && created.contains(new ResourceKey(Kind.SERVER, server))) {
            merged.add(change.key());
            addresses
                    .computeIfAbsent(server, of -> new ArrayList<>())
                    .addAll(change.resource().field("fixed_ips").findValuesAsText("ip_address"));
        }
        if (kind.equals(SecurityGroupRulesType.KIND) && created.contains(new ResourceKey(SecurityGroupType.KIND, id))) {
            merged.add(change.key());
            rules.put(id, change.detail());
        }
    }

    boolean has(Change change) {
        return merged.contains(change.key());
    }

    /** What a plan tells of an object, with its ports' addresses or its rules. */
    String detail(Change change) {
        String id = change.resource().id();
        Kind kind = change.resource().kind();
        List<String> at = kind.equals(Kind.SERVER) ? addresses.getOrDefault(id, List.of()) : List.of();
        String own = at.isEmpty() ? change.detail() : at(String.join(", ", at), change.detail());
        return kind.equals(SecurityGroupType.KIND) && rules.containsKey(id)
                ? (own.isEmpty() ? "" : own + ", ") + rules.get(id)
                : own;
    }

    /** The addresses follow the state and host, before what the move is to do otherwise than others. */
    private static String at(String addresses, String detail) {
        int more = detail.indexOf(',');
        return more < 0
                ? detail + " at " + addresses
                : detail.substring(0, more) + " at " + addresses + detail.substring(more);
    }

    /** Rules that came as the line of their group has announced, and of which nothing else is to be said. */
    boolean has(Outcome outcome) {
        return outcome.kind().equals(SecurityGroupRulesType.KIND.word())
                && rules.containsKey(outcome.source())
                && COUNTS.matcher(outcome.message()).matches();
    }

    /** For the line of a group that was made: its rules come after all groups, as they may refer to any. */
    String announced(Outcome outcome) {
        return outcome.kind().equals(SecurityGroupType.KIND.word()) && rules.containsKey(outcome.source())
                ? rules.get(outcome.source()) + " to add"
                : "";
    }
}
