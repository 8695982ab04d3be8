package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** What a volume has that Cinder does not take with the request that makes or manages it. */
public final class VolumeProperties {
    private final Cloud cloud;

    public VolumeProperties(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Gives a volume what its origin has; may be repeated.
     *
     * @return the volume as it is then
     */
    public ObjectNode bring(ObjectNode volume, Resource origin) {
        return bring(volume, origin, VolumeFields.imageMetadata(origin));
    }

    /**
     * The same with other properties of its image.
     *
     * @param wanted also the facts of an image that this cloud has; may be empty
     */
    public ObjectNode bring(ObjectNode volume, Resource origin, ObjectNode wanted) {
        String id = Json.text(volume, "id");
        Resource now = VolumeFields.resource(volume);
        for (var item : volume.path(VolumeFields.IMAGE_METADATA).properties()) {
            if (!wanted.has(item.getKey())) {
                unset(id, item.getKey());
            }
        }
        if (!wanted.isEmpty()
                && !wanted.equals(VolumeFields.imageMetadata(now))
                && !wanted.equals(now.field(VolumeFields.IMAGE_METADATA))) {
            act(id, "os-set_image_metadata", Json.object("metadata", wanted));
        }
        if (VolumeFields.isBootable(origin) != VolumeFields.isBootable(now)) {
            act(id, "os-set_bootable", Json.object().put("bootable", VolumeFields.isBootable(origin)));
        }
        if (VolumeFields.isReadOnly(origin) != VolumeFields.isReadOnly(now)) {
            act(id, "os-update_readonly_flag", Json.object().put("readonly", VolumeFields.isReadOnly(origin)));
        }
        return cloud.send(Request.get(Service.VOLUME, "/volumes/" + Request.segment(id)))
                .identified("volume");
    }

    private void unset(String id, String key) {
        try {
            act(id, "os-unset_image_metadata", Json.object().put("key", key));
        } catch (CloudException.NotFound e) {
            return; // it is gone, which was the aim
        }
    }

    private void act(String id, String action, ObjectNode body) {
        cloud.send(Request.post(Service.VOLUME, "/volumes/" + Request.segment(id) + "/action")
                .body(Json.object(action, body)));
    }
}
