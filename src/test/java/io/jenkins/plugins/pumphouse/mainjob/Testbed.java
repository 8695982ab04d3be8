package io.jenkins.plugins.pumphouse.mainjob;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The two clouds of {@code testbed/}, through its own commands. */
public final class Testbed {
    private static final File DIRECTORY = new File("testbed");

    private Testbed() {}

    /** Where Keystone of a cloud listens. */
    public static String authUrl(String cloud) {
        return url(cloud, "5000") + "/v3";
    }

    /** Where Glance of a cloud listens. */
    public static String imageUrl(String cloud) {
        return url(cloud, "9292") + "/v2";
    }

    /** Where the database of both clouds listens. */
    public static int databasePort() {
        return Integer.parseInt(firstDigit() + "3306");
    }

    private static String firstDigit() {
        return Optional.ofNullable(System.getenv("TESTBED_PORTS")).orElse("1");
    }

    private static String url(String cloud, String port) {
        int source = Integer.parseInt(firstDigit());
        return "http://127.0.0.1:" + (cloud.equals("source") ? source : source + 1) + port;
    }

    /** The folder of the backend of volumes that both clouds have. */
    static Path sharedVolumes() {
        return Optional.ofNullable(System.getenv("TESTBED_STATE"))
                .map(Path::of)
                .orElse(DIRECTORY.toPath().resolve(".state"))
                .resolve("shared");
    }

    /** A cloud as its administrator sees it. */
    public static Cloud open(String cloud) {
        return Cloud.open(CloudAccess.ofPassword(cloud, authUrl(cloud), "admin", "admin", "admin"));
    }

    /** What pumphouse.yaml says of both clouds; the target's entry is the last. */
    static String configuration() {
        return """
                source:
                  - name: good_old_openstack
                    auth_url: %s
                    username: admin
                    password: admin
                    tenant: admin
                target:
                  - name: mira-os-1
                    auth_url: %s
                    username: admin
                    password: admin
                    tenant: admin
                """.formatted(authUrl("source"), authUrl("target"));
    }

    /** Both clouds as on their first day, the source filled: the state that was saved as {@code loaded}. */
    static void reset() throws IOException, InterruptedException {
        reset("loaded");
    }

    /** Both clouds as they were when {@link #save(String) saved} under a name. */
    static void reset(String name) throws IOException, InterruptedException {
        run(0, "./openstack", "reset", name);
    }

    static void save(String name) throws IOException, InterruptedException {
        run(0, "./openstack", "save", name);
    }

    /**
     * Starts, stops or kills ({@code start, stop, kill}) one service of a cloud, such as {@code nova-compute2} or
     * {@code nova-compute@cmp-7}.
     */
    public static void service(String act, String cloud, String service) throws IOException, InterruptedException {
        run(0, "./openstack", act, cloud, service);
    }

    /** Lets Nova use the computes that have registered since the cloud was made. */
    public static void discover(String cloud) throws IOException, InterruptedException {
        run(0, "./openstack", "discover", cloud);
    }

    /** Writes down all that the source has. */
    static void snapshot(Path file) throws IOException, InterruptedException {
        run(0, "./check", "snapshot", file.toString());
    }

    /**
     * Compares a project on both clouds, and the source with what was written down of it; prints a line a comparison.
     */
    static int compare(String project, Path snapshot) throws IOException, InterruptedException {
        return run(-1, "./check", project, "--source-untouched", snapshot.toString());
    }

    /** Writes down all that the target has. */
    static void targetSnapshot(Path file) throws IOException, InterruptedException {
        run(0, "./check", "snapshot", file.toString(), "--cloud", "target");
    }

    /** Fills the source further. */
    static void fixture(String which) throws IOException, InterruptedException {
        run(0, "./fixture", which);
    }

    /**
     * What the judge finds wrong, a line each.
     *
     * @param arguments of {@code testbed/check}
     */
    static List<String> differences(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("./check"));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words)
                .directory(DIRECTORY)
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        lines.forEach(System.out::println);
        List<String> wrong =
                lines.stream().filter(line -> line.startsWith("FAIL")).toList();
        if (process.waitFor() != 0 && wrong.isEmpty()) {
            throw new IOException("testbed: " + words + " ended with " + process.exitValue());
        }
        return wrong;
    }

    /** @param wanted exit status; -1 for any */
    private static int run(int wanted, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        Process process = new ProcessBuilder(words)
                .directory(DIRECTORY)
                .redirectErrorStream(true)
                .start();
        process.getInputStream()
                .transferTo(System.out); // not inherited: the test runner talks over the JVM's own output
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("testbed: " + words + " does not end");
        }
        if (wanted >= 0 && process.exitValue() != wanted) {
            throw new IOException("testbed: " + words + " ended with " + process.exitValue());
        }
        return process.exitValue();
    }
}
