package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImagePatch;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The images that a copy of a volume makes on its way. Cinder makes an image of a volume without the mark, which it
 * gets at once. One of that name that never got it is removed after a run that was interrupted, as the volume says, if
 * it looks like one of Cinder's; else it is left to a person.
 */
final class TemporaryImages {
    private final ChangeContext context;
    private final Resource volume;
    private final String name;
    private volatile boolean followsInterrupted;

    /** Images of that name without the mark that were there before this copy began; null before it was looked. */
    private Set<String> others;

    /** @param name of each of the images */
    TemporaryImages(ChangeContext context, Resource volume, String name) {
        this.context = context;
        this.volume = volume;
        this.name = name;
    }

    private List<ObjectNode> named(Cloud cloud) {
        return cloud.list(Request.get(Service.IMAGE, "/images").query("name", name), "images").stream()
                .filter(image -> name.equals(Json.text(image, "name")))
                .toList();
    }

    private boolean isMarked(ObjectNode image) {
        return volume.id().equals(Json.text(image, VolumeTemporaries.KEY));
    }

    /** In the project of this account, in the form in which the interrupted run has asked Cinder for it. */
    private boolean isOfInterrupted(Cloud cloud, ObjectNode image) {
        return followsInterrupted
                && cloud.caller().projectId().equals(Json.text(image, "owner"))
                && "raw".equals(Json.text(image, "disk_format"))
                && "bare".equals(Json.text(image, "container_format"));
    }

    /** Marks an image of the content, whose id Cinder has answered; one that takes no mark is removed by this run. */
    void mark(Cloud cloud, String image) {
        try {
            if (name.equals(Json.text(cloud.get(Service.IMAGE, "/images/" + Request.segment(image)), "name"))) {
                ImagePatch.set(cloud, image, Json.object().put(VolumeTemporaries.KEY, volume.id()));
            }
        } catch (CloudException.Denied e) {
            return; // the wait for the image tells its state
        }
    }

    /** Removes those of both clouds, of this run or an earlier one; what it cannot tell apart stays, and is said. */
    void remove() {
        if (others == null) {
            look();
        }
        remove(context.target());
        remove(context.source());
    }

    /** @param interrupted whether a run has left a claim of the volume, and so may have left an image without mark */
    void followInterrupted(boolean interrupted) {
        followsInterrupted = interrupted;
    }

    private void remove(Cloud cloud) {
        for (ObjectNode image : named(cloud)) {
            String id = Json.text(image, "id");
            if (isMarked(image) || others != null && !others.contains(cloud.name() + '/' + id)) {
                VolumeTemporaries.delete(cloud, Service.IMAGE, "image", image);
            }
        }
    }

    /** Nobody else makes such while this run has the volume: what comes later is its own. */
    private void look() {
        Set<String> found = new HashSet<>();
        for (Cloud cloud : List.of(context.target(), context.source())) {
            for (ObjectNode image : named(cloud)) {
                String id = Json.text(image, "id");
                if (!isMarked(image) && !isOfInterrupted(cloud, image)) {
                    found.add(cloud.name() + '/' + id);
                    context.say("image \"" + name + "\" (" + id + ") on " + cloud.name() + " is not marked, so it"
                            + " stays; if nobody needs it: openstack image delete " + id);
                }
            }
        }
        others = found;
    }
}
