package io.jenkins.plugins.pumphouse.migration.server.adoption;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** What Nova is asked for to attach a volume as it was; what its API does not take is said. */
final class AttachRequest {
    /** 2.49 takes a tag with the request, 2.79 whether the volume goes with the server (Compute API). */
    private static final String TAKES_TAG = "2.49";

    private static final String TAKES_END = "2.79";

    private AttachRequest() {}

    /** @param path of the server's attachments */
    static Request of(ChangeContext context, Cloud cloud, String path, DetachedVolume volume) {
        ObjectNode wanted = Json.object().put("volumeId", volume.id());
        if (!volume.device().isEmpty()) {
            wanted.put("device", volume.device());
        }
        boolean tagged = !volume.tag().isEmpty() && cloud.supports(Service.COMPUTE, TAKES_TAG);
        if (tagged) {
            wanted.put("tag", volume.tag());
        }
        boolean goes = volume.withServer() && cloud.supports(Service.COMPUTE, TAKES_END);
        if (goes) {
            wanted.put("delete_on_termination", true);
        }
        if (volume.withServer() && !goes || !volume.tag().isEmpty() && !tagged) {
            context.say("volume " + volume.id() + " is attached on " + cloud.name() + " again, but its Compute API"
                    + " does not take "
                    + (tagged || volume.tag().isEmpty()
                            ? "that it is deleted with the server (2.79)"
                            : "its tag " + volume.tag() + " (2.49)"));
        }
        Request post = Request.post(Service.COMPUTE, path).body(Json.object("volumeAttachment", wanted));
        return goes ? post.microversion(TAKES_END) : tagged ? post.microversion(TAKES_TAG) : post;
    }
}
