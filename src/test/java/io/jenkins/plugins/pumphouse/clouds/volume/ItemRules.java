package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Cinder takes as metadata of volumes, snapshots and of a volume's image: values up to 255 characters, and from
 * Rocky on names of some characters only ({@code extra_specs} of {@code cinder/api/validation/parameter_types.py}).
 */
final class ItemRules {
    private static final int LONGEST = 255;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_:. /]{1,255}");

    private final CloudRelease release;

    ItemRules(CloudRelease release) {
        this.release = release;
    }

    /** @param holder of an object of items under a key, which may be missing */
    void check(JsonNode holder, String key) {
        for (Map.Entry<String, JsonNode> item : holder.path(key).properties()) {
            String name = item.getKey();
            if (release.modern() && !NAME.matcher(name).matches()) {
                throw Refused.badRequest("Invalid input for field/attribute " + key + ". Value: " + holder.path(key)
                        + ". '" + name + "' does not match any of the regexes: '^" + NAME + "$'");
            }
            if (name.isEmpty() || name.length() > LONGEST) {
                throw Refused.badRequest("Metadata property key blank or greater than 255 characters");
            }
            if (!item.getValue().isTextual()) {
                throw Refused.badRequest("Invalid input for field/attribute " + name + ". Value: " + item.getValue()
                        + ". " + item.getValue() + " is not of type 'string'");
            }
            if (item.getValue().asText().length() > LONGEST) {
                throw Refused.badRequest("Invalid input for field/attribute " + name + ". Value: "
                        + item.getValue().asText() + ". " + item.getValue() + " is too long");
            }
        }
    }
}
