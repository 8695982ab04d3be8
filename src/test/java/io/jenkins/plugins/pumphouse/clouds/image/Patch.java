package io.jenkins.plugins.pumphouse.clouds.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Set;

/** A JSON patch in Glance's own media types: add, replace and remove of attributes. */
final class Patch {
    private static final Set<String> MEDIA_TYPES =
            Set.of("application/openstack-images-v2.1-json-patch", "application/openstack-images-v2.0-json-patch");

    private final Rules rules;
    private final Call call;

    Patch(Rules rules, Call call) {
        this.rules = rules;
        this.call = call;
    }

    /** The image after the patch; the given one stays as it is. */
    ObjectNode of(ObjectNode image) {
        String mediaType = call.header("Content-Type");
        if (mediaType == null || !MEDIA_TYPES.contains(mediaType)) {
            throw new Refused(415, null, "The request media type " + mediaType + " is not supported by this server.");
        }
        if (!call.json().isArray()) {
            throw Refused.badRequest("Request body must be a JSON array of operation objects.");
        }
        ObjectNode next = image.deepCopy();
        for (JsonNode operation : call.json()) {
            apply(operation, next, image);
        }
        return next;
    }

    private void apply(JsonNode operation, ObjectNode next, ObjectNode image) {
        String kind = WireJson.text(operation, "op");
        String name =
                WireJson.text(operation, "path").substring(1).replace("~1", "/").replace("~0", "~");
        rules.checkChange(name);
        boolean base = Rules.BASE.contains(name);
        if (Set.of("disk_format", "container_format").contains(name)
                && !WireJson.text(image, "status").equals("queued")) {
            throw Refused.forbidden("Attribute " + name + " can be only replaced for a queued image.");
        }
        if (name.equals("locations")) {
            throw Refused.forbidden("It's not allowed to update locations if locations are invisible.");
        }
        if (!kind.equals("add") && !base && !next.has(name)) {
            throw Refused.conflict("Property " + name + " does not exist.");
        }
        if (kind.equals("remove")) {
            if (base) {
                throw Refused.forbidden("Property " + name + " may not be removed.");
            }
            next.remove(name);
            return;
        }
        JsonNode value = operation.path("value");
        rules.check(name, value, call.caller());
        next.set(name, name.equals("tags") ? rules.unique(value) : value);
    }
}
