package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/** Whether a server group of the target has room for one more: its policy among the hypervisors that serve. */
public final class GroupRoom {
    /** Of {@code ServerType.consumes}: the members of one group, which the quota of that name limits for each. */
    public static final String MEMBERS = "compute server_group_members";

    private static final String APART = "anti-affinity";

    private GroupRoom() {}

    /**
     * The quota that one more member of the server's group takes, which ends with the id of the target's group, or of
     * the source's while there is none; empty when it is in none.
     */
    public static Optional<String> consumed(Resource server, CloudInventory source, Translation translation) {
        return ServerGroups.of(server, source)
                .map(group -> MEMBERS + " of " + group.name() + " "
                        + translation.known(ServerGroupType.KIND, group.id()).orElse(group.id()));
    }

    /** How many members the target's group has already of which {@link #consumed} has told the quota. */
    public static int members(String quota, CloudInventory target) {
        return target.find(ServerGroupType.KIND, quota.substring(quota.lastIndexOf(' ') + 1))
                .map(group -> group.field("members").size())
                .orElse(0);
    }

    /** Why the group cannot take the server, and what to do; empty when it can, or when the target does not tell. */
    public static Optional<String> missing(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        Optional<Resource> group = ServerGroups.of(server, source).filter(own -> APART.equals(own.text("policy")));
        if (group.isEmpty()) {
            return Optional.empty();
        }
        int members = translation
                .known(ServerGroupType.KIND, group.get().id())
                .flatMap(id -> target.find(ServerGroupType.KIND, id))
                .map(there -> there.field("members").size())
                .orElse(0);
        int each = group.get().field("rules").path("max_server_per_host").asInt(1);
        int hosts = target.fact(GroupRoom.class, () -> serving(target));
        return hosts < 0 || members < hosts * each
                ? Optional.empty()
                : Optional.of("is in server group " + ServerGroups.shown(group.get()) + ", which has " + members
                        + " members on " + target.cloud().name() + " already, where " + hosts
                        + " hypervisors serve; add one with pumpHost");
    }

    /** Less than none where the account may not see it. */
    private static int serving(CloudInventory target) {
        Request services = Request.get(Service.COMPUTE, "/os-services").query("binary", "nova-compute");
        try {
            int serving = 0;
            for (ObjectNode service : target.cloud().list(services, "services")) {
                boolean isUp = "up".equals(Json.text(service, "state"));
                serving += isUp && "enabled".equals(Json.text(service, "status")) ? 1 : 0;
            }
            return serving;
        } catch (CloudException.Denied e) {
            return -1;
        }
    }
}
