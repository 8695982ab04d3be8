package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * What an object of the target has still to get from the source, which shows it no more: its tags say so. A Neutron
 * that takes no tags (before Ocata) has a port without an address for each such note, under the note's name, from
 * before the source lets go until the target has it; every Neutron has ports.
 */
final class HandoverNotes {
    /** Neutron's own owners begin so, and no step moves or counts their ports. */
    private static final String OWNER = "network:pumphouse";

    private static final String TAGS = "standard-attr-tag";

    private HandoverNotes() {}

    private static boolean isTagged(Cloud cloud) {
        return cloud.networkExtensions().contains(TAGS);
    }

    static List<String> of(Resource object, CloudInventory inventory) {
        if (isTagged(inventory.cloud())) {
            return Json.texts(object.json(), "tags");
        }
        List<ObjectNode> ports =
                inventory.fact(HandoverNotes.class, () -> inventory.cloud().list(all(), "ports"));
        List<String> notes = new ArrayList<>();
        for (ObjectNode port : ports) {
            if (isOf(port, object.id())) {
                notes.add(Json.text(port, "name"));
            }
        }
        return notes;
    }

    private static Request all() {
        return Request.get(Service.NETWORK, "/ports").query("device_owner", OWNER);
    }

    private static boolean isOf(ObjectNode port, String object) {
        return OWNER.equals(Json.text(port, "device_owner")) && object.equals(Json.text(port, "device_id"));
    }

    /**
     * @param path of the object's tags
     * @param network of the target that is switched over
     */
    static void write(Cloud target, String path, String object, String note, String network) {
        if (isTagged(target)) {
            target.send(
                    Request.put(Service.NETWORK, path + Request.segment(note)).repeatable());
        } else {
            keep(target, object, note, network);
        }
    }

    /** As {@link #write}, of an object that has its tag already if it can have one. */
    static void keep(Cloud target, String object, String note, String network) {
        if (isTagged(target) || !ports(target, object, note).isEmpty()) {
            return;
        }
        ObjectNode port = Json.object()
                .put("network_id", network)
                .put("name", note)
                .put("device_owner", OWNER)
                .put("device_id", object)
                .put("admin_state_up", false);
        port.putArray("fixed_ips");
        target.send(Request.post(Service.NETWORK, "/ports").body(Json.object("port", port)));
    }

    /** @param path of the object's tags */
    static void remove(Cloud target, String path, String object, String note) {
        if (isTagged(target)) {
            target.remove(Request.delete(Service.NETWORK, path + Request.segment(note)));
        } else {
            drop(target, object, note);
        }
    }

    /** As {@link #remove}, where a tag stays. */
    static void drop(Cloud target, String object, String note) {
        if (!isTagged(target)) {
            for (ObjectNode port : ports(target, object, note)) {
                target.remove(Request.delete(Service.NETWORK, "/ports/" + Request.segment(Json.text(port, "id"))));
            }
        }
    }

    private static List<ObjectNode> ports(Cloud target, String object, String note) {
        return target.list(all(), "ports").stream()
                .filter(port -> isOf(port, object) && note.equals(Json.text(port, "name")))
                .toList();
    }
}
