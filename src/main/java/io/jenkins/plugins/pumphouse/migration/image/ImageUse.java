package io.jenkins.plugins.pumphouse.migration.image;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/** Who needs an image of a cloud: a server that was booted from it is rebuilt from it, and may lie on top of it. */
public final class ImageUse {
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
}
