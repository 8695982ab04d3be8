package io.jenkins.plugins.pumphouse.clouds.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import io.jenkins.plugins.pumphouse.clouds.wire.Caller;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What Nova does in Glance: boots from an image, writes a snapshot. */
public final class Shelf {
    private final Images images;

    Shelf(Images images) {
        this.images = images;
    }

    /** An image that the caller may boot from; {@link Refused} in Nova's words otherwise. */
    public ObjectNode bootable(String id, Caller caller) {
        ObjectNode image = images.table().get(id);
        if (image == null || !images.sees(image, caller)) {
            throw Refused.badRequest("Can not find requested image");
        }
        if (!Json.text(image, "status").equals("active")) {
            throw Refused.badRequest("Image " + id + " is not active.");
        }
        return image;
    }

    /** The bytes of an active image, nothing for an image without data. */
    public Blob bytes(String id) {
        Blob blob = images.contents().of(id);
        return blob == null ? Blob.of(new byte[0]) : blob;
    }

    /** The disk format of an image, null when it is gone. */
    public String diskFormat(String id) {
        ObjectNode image = images.table().get(id);
        return image == null ? null : Json.text(image, "disk_format");
    }

    /** Makes a queued image. */
    public String begin(ObjectNode wanted, Caller caller) {
        return Json.text(images.newImage(wanted, caller), "id");
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
