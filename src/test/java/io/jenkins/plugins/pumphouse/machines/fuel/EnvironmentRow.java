package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** An environment as Nailgun keeps it. */
final class EnvironmentRow {
    final int id;
    final String name;
    final int release;
    String status = "new";
    /** Pairs of a kind and a node's id, null for the environment's own. */
    final List<Change> changes = new ArrayList<>(
            List.of(new Change("attributes", null), new Change("networks", null), new Change("vmware_attributes", null)));

    record Change(String name, Integer node) {}

    EnvironmentRow(int id, String name, int release) {
        this.id = id;
        this.name = name;
        this.release = release;
    }

    void changed(int node) {
        changes.removeIf(change -> change.node() != null && change.node() == node);
        changes.add(new Change("interfaces", node));
        changes.add(new Change("disks", node));
    }

    void forgets(int node) {
        changes.removeIf(change -> change.node() != null && change.node() == node);
    }

    ObjectNode json(Edition edition) {
        ArrayNode listed = Json.array();
        changes.forEach(change -> listed.add(Json.object("name", change.name(), "node_id", change.node())));
        ObjectNode json = Json.object("id", id, "name", name, "status", status, "release_id", release, "mode", "ha_compact",
                "net_provider", "neutron", "fuel_version", edition.says(), "is_customized", false, "changes", listed);
        if (!edition.lifeCycle()) {
            return json.put("grouping", "roles").putNull("pending_release_id");
        }
        json.put("is_locked", List.of("deployment", "remove").contains(status)).putArray("components");
        json.set("ui_settings", Json.object("sort", List.of(Json.object("roles", "asc")), "sort_by_labels", List.of(), "search", "",
                "view_mode", "standard", "filter_by_labels", Json.object(), "filter", Json.object()));
        return json;
    }
}
