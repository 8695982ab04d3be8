package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import java.util.function.Consumer;

/** Objects of a network service as another deployment or release would show them. */
final class ReshapedLists {
    private ReshapedLists() {}

    /** Changes every object of a list, in the list and alone. */
    static void reshape(EmbeddedCloud cloud, String path, String key, Consumer<ObjectNode> change) {
        JsonNode list = cloud.inside().get("network", path);
        for (JsonNode each : list.path(key)) {
            change.accept((ObjectNode) each);
            cloud.faults()
                    .on("GET", path + "/" + each.path("id").asText())
                    .status(200)
                    .body("{\"" + key.replaceFirst("s$", "") + "\": " + each + "}");
        }
        cloud.faults().on("GET", path).status(200).body(list.toString());
    }
}
