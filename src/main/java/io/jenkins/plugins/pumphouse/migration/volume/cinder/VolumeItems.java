package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The items that a Cinder takes as metadata of a volume and as properties of its image (Block Storage API v3, "Create
 * metadata for volume", "Set image metadata for a volume"). An older Cinder took other names.
 *
 * @param cloud that is to have them
 * @param longValues whether they may be of any length
 */
public record VolumeItems(Cloud cloud, boolean longValues) {
    /** The first microversion of a Cinder that checks names. */
    private static final String CHECKS = "3.53";

    /** The first of which every Cinder keeps properties of images of any length. */
    private static final String LONG = "3.71";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_:. /]{1,255}");
    private static final int LONGEST = 255;

    /** The metadata of volumes. */
    public static VolumeItems metadata(Cloud cloud) {
        return new VolumeItems(cloud, false);
    }

    /** The properties of their images. */
    static VolumeItems ofImage(Cloud cloud) {
        return new VolumeItems(cloud, cloud.supports(Service.VOLUME, LONG));
    }

    /** Whether every Cinder takes an item. */
    public static boolean isPlain(String name, String value) {
        return NAME.matcher(name).matches() && value.length() <= LONGEST;
    }

    /** The items without those that the cloud refuses. */
    public ObjectNode taken(ObjectNode items) {
        ObjectNode taken = items.deepCopy();
        items.properties()
                .forEach(item ->
                        refusal(item.getKey(), item.getValue().asText()).ifPresent(why -> taken.remove(item.getKey())));
        return taken;
    }

    /** What a cloud refuses of a volume, for a person. */
    public static List<String> refused(Resource volume, Cloud cloud) {
        List<String> refused = new ArrayList<>();
        metadata(cloud).addRefused("metadata ", VolumeFields.metadata(volume), refused);
        ofImage(cloud).addRefused("image property ", VolumeFields.imageMetadata(volume), refused);
        return refused;
    }

    private void addRefused(String what, ObjectNode items, List<String> refused) {
        for (Map.Entry<String, JsonNode> item : items.properties()) {
            refusal(item.getKey(), item.getValue().asText())
                    .ifPresent(why -> refused.add(what + item.getKey() + " (" + cloud.name() + " takes " + why + ")"));
        }
    }

    private Optional<String> refusal(String name, String value) {
        if (isPlain(name, value)) {
            return Optional.empty();
        }
        if (!NAME.matcher(name).matches() && cloud.supports(Service.VOLUME, CHECKS)) {
            return Optional.of("letters, digits, blanks and -_:./ in its name");
        }
        return value.length() > LONGEST && !longValues
                ? Optional.of("values up to " + LONGEST + " characters")
                : Optional.empty();
    }
}
