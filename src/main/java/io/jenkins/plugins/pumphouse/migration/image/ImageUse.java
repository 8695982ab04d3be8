package io.jenkins.plugins.pumphouse.migration.image;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/** Who needs an image of a cloud: a server that was booted from it is rebuilt from it, and may lie on top of it. */
public final class ImageUse {
    /** Of an image without data that records a volume which the source's Cinder manages no more: the volume's id. */
    public static final String VOLUME_RECORD = "pumphouse_adopted_volume";

    private ImageUse() {}

    /** A server of any project that was booted from an image, in words; empty when there is none. */
    public static Optional<String> server(Cloud cloud, String image) {
        Request list = Request.get(Service.COMPUTE, "/servers/detail")
                .query("all_tenants", "1")
                .query("image", image);
        return cloud.list(list, "servers").stream()
                .map(server -> "server " + Json.text(server, "name"))
                .findFirst();
    }

    /** That an image is no user's, but a note of a run's; empty for any other. */
    static Optional<String> note(Resource image) {
        if (image.text(VOLUME_RECORD) != null) {
            return Optional.of("is Pumphouse's record of a volume that the target has adopted");
        }
        return image.text(ImageType.EARLY_COPY_OF) == null
                ? Optional.empty()
                : Optional.of("is an early copy of a server whose move was interrupted: run pumpInstances for that"
                        + " server, which removes it");
    }
}
