package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An environment as Nailgun keeps it. */
final class EnvironmentRow {
    final int id;
    final String name;
    final int release;
    String status = "new";
    /** A network template decides what the interfaces of its nodes carry. */
    boolean networkTemplate;
    /** Node groups, the default one first. */
    final String netProvider;

    final List<Group> groups = new ArrayList<>();
    /** The settings that roles depend on, as a fresh environment has them. */
    final Map<String, Boolean> settings = new TreeMap<>(Map.of(
            "storage.volumes_lvm",
            true,
            "storage.volumes_ceph",
            false,
            "storage.images_ceph",
            false,
            "storage.ephemeral_ceph",
            false,
            "storage.objects_ceph",
            false,
            "storage.volumes_block_device",
            false,
            "common.use_vcenter",
            false,
            "additional_components.ironic",
            false,
            "additional_components.ceilometer",
            false,
            "additional_components.mongo",
            false));
    /** Pairs of a kind and a node's id, null for the environment's own. */
    final List<Change> changes = new ArrayList<>(List.of(
            new Change("attributes", null), new Change("networks", null), new Change("vmware_attributes", null)));

    record Change(String name, Integer node) {}

    /** The first three numbers of the Admin network that is there for all. */
    static final String ADMIN = "10.20.0.";

    /**
     * A node group, whose networks have the usual names and ids of its own.
     *
     * @param number 0 for the default one
     * @param prefix of its Admin network, as {@code 10.21.0.}
     */
    record Group(int id, String name, int number, String prefix) {
        int network(String called) {
            return NodeLinks.NETWORKS.get(called) + 10 * number;
        }
    }

    Group group(int wanted) {
        return groups.stream().filter(each -> each.id() == wanted).findFirst().orElseThrow();
    }

    /** The group in whose Admin network a machine is; the default one otherwise. */
    Group groupOf(String ip) {
        return groups.stream()
                .filter(each -> each.number() > 0 && ip.startsWith(each.prefix()))
                .findFirst()
                .orElse(groups.get(0));
    }

    EnvironmentRow(int id, String name, int release, String netProvider) {
        this.netProvider = netProvider;
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
        ArrayNode listed = WireJson.array();
        changes.forEach(change -> listed.add(WireJson.object("name", change.name(), "node_id", change.node())));
        ObjectNode json = WireJson.object(
                "id",
                id,
                "name",
                name,
                "status",
                status,
                "release_id",
                release,
                "mode",
                "ha_compact",
                "net_provider",
                netProvider,
                "fuel_version",
                edition.says(),
                "is_customized",
                false,
                "changes",
                listed);
        if (!edition.lifeCycle()) {
            return json.put("grouping", "roles").putNull("pending_release_id");
        }
        json.put("is_locked", List.of("deployment", "remove").contains(status)).putArray("components");
        json.set(
                "ui_settings",
                WireJson.object(
                        "sort",
                        List.of(WireJson.object("roles", "asc")),
                        "sort_by_labels",
                        List.of(),
                        "search",
                        "",
                        "view_mode",
                        "standard",
                        "filter_by_labels",
                        WireJson.object(),
                        "filter",
                        WireJson.object()));
        return json;
    }
}
