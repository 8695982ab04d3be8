package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a volume has that Cinder does not take with the request that makes or manages it. */
public final class VolumeProperties {
    /** What a Cinder says that does not know a request yet: Icehouse none of these, Liberty all. */
    private static final String UNKNOWN = "no such action";

    private final Cloud cloud;
    private final Consumer<String> lacking;

    public VolumeProperties(Cloud cloud) {
        this(cloud, null);
    }

    /**
     * For a volume that has to come back, with or without them.
     *
     * @param lacking is told what this Cinder has no request for; null where that is a failure
     */
    public VolumeProperties(Cloud cloud, Consumer<String> lacking) {
        this.cloud = cloud;
        this.lacking = lacking;
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
     * @param all also the facts of an image that this cloud has; may be empty
     */
    public ObjectNode bring(ObjectNode volume, Resource origin, ObjectNode all) {
        ObjectNode wanted = VolumeItems.ofImage(cloud).taken(all);
        String id = Json.text(volume, "id");
        Resource now = VolumeFields.resource(volume);
        Map<String, CloudException> missing = unset(volume, wanted);
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
        ObjectNode whole = cloud.send(CinderVolume.get(id)).identified("volume");
        for (Map.Entry<String, CloudException> each : missing.entrySet()) {
            if (whole.path(VolumeFields.IMAGE_METADATA).has(each.getKey())) {
                throw each.getValue(); // a server booted from the volume would have the property
            }
        }
        return whole;
    }

    /** The answers to those of which the service said that the volume does not have them. */
    private Map<String, CloudException> unset(ObjectNode volume, ObjectNode wanted) {
        Map<String, CloudException> missing = new LinkedHashMap<>();
        for (var item : volume.path(VolumeFields.IMAGE_METADATA).properties()) {
            String key = item.getKey();
            if (wanted.has(key)) {
                continue;
            }
            try {
                act(
                        Json.text(volume, "id"),
                        "os-unset_image_metadata",
                        Json.object().put("key", key));
            } catch (CloudException.NotFound e) {
                missing.put(key, e); // gone, which was the aim, or not
            }
        }
        return missing;
    }

    private void act(String id, String action, ObjectNode body) {
        try {
            cloud.send(Request.post(Service.VOLUME, "/volumes/" + Request.segment(id) + "/action")
                    .body(Json.object(action, body)));
        } catch (CloudException.Rejected e) {
            if (lacking == null || !e.serviceMessage().contains(UNKNOWN)) {
                throw e;
            }
            lacking.accept("is on " + cloud.name() + " without what its Cinder, which is too old, has no request for ("
                    + action + "): " + shown(body) + ". Only Cinder's database can give it that");
        }
    }

    private static String shown(ObjectNode body) {
        return (body.path("metadata").isObject() ? body.path("metadata") : body)
                .properties().stream()
                        .map(item -> item.getKey() + " " + Json.shown(item.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
