package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageUse;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Removes images that a move has made and that no server was booted from. A move does not fail for one that stays: it
 * is told, with the property that finds it.
 *
 * @param what such an image is, as messages call it: {@code early copy}
 * @param property that all of them have, and its value
 */
record ImageRemoval(ChangeContext context, String what, String property, String value) {

    /** @param images of {@code cloud}; read by this method, as a list that fails is told, too */
    void from(Cloud cloud, Supplier<List<ObjectNode>> images) {
        try {
            for (ObjectNode image : images.get()) {
                remove(cloud, Json.text(image, "id"));
            }
        } catch (RuntimeException e) {
            if (Stages.isInterrupt(e)) {
                throw e;
            }
            context.say("may leave its " + what + " on " + cloud.name() + ": " + e.getMessage()
                    + " Until the server has moved the next run removes it; after that, openstack image delete removes"
                    + " what openstack image list --property " + property + "=" + value + " shows");
        }
    }

    private void remove(Cloud cloud, String id) {
        Optional<String> user = ImageUse.server(cloud, id);
        if (user.isEmpty()) {
            cloud.remove(Request.delete(Service.IMAGE, "/images/" + Request.segment(id)));
        } else {
            context.say("leaves " + what + " " + id + " on " + cloud.name() + ": " + user.get()
                    + " was booted from it. openstack image delete " + id + " removes it");
        }
    }
}
