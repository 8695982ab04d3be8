package io.jenkins.plugins.pumphouse.transfer;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Download;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Streams the data of an image of one cloud into an image of another. */
public final class ImageStream {
    private final Cloud source;
    private final Cloud target;

    /** Sends no request, but has the connections and the JVM make ready what the transfer needs. */
    public ImageStream(Cloud source, Cloud target) {
        this.source = source;
        this.target = target;
        source.prepareTransfers();
        target.prepareTransfers();
        DigestWarmup.begin();
    }

    /**
     * What was copied.
     *
     * @param bytes how many
     * @param took from the first request to the answer of the upload
     * @param digests by Glance's name of the algorithm, lower-case hexadecimal
     */
    public record Streamed(long bytes, Duration took, Map<String, String> digests) {}

    /**
     * Copies the data of image {@code from} on the source into the queued image {@code to} on the target (Image API v2,
     * "Download binary image data", "Upload binary image data"). The caller checks whether it arrived as a whole.
     *
     * @param algorithms in which to hash, in Glance's words
     * @param moved is told how many more bytes have gone through
     */
    public Streamed copy(String from, String to, Set<String> algorithms, LongConsumer moved) {
        long start = System.nanoTime();
        Digester digester = new Digester(algorithms);
        try (Download download = source.download(from)) {
            HashingStream bytes = new HashingStream(download.stream(), digester, moved);
            target.upload(to, bytes, download.length());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            TransferRates.measured(source.name(), target.name(), bytes.bytes(), took);
            return new Streamed(bytes.bytes(), took, digester.digests());
        }
    }
}
