package io.jenkins.plugins.pumphouse.bench;

import io.jenkins.plugins.pumphouse.mainjob.Testbed;
import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.transfer.ImageStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The bytes of an image from Glance to Glance: Pumphouse's stream, hashed on its way, beside one {@code curl} piped
 * into another, which hashes nothing. The first image of the JVM counts by itself; the whole step {@code pumpImages},
 * with log-in, plan and verification, is printed for comparison.
 */
final class ImageBench {
    private static final long BYTES = 384L << 20;
    private static final int ROUNDS = 5;
    private static final double AIM = 0.95;
    private static final double AIM_OF_THE_FIRST = 0.9;
    private static final Set<String> DIGEST = Set.of("sha512");

    private final Worlds worlds;
    private final PrintStream out;

    ImageBench(Worlds worlds, PrintStream out) {
        this.worlds = worlds;
        this.out = out;
    }

    boolean holds() throws Exception {
        String tenant = "bench-image-" + System.nanoTime();
        String project = Worlds.project(worlds.source, tenant);
        String image = image(worlds.source, tenant, project, BYTES);
        try {
            // Of a JVM that has moved nothing yet: each way once, so its noise is that of the later rounds.
            double first = piped(image).seconds() / streamed(image).seconds();
            boolean firstHolds = first >= AIM_OF_THE_FIRST;
            out.printf(
                    "first image: ratio %.2f, aim %.2f: %s%n",
                    first, AIM_OF_THE_FIRST, firstHolds ? "reached" : "missed (one round, which decides nothing)");
            boolean holds = new Contest("image of " + (BYTES >> 20) + " MiB", AIM, ROUNDS, out)
                    .holds(round -> piped(image), round -> streamed(image));
            step(tenant, image);
            return holds;
        } finally {
            remove(worlds.source, image);
            Worlds.remove(worlds.source, project);
        }
    }

    private Contest.Turn streamed(String image) {
        ImageStream stream = new ImageStream(worlds.source, worlds.target); // gets ready while the record is made
        String copy = queued(worlds.target);
        long start = System.nanoTime();
        stream.copy(image, copy, DIGEST, moved -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        remove(worlds.target, copy);
        return new Contest.Turn(seconds, -1);
    }

    private void step(String tenant, String image) throws InterruptedException {
        Worlds.move(Verb.TENANTS, tenant);
        long start = System.nanoTime();
        Cost cost = Worlds.move(Verb.IMAGES, tenant).cost();
        out.printf(
                "image of %d MiB, whole step: %.1f s with %d requests%n",
                BYTES >> 20, (System.nanoTime() - start) / 1e9, cost.sourceRequests() + cost.targetRequests());
        remove(worlds.target, image);
        Worlds.remove(worlds.target, Worlds.named(worlds.target, tenant));
    }

    /** A new image of the target without data. */
    static String queued(Cloud target) {
        var body = Json.object()
                .put("name", "bench-copy")
                .put("disk_format", "raw")
                .put("container_format", "bare");
        return Json.text(
                target.send(Request.post(Service.IMAGE, "/images").body(body)).json(), "id");
    }

    static String image(Cloud cloud, String name, String owner, long bytes) {
        var body = Json.object()
                .put("name", name)
                .put("disk_format", "raw")
                .put("container_format", "bare")
                .put("visibility", "private")
                .put("owner", owner);
        String id = Json.text(
                cloud.send(Request.post(Service.IMAGE, "/images").body(body)).json(), "id");
        cloud.upload(id, noise(bytes), -1);
        return id;
    }

    static void remove(Cloud cloud, String image) {
        cloud.send(Request.delete(Service.IMAGE, "/images/" + image));
    }

    /** The same bytes through a pipe of two curls. */
    private Contest.Turn piped(String image) throws IOException, InterruptedException {
        String copy = queued(worlds.target);
        Path from = config(
                BenchTokens.of(Worlds.SOURCE),
                "url = \"" + Testbed.imageUrl("source") + "/images/" + image + "/file\"");
        Path to = config(
                BenchTokens.of(Worlds.TARGET),
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
        return new Contest.Turn(seconds, -1);
    }

    /** A configuration file of curl, as a token has no place among the arguments of a process. */
    private static Path config(String token, String more) throws IOException {
        Path file = Files.createTempFile(
                "bench", ".curl", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, "header = \"X-Auth-Token: " + token + "\"\n" + more + "\n");
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
