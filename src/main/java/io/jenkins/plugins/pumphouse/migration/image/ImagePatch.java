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
            operation(patch, "add", field.getKey()).set("value", field.getValue());
        }
        send(cloud, id, patch);
    }

    /** Removes a property; one that is gone is no matter. */
    public static void unset(Cloud cloud, String id, String property) {
        ArrayNode patch = Json.object().putArray("patch");
        operation(patch, "remove", property);
        try {
            send(cloud, id, patch);
        } catch (CloudException.Conflict e) {
            if (cloud.get(Service.IMAGE, path(id)).has(property)) {
                throw e;
            }
        }
    }

    /** The name of a property is escaped as a JSON pointer wants it (RFC 6901). */
    private static ObjectNode operation(ArrayNode patch, String op, String property) {
        String pointer = "/" + property.replace("~", "~0").replace("/", "~1");
        return patch.addObject().put("op", op).put("path", pointer);
    }

    private static void send(Cloud cloud, String id, ArrayNode patch) {
        cloud.send(Request.patch(Service.IMAGE, path(id)).body(patch, PATCH));
    }

    private static String path(String id) {
        return "/images/" + Request.segment(id);
    }
}
