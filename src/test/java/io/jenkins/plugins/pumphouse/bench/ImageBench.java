package io.jenkins.plugins.pumphouse.bench;

import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * An image's way from Glance to Glance: ours, with hashing and the proof of both ends, beside one {@code curl} piped
 * into another, which proves nothing. In turns, so that a machine that slows down slows both.
 */
final class ImageBench {
    private static final long BYTES = 384L << 20;
    private static final int ROUNDS = 5;

    private final Worlds worlds;
    private final PrintStream out;

    ImageBench(Worlds worlds, PrintStream out) {
        this.worlds = worlds;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        double[] curl = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        List<String> images = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String tenant = "bench-image-" + System.nanoTime();
            String project = Worlds.project(worlds.source, tenant);
            String image = image(worlds.source, tenant, project);
            Worlds.move(Verb.TENANTS, tenant); // so that the clock sees the image alone
            curl[round] = BYTES / 1e6 / piped(image);
            long start = System.nanoTime();
            Worlds.move(Verb.IMAGES, tenant);
            ours[round] = BYTES / 1e6 / ((System.nanoTime() - start) / 1e9);
            remove(worlds.source, image);
            remove(worlds.target, image);
            out.printf(
                    "image %d MB, round %d: curl | curl %.0f MB/s, ours %.0f MB/s (log in, plan and proof included)%n",
                    BYTES >> 20, round + 1, curl[round], ours[round]);
        }
        out.printf(
                "image: median of curl | curl %.0f MB/s, of ours %.0f MB/s: ratio %.2f (aim 0.80)%n",
                median(curl), median(ours), median(ours) / median(curl));
    }

    static String image(Cloud cloud, String name, String owner) {
        var body = Json.object()
                .put("name", name)
                .put("disk_format", "raw")
                .put("container_format", "bare")
                .put("visibility", "private")
                .put("owner", owner);
        String id = Json.text(
                cloud.send(Request.post(Service.IMAGE, "/images").body(body)).json(), "id");
        cloud.upload(id, noise(BYTES));
        return id;
    }

    private static void remove(Cloud cloud, String image) {
        cloud.send(Request.delete(Service.IMAGE, "/images/" + image));
    }

    /** Seconds for the same bytes through a pipe of two curls, into an image that is removed again. */
    private double piped(String image) throws IOException, InterruptedException {
        var body = Json.object()
                .put("name", "bench-curl")
                .put("disk_format", "raw")
                .put("container_format", "bare");
        String copy = Json.text(
                worlds.target
                        .send(Request.post(Service.IMAGE, "/images").body(body))
                        .json(),
                "id");
        Path from = config(
                Tokens.of(Worlds.SOURCE), "url = \"" + Testbed.imageUrl("source") + "/images/" + image + "/file\"");
        Path to = config(
                Tokens.of(Worlds.TARGET),
                "url = \"" + Testbed.imageUrl("target") + "/images/" + copy + "/file\"\nupload-file = \"-\"\n"
                        + "header = \"Content-Type: application/octet-stream\"\nheader = \"Expect:\"");
        long start = System.nanoTime();
        Process pipe = new ProcessBuilder(
                        "sh", "-c", "curl -s -S -f -K \"$0\" | curl -s -S -f -K \"$1\"", from.toString(), to.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(new File("/dev/null"))
                .start();
        if (!pipe.waitFor(5, TimeUnit.MINUTES) || pipe.exitValue() != 0) {
            throw new IOException("curl | curl failed");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Files.delete(from);
        Files.delete(to);
        remove(worlds.target, copy);
        return seconds;
    }

    /** A configuration file of curl, as a token has no place among the arguments of a process. */
    private static Path config(String token, String more) throws IOException {
        Path file = Files.createTempFile(
                "bench", ".curl", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, "header = \"X-Auth-Token: " + token + "\"\n" + more + "\n");
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Bytes that no disk or network can squeeze. */
    static InputStream noise(long length) {
        return new InputStream() {
            private final byte[] block = block();
            private long left = length;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int count) {
                if (left <= 0) {
                    return -1;
                }
                int n = (int) Math.min(Math.min(count, block.length), left);
                System.arraycopy(block, 0, buffer, offset, n);
                left -= n;
                return n;
            }
        };
    }

    private static byte[] block() {
        byte[] block = new byte[1 << 20];
        new SplittableRandom(7).nextBytes(block);
        return block;
    }
}
