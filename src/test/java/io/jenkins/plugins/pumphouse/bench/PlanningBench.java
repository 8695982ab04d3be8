package io.jenkins.plugins.pumphouse.bench;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.Migration;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;

/**
 * A hundred thousand users are planned in a JVM that is given 512 MB, between two simulated clouds that have them all:
 * each is compared with its counterpart.
 */
final class PlanningBench {
    private static final int OBJECTS = 100_000;
    private static final int HEAP_MB = 512;

    private final PrintStream out;

    PlanningBench(PrintStream out) {
        this.out = out;
    }

    boolean holds() throws IOException, InterruptedException {
        try (EmbeddedCloud source = filled("old");
                EmbeddedCloud target = filled("new")) {
            Process jvm = new ProcessBuilder(
                            new File(System.getProperty("java.home"), "bin/java").getPath(),
                            "-Xmx" + HEAP_MB + "m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PlanningBench.class.getName(),
                            source.authUrl(),
                            target.authUrl())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            boolean holds = jvm.waitFor() == 0;
            out.printf("planning: %d objects in %d MB: %s%n", OBJECTS, HEAP_MB, holds ? "reached" : "MISSED");
            return holds;
        }
    }

    private static EmbeddedCloud filled(String name) {
        EmbeddedCloud cloud = EmbeddedCloud.v3(name);
        cloud.start();
        Inside admin = cloud.inside();
        for (int i = 0; i < OBJECTS; i++) {
            admin.post("identity", "/v3/users", WireJson.object("user", WireJson.object("name", "user-" + i)));
        }
        return cloud;
    }

    /** In the JVM of its own: plans between the two named clouds. */
    public static void main(String[] args) throws InterruptedException {
        long start = System.nanoTime();
        Report plan = new Migration(
                        new MigrationRequest(
                                Verb.USERS,
                                access("old", args[0]),
                                access("new", args[1]),
                                Selection.ALL,
                                Mapping.NONE,
                                Options.DEFAULT,
                                true),
                        line -> {})
                .run();
        System.out.printf("planning: %s in %.0f s%n", plan.summary(), (System.nanoTime() - start) / 1e9);
        System.exit(plan.failed() || plan.outcomes().size() < OBJECTS ? 1 : 0);
    }

    private static CloudAccess access(String name, String url) {
        return CloudAccess.ofPassword(name, url, "admin", "admin", "admin");
    }
}
