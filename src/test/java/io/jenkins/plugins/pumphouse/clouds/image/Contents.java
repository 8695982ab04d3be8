package io.jenkins.plugins.pumphouse.clouds.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of images: taken in and hashed as a stream, given out whole or in a range. */
final class Contents {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final Images images;
    private final Map<String, Blob> blobs = new ConcurrentHashMap<>();
    private Path directory;

    Contents(Images images) {
        this.images = images;
    }

    void addTo(Routes routes) {
        routes.stream("PUT", "/v2/images/{id}/file", this::upload).stream(
                "GET", "/v2/images/{id}/file", this::download);
    }

    private Answer upload(Call call) {
        ObjectNode image = images.world().locked(() -> begin(call));
        try {
            take(image, call.stream());
            return Answer.noContent();
        } catch (IOException e) {
            // The sender went away in the middle: Glance puts the image back to queued, without data.
            images.world().locked(() -> {
                image.put("status", "queued");
            });
            throw new Refused(
                    410,
                    null,
                    "Image " + call.segment("id")
                            + " could not be found after upload. The image may have been deleted during the upload: "
                            + e.getMessage());
        }
    }

    private ObjectNode begin(Call call) {
        ObjectNode image = images.own(call, "upload data for");
        if (!"application/octet-stream".equals(call.header("Content-Type"))) {
            throw new Refused(
                    415,
                    null,
                    "The request media type " + call.header("Content-Type") + " is not supported by this server.");
        }
        String status = WireJson.text(image, "status");
        if (!status.equals("queued")) {
            throw Refused.conflict("Image status transition from " + status + " to saving is not allowed");
        }
        if (!WireJson.has(image, "disk_format") || !WireJson.has(image, "container_format")) {
            throw Refused.badRequest("Properties disk_format, container_format must be set prior to saving data.");
        }
        image.put("status", "saving");
        return image;
    }

    /** Stores a stream as an image's bytes and makes the image active. */
    void take(ObjectNode image, InputStream stream) throws IOException {
        Path file = Files.createTempFile(directory(), "image", null);
        ContentHash hash;
        try (OutputStream out = Files.newOutputStream(file)) {
            hash = ContentHash.copying(stream, out);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        finish(image, Blob.of(file), hash);
    }

    private void finish(ObjectNode image, Blob blob, ContentHash hash) {
        images.world().locked(() -> {
            boolean raw = "raw".equals(WireJson.text(image, "disk_format"));
            image.put("size", hash.size())
                    .put("checksum", hash.md5())
                    .put("status", "active")
                    .put("updated_at", images.now());
            if (images.release().modern()) {
                image.put("os_hash_algo", "sha512").put("os_hash_value", hash.sha512());
                if (raw) {
                    image.put("virtual_size", hash.size());
                }
            }
            blobs.put(WireJson.text(image, "id"), blob);
        });
    }

    private Answer download(Call call) {
        ObjectNode image = images.world().locked(() -> images.visible(call));
        Blob blob = blobs.get(call.segment("id"));
        if (blob == null) {
            return Answer.noContent();
        }
        if (WireJson.text(image, "status").equals("deactivated")
                && !call.caller().admin()) {
            throw Refused.forbidden("The requested image has been deactivated. Image data download is forbidden.");
        }
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/octet-stream"));
        if (WireJson.has(image, "checksum")) {
            headers.put("Content-MD5", WireJson.text(image, "checksum"));
        }
        Matcher range = RANGE.matcher(String.valueOf(call.header("Range")));
        if (!range.matches() || !images.release().modern()) {
            return new Answer(200, blob, headers);
        }
        long from = Long.parseLong(range.group(1));
        long to = range.group(2).isEmpty()
                ? blob.length() - 1
                : Math.min(Long.parseLong(range.group(2)), blob.length() - 1);
        if (from > to) {
            throw new Refused(
                    416,
                    null,
                    "Range " + call.header("Range") + " cannot be satisfied, the image has " + blob.length()
                            + " bytes");
        }
        headers.put("Content-Range", "bytes " + from + "-" + to + "/" + blob.length());
        return new Answer(206, Blob.slice(blob, from, to - from + 1), headers);
    }

    boolean has(String id) {
        return blobs.containsKey(id);
    }

    Blob of(String id) {
        return blobs.get(id);
    }

    /**
     * Forgets an image's bytes. Its file stays until the cloud closes: a server may run from it, a download may be
     * under way.
     */
    void forget(String id) {
        blobs.remove(id);
    }

    private synchronized Path directory() throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory("embedded-glance");
        }
        return directory;
    }

    synchronized void close() {
        if (directory == null) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
