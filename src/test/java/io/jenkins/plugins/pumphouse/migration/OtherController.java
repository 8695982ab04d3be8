package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Mover;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Another controller: a JVM of its own that moves the servers of demo between the same two clouds. */
final class OtherController {
    private OtherController() {}

    /** Starts it; what it says stands in its output. */
    static Process start(String sourceUrl, String targetUrl) throws java.io.IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherController.class.getName(),
                        sourceUrl,
                        targetUrl)
                .redirectErrorStream(true)
                .start();
    }

    public static void main(String[] urls) throws InterruptedException {
        Options options = Options.DEFAULT
                .withPoll(Duration.ofMillis(100))
                .withMover(new Mover("0dd0dd00", "Jenkins on another host"));
        MigrationRequest request = new MigrationRequest(
                Verb.INSTANCES,
                access("old", urls[0]),
                access("new", urls[1]),
                TwoClouds.DEMO,
                Mapping.NONE,
                options,
                false);
        Report report = new Migration(request, System.out::println).run();
        System.out.println(report.summary());
    }

    static String ended(Process process) throws InterruptedException, java.io.IOException {
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return output;
    }

    private static CloudAccess access(String name, String url) {
        return CloudAccess.ofPassword(name, url, "admin", "admin", "admin");
    }
}
