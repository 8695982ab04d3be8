package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.compute.ServerGroupType;
import io.jenkins.plugins.pumphouse.migration.compute.ServerGroups;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the policy of a server's group allows the hypervisor that the operator's mapping names for the server: Nova
 * would boot it on no other, and fail after the server was stopped.
 */
final class GroupHosts {
    private static final String APART = "anti-affinity";

    private static final String TOGETHER = "affinity";

    private final Resource server;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;

    GroupHosts(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        this.server = server;
        this.source = source;
        this.target = target;
        this.translation = translation;
    }

    /** Why it does not, and what to do; empty when it does, or none is mapped. */
    Optional<String> refused() {
        Optional<String> host = new MappedHost(server, source, target, translation).host();
        return host.isEmpty()
                ? Optional.empty()
                : ServerGroups.of(server, source).flatMap(group -> refused(group, host.get()));
    }

    private Optional<String> refused(Resource group, String host) {
        Map<Resource, String> others = others(group);
        List<String> beside = others.entrySet().stream()
                .filter(other -> other.getValue().equals(host))
                .map(other -> other.getKey().name())
                .toList();
        others.values().removeIf(host::equals);
        String words = "is in server group " + ServerGroups.shown(group) + ", and is to go to hypervisor " + host
                + " by mapping: hosts:, while ";
        int most = group.field("rules").path("max_server_per_host").asInt(1);
        if (APART.equals(group.text("policy")) && beside.size() >= most) {
            return Optional.of(words + String.join(", ", beside) + " of the group is on it, or is to be. Name another"
                    + " hypervisor for one of them");
        }
        return TOGETHER.equals(group.text("policy"))
                ? others.entrySet().stream()
                        .findFirst()
                        .map(other -> words + other.getKey().name() + " of the group is on " + other.getValue()
                                + ", or is to be. Name one hypervisor for all of them")
                : Optional.empty();
    }

    /** The other members, each with the hypervisor of the target on which it is, or is to be. */
    private Map<Resource, String> others(Resource group) {
        Map<Resource, String> others = new LinkedHashMap<>();
        for (Resource member : members(group, source)) {
            if (!member.id().equals(server.id()) && !MoveNotes.isMoved(member)) {
                new MappedHost(member, source, target, translation).host().ifPresent(host -> others.put(member, host));
            }
        }
        String own = Mark.of(source.cloud(), server).value();
        translation
                .known(ServerGroupType.KIND, group.id())
                .flatMap(id -> target.find(ServerGroupType.KIND, id))
                .map(copied -> members(copied, target))
                .orElse(List.of())
                .stream()
                .filter(copy -> NovaServer.host(copy) != null)
                .filter(copy -> !own.equals(Json.text(copy.field("metadata"), Mark.KEY)))
                .forEach(copy -> others.put(copy, NovaServer.host(copy)));
        return others;
    }

    private static List<Resource> members(Resource group, CloudInventory cloud) {
        return Json.texts(group.json(), "members").stream()
                .flatMap(id -> cloud.find(Kind.SERVER, id).stream())
                .toList();
    }
}
