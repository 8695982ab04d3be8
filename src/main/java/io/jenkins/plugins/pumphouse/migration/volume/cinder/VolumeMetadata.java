package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** Items of a volume's metadata (Block Storage API v3, "Volumes", "Create metadata for volume"). */
public record VolumeMetadata(Cloud cloud, String volume) {

    /** Writes items; the others stay. */
    public void add(ObjectNode items) {
        cloud.send(Request.post(Service.VOLUME, path())
                .body(Json.object("metadata", items))
                .repeatable());
    }

    /** Removes an item, which may be gone already. */
    public void remove(String key) {
        cloud.remove(Request.delete(Service.VOLUME, path() + "/" + Request.segment(key)));
    }

    private String path() {
        return "/volumes/" + Request.segment(volume) + "/metadata";
    }
}
