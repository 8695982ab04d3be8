package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a Glance takes of an image, as its own schema says (Image API v2, "Show image schema"): the formats that are
 * enabled, and the properties that its administrator has declared. Property protections are shown nowhere, so that what
 * they refuse is known only when it is written.
 */
public final class ImageSchema {
    /** Characters of the longest pattern that is tried. */
    private static final int LONGEST_PATTERN = 500;

    private static final List<String> FORMATS = List.of("disk_format", "container_format");

    private final String cloud;
    private final JsonNode schema;

    private ImageSchema(String cloud, JsonNode schema) {
        this.cloud = cloud;
        this.schema = schema;
    }

    /** The schema of a target; one that cannot be read refuses nothing, as the request itself will tell. */
    public static ImageSchema of(CloudInventory target) {
        return target.fact(ImageSchema.class, () -> {
            String name = target.cloud().name();
            try {
                return new ImageSchema(name, target.cloud().get(Service.IMAGE, "/schemas/image"));
            } catch (CloudException e) {
                return new ImageSchema(name, MissingNode.getInstance());
            }
        });
    }

    /** Why the image cannot be made at all; empty when it can. */
    Optional<String> refusal(JsonNode image) {
        for (String format : FORMATS) {
            Optional<String> why = why(format, image.path(format));
            if (why.isPresent()) {
                return Optional.of("has the " + format + " " + Json.text(image, format) + ", which " + cloud
                        + " does not take (" + why.get() + "): add it to " + format + "s in its glance-api.conf");
            }
        }
        return Optional.empty();
    }

    /** Each property of the owner's that the target refuses, with the reason. */
    public List<String> refused(JsonNode image) {
        List<String> refused = new ArrayList<>();
        for (var property : ImageFields.own(image).properties()) {
            if (ImageFields.isFree(property.getKey())) {
                why(property.getKey(), property.getValue())
                        .ifPresent(why -> refused.add("image property " + property.getKey() + " (" + cloud + " refuses "
                                + property.getValue().asText() + ": " + why + ")"));
            }
        }
        return refused;
    }

    private Optional<String> why(String name, JsonNode value) {
        JsonNode declared = schema.path("properties").path(name);
        if (declared.isMissingNode()) {
            boolean closed = schema.path("additionalProperties").isBoolean()
                    && !schema.path("additionalProperties").asBoolean();
            return closed ? Optional.of("its schema has no such property") : Optional.empty();
        }
        if (!value.isTextual()) {
            return Optional.empty();
        }
        List<String> allowed = new ArrayList<>();
        declared.path("enum").forEach(each -> {
            if (!each.isNull()) {
                allowed.add(each.asText());
            }
        });
        if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
            return Optional.of("its schema allows " + String.join(", ", allowed));
        }
        int longest = declared.path("maxLength").asInt(Integer.MAX_VALUE);
        if (value.asText().length() > longest) {
            return Optional.of("its schema allows " + longest + " characters");
        }
        String pattern = Json.text(declared, "pattern");
        return pattern == null || matches(pattern, value.asText())
                ? Optional.empty()
                : Optional.of("its schema wants " + pattern);
    }

    /** One that this JVM does not understand refuses nothing. */
    private static boolean matches(String pattern, String value) {
        try {
            return pattern.length() > LONGEST_PATTERN
                    || Pattern.compile(pattern).matcher(value).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }
}
