package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the scheduler was told with a server's boot, beside its server group, and what of it the scheduler is told with
 * the boot of the copy. Nova shows it from 2.100 on (Epoxy), each hint as a list, and takes most of them as one value.
 */
public final class ServerHints {
    static final String FIELD = "scheduler_hints";

    static final String NEWEST = "2.100";

    /** Membership of a group is brought along by itself, and known of any Nova. */
    private static final String GROUP = "group";

    /** Nova's own, between its services. */
    private static final String INTERNAL = "_nova_";

    /** Servers beside which, or apart from which, this one is to run. */
    private static final Set<String> PEERS = Set.of("different_host", "same_host");

    /** Hypervisors, cells and leases, which are of one cloud. */
    private static final Set<String> OF_ITS_CLOUD =
            Set.of("build_near_host_ip", "cidr", "target_cell", "different_cell", "reservation");

    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}");

    /** A JSON filter's word for a host's name, address or kind. */
    private static final Pattern OF_A_HOST =
            Pattern.compile("\\$(host|hypervisor|nodename|service|updated|aggregates)");

    private final Resource server;
    private final CloudInventory source;
    private final Map<String, JsonNode> hints;

    private ServerHints(Resource server, CloudInventory source, JsonNode shown) {
        this.server = server;
        this.source = source;
        this.hints = told(shown);
    }

    public static ServerHints of(Resource server, CloudInventory source) {
        return new ServerHints(server, source, LaterFields.of(server, source).path(FIELD));
    }

    private static Map<String, JsonNode> told(JsonNode shown) {
        Map<String, JsonNode> hints = new TreeMap<>();
        shown.properties().stream()
                .filter(hint -> !hint.getKey().equals(GROUP) && !hint.getKey().startsWith(INTERNAL))
                .forEach(hint -> hints.put(hint.getKey(), hint.getValue()));
        return hints;
    }

    /**
     * What the copy is booted with, of the servers that this one names those that the target has now.
     *
     * @param project of the copy, on the target
     */
    public ObjectNode forBoot(Cloud target, String project) {
        return isLeft() || hints.isEmpty() ? Json.object() : taken(copies(target, project));
    }

    /** The operator has accepted to go without. */
    private boolean isLeft() {
        return new Accepted(source.options().accept()).covers(server, Loss.of(LedgerItem.HINTS, ""));
    }

    private Map<String, String> copies(Cloud target, String project) {
        Map<String, String> copies = new HashMap<>();
        if (hints.keySet().stream().anyMatch(PEERS::contains)) {
            target.list(NovaServer.list(Scope.ownedBy(project)), "servers")
                    .forEach(each -> Mark.ofValue(Json.text(each.path("metadata"), Mark.KEY))
                            .filter(mark -> mark.cloud().equals(source.cloud().name()))
                            .ifPresent(mark -> copies.put(mark.id(), Json.text(each, "id"))));
        }
        return copies;
    }

    private ObjectNode taken(Map<String, String> copies) {
        ObjectNode taken = Json.object();
        hints.forEach((name, value) -> {
            if (PEERS.contains(name)) {
                List<String> ids = ids(value).stream()
                        .map(copies::get)
                        .filter(Objects::nonNull)
                        .toList();
                if (!ids.isEmpty()) {
                    taken.set(name, Json.array(ids));
                }
            } else if (!isOfItsCloud(name, value)) {
                taken.set(name, value.isArray() && value.size() == 1 ? value.get(0) : value);
            }
        });
        return taken;
    }

    private static List<String> ids(JsonNode value) {
        List<String> ids = new ArrayList<>();
        (value.isArray() ? value : Json.array(List.of(value.asText()))).forEach(each -> ids.add(each.asText()));
        return ids;
    }

    private static boolean isOfItsCloud(String name, JsonNode value) {
        String text = value.toString();
        return OF_ITS_CLOUD.contains(name)
                || ID.matcher(text).find()
                || OF_A_HOST.matcher(text).find();
    }

    /**
     * What the scheduler of the target is not told, as far as it is known before the move.
     *
     * @param project of the copy, on the target; empty before there is one
     */
    List<Loss> lost(CloudInventory target, Optional<String> project) {
        List<Loss> lost = new ArrayList<>();
        if (hints.isEmpty()) {
            return lost;
        }
        Map<String, String> copies =
                project.map(owner -> copies(target.cloud(), owner)).orElse(Map.of());
        hints.forEach((name, value) -> {
            if (isLeft()) {
                lost.add(loss(name, shown(value), "accepted"));
            } else if (PEERS.contains(name)) {
                ids(value).stream()
                        .filter(id -> !copies.containsKey(id))
                        .forEach(id -> lost.add(peer(name, id, target)));
            } else if (isOfItsCloud(name, value)) {
                lost.add(loss(
                        name,
                        shown(value),
                        "it names what " + source.cloud().name() + " has; the copy is scheduled without it"));
            }
        });
        return lost;
    }

    private Loss peer(String name, String id, CloudInventory target) {
        return source.find(Kind.SERVER, id)
                .map(peer -> loss(
                        name,
                        peer.name(),
                        "the copy is scheduled without it unless " + peer.name() + " is on "
                                + target.cloud().name() + " by then: move that one first"))
                .orElseGet(() -> loss(name, id, source.cloud().name() + " has no such server any more"));
    }

    private static Loss loss(String name, String value, String why) {
        return Loss.of(LedgerItem.HINTS, "scheduler hint " + name + "=" + value + " (" + why + ")");
    }

    private static String shown(JsonNode value) {
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return one.isTextual() ? one.asText() : one.toString();
    }

    /** Compares what the two were booted with; a target before 2.100 does not show it. */
    void tell(PreservationLedger ledger, Resource copy, Cloud target) {
        if (hints.isEmpty()) {
            return;
        }
        if (!target.supports(Service.COMPUTE, NEWEST)) {
            ledger.unknown(
                    LedgerItem.HINTS, target.name() + " does not show them: " + String.join(", ", hints.keySet()));
            return;
        }
        JsonNode shown = target.send(NovaServer.get(copy.id()).microversion(NEWEST))
                .json()
                .path("server")
                .path(FIELD);
        Map<String, JsonNode> has = told(shown);
        Map<String, String> copies = copies(target, copy.text("tenant_id"));
        ledger.kept(LedgerItem.HINTS);
        hints.forEach((name, value) -> {
            Set<String> expected = new TreeSet<>(ids(value));
            if (PEERS.contains(name)) {
                expected.clear();
                ids(value).forEach(id -> expected.add(copies.getOrDefault(id, id)));
            }
            if (!has.containsKey(name) || !new TreeSet<>(ids(has.get(name))).equals(expected)) {
                ledger.lost(LedgerItem.HINTS, name + "=" + shown(value));
            }
        });
    }
}
