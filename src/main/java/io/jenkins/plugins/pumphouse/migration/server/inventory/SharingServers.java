package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.note.ServerNotes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Servers that share volumes, directly or through others, and of which one at least runs. None of them may write while
 * a volume is copied, so they move at the same time: one is stopped when all are, and all stay or none does.
 */
public final class SharingServers {
    /** States in which a server writes to none of its volumes. */
    private static final Set<String> OFF = Set.of("SHUTOFF", "SHELVED", "SHELVED_OFFLOADED");

    private final CloudInventory source;
    /** By id: the servers that the operator has named for this run. */
    private final Map<String, Resource> selected = new ConcurrentHashMap<>();

    private SharingServers(CloudInventory source) {
        this.source = source;
    }

    public static SharingServers of(CloudInventory source) {
        return source.fact(SharingServers.class, () -> new SharingServers(source));
    }

    /** Says which servers the run is to move. */
    public void expect(List<Resource> servers) {
        servers.stream()
                .filter(server -> ServerSelection.missed(server).isEmpty())
                .forEach(server -> selected.put(server.id(), server));
    }

    /** Those with which a server moves at the same time, without itself; none for most servers. */
    public List<Resource> with(Resource server) {
        List<Resource> all = all(server);
        return all.stream().noneMatch(SharingServers::mayWrite)
                ? List.of()
                : all.stream()
                        .filter(each -> !each.id().equals(server.id()))
                        .sorted(Comparator.comparing(Resource::name).thenComparing(Resource::id))
                        .toList();
    }

    /** The name that they have in common; empty for a server that moves alone. */
    public Optional<String> name(Resource server) {
        return with(server).isEmpty()
                ? Optional.empty()
                : Optional.of(all(server).get(0).id());
    }

    /** For the plan; empty for a server that moves alone. */
    public String told(Resource server) {
        List<Resource> others = with(server);
        return others.isEmpty()
                ? ""
                : ", moves at the same time as "
                        + others.stream().map(Resource::name).collect(Collectors.joining(" and "))
                        + ", as they share volumes";
    }

    /** Another server that has a volume of {@code server}, may write to it, and does not move with it. */
    Optional<Resource> running(AttachedVolume attached, Resource server) {
        List<Resource> moving = with(server);
        return holders(attached)
                .filter(id -> !id.equals(server.id())
                        && moving.stream().noneMatch(each -> each.id().equals(id)))
                .flatMap(id -> source.find(Kind.SERVER, id).stream())
                .filter(SharingServers::mayWrite)
                .findFirst();
    }

    /** In the order of their ids, which is the same for each of them. */
    private List<Resource> all(Resource server) {
        if (!selected.containsKey(server.id()) || hasMoved(server)) {
            return List.of();
        }
        return source.fact(List.of(SharingServers.class, server.id()), () -> {
            Map<String, Resource> found = new TreeMap<>();
            Deque<Resource> open = new ArrayDeque<>(List.of(server));
            while (!open.isEmpty()) {
                Resource next = open.pop();
                if (found.put(next.id(), next) == null) {
                    open.addAll(sharers(next));
                }
            }
            return new ArrayList<>(found.values());
        });
    }

    /** The others of the run that have a volume which is copied with {@code server}. */
    private List<Resource> sharers(Resource server) {
        try {
            return AdoptionChoice.copied(server, source).stream()
                    .flatMap(SharingServers::holders)
                    .filter(id -> !id.equals(server.id()))
                    .distinct()
                    .flatMap(id -> Optional.ofNullable(selected.get(id)).stream())
                    .filter(other -> !hasMoved(other))
                    .toList();
        } catch (CloudException.NotShown e) {
            return List.of(); // it is refused, as its volumes cannot be read
        }
    }

    private static boolean hasMoved(Resource server) {
        return server.field("metadata").has(ServerNotes.MOVED_TO);
    }

    private static Stream<String> holders(AttachedVolume attached) {
        List<String> ids = new ArrayList<>();
        for (JsonNode attachment : attached.volume().field("attachments")) {
            String id = Json.text(attachment, "server_id");
            if (id != null) {
                ids.add(id);
            }
        }
        return ids.stream();
    }

    private static boolean mayWrite(Resource server) {
        return !OFF.contains(String.valueOf(server.text("status")));
    }
}
