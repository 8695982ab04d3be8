package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageUse;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
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

    /**
     * @param images of {@code cloud}; read by this method, as a list that fails is told, too
     * @return whether all are gone that a later run could remove
     */
    boolean from(Cloud cloud, Supplier<List<ObjectNode>> images) {
        try {
            for (ObjectNode image : images.get()) {
                remove(cloud, Json.text(image, "id"));
            }
            return true;
        } catch (RuntimeException e) {
            if (Stages.isInterrupt(e)) {
                throw e;
            }
            context.say("may leave its " + what + " on " + cloud.name() + ": " + e.getMessage()
                    + " The next run removes it; openstack image list --property " + property + "=" + value
                    + " shows it");
            return false;
        }
    }

    /** The store itself may need it: a volume that was made of it within one Ceph is a clone. */
    private void delete(Cloud cloud, String id) {
        try {
            cloud.remove(Request.delete(Service.IMAGE, "/images/" + Request.segment(id)));
        } catch (CloudException.Conflict e) {
            context.say("leaves " + what + " " + id + " on " + cloud.name() + ", which keeps it: " + e.getMessage()
                    + " openstack image delete " + id + " removes it when nothing needs it any more");
        }
    }

    private void remove(Cloud cloud, String id) {
        Optional<String> user = ImageUse.server(cloud, id);
        if (user.isEmpty()) {
            delete(cloud, id);
        } else {
            context.say("leaves " + what + " " + id + " on " + cloud.name() + ": " + user.get()
                    + " was booted from it. openstack image delete " + id + " removes it");
        }
    }
}
