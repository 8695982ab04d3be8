package io.jenkins.plugins.pumphouse.clouds.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an image may be told: which attributes are the service's own, and what the others must look like. */
final class Rules {
    /** The attributes of the schema; everything else is a property of the image's owner and a string. */
    static final Set<String> BASE = Set.of(
            "id",
            "name",
            "disk_format",
            "container_format",
            "visibility",
            "size",
            "virtual_size",
            "status",
            "checksum",
            "protected",
            "min_ram",
            "min_disk",
            "owner",
            "os_hidden",
            "os_hash_algo",
            "os_hash_value",
            "created_at",
            "updated_at",
            "tags",
            "self",
            "file",
            "schema",
            "stores",
            "direct_url",
            "locations");

    private static final Set<String> READ_ONLY = Set.of(
            "size",
            "virtual_size",
            "status",
            "checksum",
            "created_at",
            "updated_at",
            "self",
            "file",
            "schema",
            "stores",
            "direct_url");
    private static final Set<String> DISK_FORMATS =
            Set.of("ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso", "ploop");
    private static final Set<String> CONTAINER_FORMATS =
            Set.of("ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed");

    private final CloudRelease release;

    Rules(CloudRelease release) {
        this.release = release;
    }

    void checkCreate(ObjectNode wanted, TokenHolder caller) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            String name = field.getKey();
            if (READ_ONLY.contains(name)) {
                throw Refused.forbidden("Attribute '" + name + "' is read-only.");
            }
            if (name.equals("locations") || name.startsWith("os_glance_")) {
                throw Refused.forbidden("Attribute '" + name + "' is reserved.");
            }
            check(name, field.getValue(), caller);
        }
    }

    /** Refuses a change of what nobody may change; {@code id} and the hashes belong to it once the image exists. */
    void checkChange(String name) {
        if (READ_ONLY.contains(name) || name.equals("id") || name.startsWith("os_hash_")) {
            throw Refused.forbidden("Attribute '" + name + "' is read-only.");
        }
        if (name.startsWith("os_glance_")) {
            throw Refused.forbidden("Attribute '" + name + "' is reserved.");
        }
    }

    void check(String name, JsonNode value, TokenHolder caller) {
        boolean fits = switch (name) {
            case "disk_format" -> value.isNull() || DISK_FORMATS.contains(value.asText());
            case "container_format" -> value.isNull() || CONTAINER_FORMATS.contains(value.asText());
            case "visibility" -> visibilities().contains(value.asText());
            case "protected", "os_hidden" -> value.isBoolean();
            case "min_ram", "min_disk" -> value.isInt() && value.asInt() >= 0;
            case "tags" -> value.isArray();
            case "id" -> value.asText().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
            case "name", "owner" -> value.isNull() || value.asText().length() <= 255;
            default -> name.startsWith("os_hash_") || value.isTextual();
        };
        if (!fits) {
            throw Refused.badRequest(
                    "Provided object does not match schema 'image': " + value + " does not fit '" + name + "'");
        }
        if (name.equals("visibility") && value.asText().equals("public") && !caller.admin()) {
            throw Refused.forbidden("You are not authorized to complete publicize_image action.");
        }
        if (name.equals("owner") && !value.asText().equals(caller.projectId()) && !caller.admin()) {
            throw Refused.forbidden("You are not permitted to create images owned by '" + value.asText() + "'.");
        }
    }

    List<String> visibilities() {
        return release.modern() ? List.of("public", "private", "shared", "community") : List.of("public", "private");
    }

    /** Tags are a set. */
    ArrayNode unique(JsonNode tags) {
        Set<JsonNode> set = new LinkedHashSet<>();
        tags.forEach(set::add);
        return WireJson.arrayOf(set);
    }
}
