package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;

/** What the target is to have for an image: its own fields, with the ids of the target where they refer to others. */
final class WantedImage {
    private WantedImage() {}

    /** What the target is to have for an image of the source. */
    static ObjectNode of(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = ImageFields.own(resource.json());
        for (String field : List.of("visibility", "protected", "tags", "os_hidden")) {
            if (resource.json().hasNonNull(field)) {
                wanted.set(field, resource.field(field));
            }
        }
        if (owner(resource) != null && isOwned(resource, source, translation)) {
            wanted.put("owner", translation.id(Kind.PROJECT, owner(resource)));
        }
        for (String part : ContentImage.PARTS) {
            if (ContentImage.has(resource.json(), part)) {
                wanted.put(part, translation.id(ImageType.KIND, resource.text(part)));
            }
        }
        ImageDigest.FIELDS.stream()
                .filter(f -> resource.text(f) != null)
                .forEach(f -> wanted.set(f, resource.field(f)));
        if (!resource.field(ImageType.MEMBERS).isEmpty() && "private".equals(resource.text("visibility"))) {
            wanted.put("visibility", "shared"); // what a private image with members is called since Ocata
        }
        ObjectNode members = Json.object();
        for (var member : resource.field(ImageType.MEMBERS).properties()) {
            translation.coming(Kind.PROJECT, member.getKey()).ifPresent(id -> members.set(id, member.getValue()));
        }
        return members.isEmpty() ? wanted : wanted.set(ImageType.MEMBERS, members);
    }

    /** The project that has an image; null for none. */
    static String owner(Resource image) {
        return image.text("owner") == null || image.text("owner").isEmpty() ? null : image.text("owner");
    }

    /**
     * Whether the owner's project still exists or is mapped. What a deleted one has left behind becomes the account's.
     */
    private static boolean isOwned(Resource image, CloudInventory source, Translation translation) {
        return translation.known(Kind.PROJECT, owner(image)).isPresent()
                || source.find(Kind.PROJECT, owner(image)).isPresent();
    }
}
