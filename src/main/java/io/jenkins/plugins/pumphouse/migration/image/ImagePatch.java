package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** Changes of the fields of an image in one request each (Image API v2, "Update image"). */
public final class ImagePatch {
    private static final String PATCH = "application/openstack-images-v2.1-json-patch";

    private ImagePatch() {}

    /** Sets fields of an image. */
    public static void set(Cloud cloud, String id, ObjectNode fields) {
        ArrayNode patch = Json.object().putArray("patch");
        for (var field : fields.properties()) {
            String path = "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            patch.addObject().put("op", "add").put("path", path).set("value", field.getValue());
        }
        cloud.send(
                Request.patch(Service.IMAGE, "/images/" + Request.segment(id)).body(patch, PATCH));
    }

    /** Removes a property; one that is gone is no matter. */
    public static void unset(Cloud cloud, String id, String property) {
        ArrayNode patch = Json.object().putArray("patch");
        patch.addObject().put("op", "remove").put("path", "/" + property);
        try {
            cloud.send(Request.patch(Service.IMAGE, "/images/" + Request.segment(id))
                    .body(patch, PATCH));
        } catch (CloudException.Conflict e) {
            if (cloud.get(Service.IMAGE, "/images/" + Request.segment(id)).has(property)) {
                throw e;
            }
        }
    }
}
