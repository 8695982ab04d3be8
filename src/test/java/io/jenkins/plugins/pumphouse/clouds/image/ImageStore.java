package io.jenkins.plugins.pumphouse.clouds.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** What Nova does in Glance: boots from an image, writes a snapshot. */
public final class ImageStore {
    /** Nova's {@code non_inheritable_image_properties}, as they are by default. */
    private static final Set<String> NOT_INHERITED = Set.of(
            "cache_in_nova",
            "bittorrent",
            "img_signature_hash_method",
            "img_signature",
            "img_signature_key_type",
            "img_signature_certificate_uuid");

    private final Images images;

    ImageStore(Images images) {
        this.images = images;
    }

    /** An image that the caller may boot from; {@link Refused} in Nova's words otherwise. */
    public ObjectNode bootable(String id, TokenHolder caller) {
        ObjectNode image = images.table().get(id);
        if (image == null || !images.sees(image, caller)) {
            throw Refused.badRequest("Can not find requested image");
        }
        if (!WireJson.text(image, "status").equals("active")) {
            throw Refused.badRequest("Image " + id + " is not active.");
        }
        return image;
    }

    /** The bytes of an active image, nothing for an image without data. */
    public Blob bytes(String id) {
        Blob blob = images.contents().of(id);
        return blob == null ? Blob.of(new byte[0]) : blob;
    }

    /**
     * What Nova remembers of an image for the servers booted from it, and writes into their snapshots: its free
     * properties.
     */
    public ObjectNode inherited(String id) {
        ObjectNode inherited = WireJson.object();
        images.table().get(id).properties().stream()
                .filter(field -> !Rules.BASE.contains(field.getKey()))
                .filter(field -> !NOT_INHERITED.contains(field.getKey()))
                .forEach(field -> inherited.set(field.getKey(), field.getValue()));
        return inherited;
    }

    /** The disk format of an image, null when it is gone. */
    public String diskFormat(String id) {
        ObjectNode image = images.table().get(id);
        return image == null ? null : WireJson.text(image, "disk_format");
    }

    /** Makes a queued image. */
    public String begin(ObjectNode wanted, TokenHolder caller) {
        return WireJson.text(images.newImage(wanted, caller), "id");
    }

    /** Offers a shared image to a project. */
    public void offer(String id, String project) {
        images.members().offer(id, project);
    }

    /** Where Nova says that a new snapshot is: without the API's version, as its releases up to 2.44 do. */
    public String location(String id) {
        return images.url() + "/images/" + id;
    }

    /** The image is being written. */
    public void saving(String id) {
        ObjectNode image = images.table().get(id);
        if (image != null) {
            image.put("status", "saving");
        }
    }

    /** Writes an image's bytes and makes it active; nothing when it was deleted meanwhile. */
    public void write(String id, Blob bytes) {
        ObjectNode image = images.table().get(id);
        if (image == null) {
            return;
        }
        try (InputStream in = bytes.open()) {
            images.contents().take(image, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A snapshot that failed: Nova removes its image. */
    public void drop(String id) {
        images.forget(id);
    }
}
