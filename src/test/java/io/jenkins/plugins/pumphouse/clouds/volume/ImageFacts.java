package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Map;
import java.util.Set;

/** What a volume remembers of the image that it was made of. */
final class ImageFacts {
    private ImageFacts() {}

    /** What Cinder remembers of an image, all as text: some facts, and what Glance's schema calls no base property. */
    static ObjectNode of(ObjectNode image) {
        ObjectNode kept = WireJson.object(
                "signature_verified",
                "False",
                "image_id",
                WireJson.text(image, "id"),
                "image_name",
                WireJson.text(image, "name"));
        for (Map.Entry<String, JsonNode> field : image.properties()) {
            Set<String> left = Set.of(
                    "id",
                    "name",
                    "status",
                    "visibility",
                    "protected",
                    "owner",
                    "tags",
                    "created_at",
                    "updated_at",
                    "os_hidden",
                    "os_hash_algo",
                    "os_hash_value",
                    "virtual_size",
                    "stores",
                    "self",
                    "file",
                    "schema",
                    "locations",
                    "direct_url");
            if (!left.contains(field.getKey())
                    && field.getValue().isValueNode()
                    && !field.getValue().isNull()) {
                kept.put(field.getKey(), field.getValue().asText());
            }
        }
        return kept;
    }
}
