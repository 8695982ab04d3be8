package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What a move with {@code precopy} uploads, and what it leaves in the image services. */
final class EarlyUploads {
    private final TwoClouds clouds;

    EarlyUploads(TwoClouds clouds) {
        this.clouds = clouds;
    }

    static List<JsonNode> images(EmbeddedCloud cloud) {
        return cloud.inside().list("image", "/v2/images", "images");
    }

    int uploads() {
        return clouds.target.journal().count("PUT", "/v2/images/*/file");
    }

    /** The uploads until a line of the log ended with these words. */
    AtomicInteger uploadsWhen(String words) {
        AtomicInteger uploaded = new AtomicInteger();
        clouds.onLine(line -> {
            if (line.endsWith(words)) {
                uploaded.set(uploads());
            }
        });
        return uploaded;
    }

    void areGone() {
        assertThat(Stream.of(clouds.source, clouds.target).flatMap(cloud -> images(cloud).stream()))
                .noneMatch(image -> image.has("pumphouse_early_copy_of"));
    }

    /** The answer of an image service that has hashed nothing. */
    static Answer withoutHashes(Answer answer) {
        return answer.edited(json -> json.findParents("checksum")
                .forEach(image -> ((ObjectNode) image)
                        .putNull("checksum")
                        .putNull("os_hash_algo")
                        .putNull("os_hash_value")));
    }
}
