package io.jenkins.plugins.pumphouse.host.nova;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashMap;
import java.util.Map;

/**
 * The disks that flavors give to servers; the cloud's list of flavors is read only where servers do not show theirs.
 */
final class FlavorDisks {
    private static final long GIBIBYTE = 1L << 30;
    private static final long MEBIBYTE = 1L << 20;

    /** What a flavor gives a server, in bytes: its root disk, and its ephemeral disk with its swap. */
    private record Disks(long root, long others) {}

    private final Cloud cloud;
    /** By the flavor's id; null until an old cloud makes it necessary. */
    private Map<String, Disks> flavors;

    FlavorDisks(Cloud cloud) {
        this.cloud = cloud;
    }

    /** No root disk when the server boots from a volume, whose image is an empty text. */
    long bytes(ObjectNode server) {
        JsonNode flavor = server.path("flavor");
        Disks disks = flavor.has("disk")
                ? disks(flavor, "ephemeral")
                : disks(flavor.path("id").asText());
        return server.path("image").isObject() ? disks.root() + disks.others() : disks.others();
    }

    private Disks disks(String flavorId) {
        if (flavors == null) {
            flavors = new HashMap<>();
            for (ObjectNode each :
                    cloud.list(Request.get(Service.COMPUTE, "/flavors/detail").query("is_public", "None"), "flavors")) {
                flavors.put(Registry.text(each, "id"), disks(each, "OS-FLV-EXT-DATA:ephemeral"));
            }
        }
        // A flavor may have been deleted under its servers.
        return flavors.getOrDefault(flavorId, new Disks(0, 0));
    }

    private static Disks disks(JsonNode flavor, String ephemeral) {
        return new Disks(
                flavor.path("disk").asLong() * GIBIBYTE,
                flavor.path(ephemeral).asLong() * GIBIBYTE + flavor.path("swap").asLong() * MEBIBYTE);
    }
}
