package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is in which of Keystone's groups. Groups are not migrated; whoever is in one is told so. */
final class Groups {
    private final Map<String, List<String>> byUser = new HashMap<>();
    private String unread;

    private Groups(Cloud cloud) {
        if (cloud.identityV2()) {
            return;
        }
        try {
            for (ObjectNode group : cloud.list(IdentityType.get("/groups"), "groups")) {
                Request members = IdentityType.get("/groups/" + Request.segment(Json.text(group, "id")) + "/users");
                for (ObjectNode user : cloud.list(members, "users")) {
                    byUser.computeIfAbsent(Json.text(user, "id"), id -> new ArrayList<>())
                            .add(Json.text(group, "name"));
                }
            }
        } catch (CloudException.MissingRight | CloudException.ServiceFault e) {
            unread = e.getMessage();
        } catch (CloudException.NotFound e) {
            return; // no such service, or a group that went while the list was read
        }
    }

    /** Those of the inventory's cloud; Keystone v2.0 has none. */
    static Groups of(CloudInventory inventory) {
        return inventory.fact(Groups.class, () -> new Groups(inventory.cloud()));
    }

    List<String> told(String user) {
        List<String> told = new ArrayList<>();
        byUser.getOrDefault(user, List.of())
                .forEach(group -> told.add("member of group " + group + " (groups are not migrated)"));
        if (unread != null) {
            told.add("groups (cannot be read: " + unread + ")");
        }
        return told;
    }
}
