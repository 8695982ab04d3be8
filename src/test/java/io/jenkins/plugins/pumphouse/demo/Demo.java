package io.jenkins.plugins.pumphouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.StepReports;
import io.jenkins.plugins.pumphouse.report.html.HtmlReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Moves a tenant from an OpenStack of 2014 (Keystone v2.0) to one of 2022 (v3), twice: the second time there is nothing
 * to do.
 */
public final class Demo {
    private static final Path DIRECTORY = Path.of("target", "demo");
    private static final String TENANT = "demo";

    private Demo() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path workspace = Files.createDirectories(DIRECTORY.resolve("workspace"));
        boolean good;
        try (EmbeddedCloud source = EmbeddedCloud.v2("good_old_openstack").start();
                EmbeddedCloud target = EmbeddedCloud.v3("mira-os-1").start()) {
            Fixture.demo(source);
            Fixture.target(target);
            Files.writeString(workspace.resolve("pumphouse.yaml"), configuration(source, target));
            Path first = build();
            good = run(workspace, first, out);
            List<JsonNode> moved = StepReports.of(first);
            Files.writeString(
                    DIRECTORY.resolve("report.html"),
                    HtmlReport.of(new ObjectMapper().valueToTree(Map.of("reports", moved))));
            Path second = build();
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            good &= run(workspace, second, nowhere);
            boolean changed = StepReports.of(second).stream()
                    .anyMatch(report -> report.path("changed").asBoolean());
            long writes = StepReports.of(second).stream()
                    .mapToLong(report -> report.path("writes").asLong())
                    .sum();
            good &= !changed;
            out.printf(
                    "%nThe same Jenkinsfile once more: %s, %d requests that write%n",
                    changed ? "something changed, which must not be" : "nothing changed", writes);
        }
        out.println("What moved: " + DIRECTORY.resolve("report.html") + " (open it in a browser)");
        System.exit(good ? 0 : 1);
    }

    private static String configuration(EmbeddedCloud source, EmbeddedCloud target) {
        return """
                source:
                  -
                    name:     good_old_openstack
                    auth_url: %s
                    username: %s
                    password: %s
                    tenant:   %s
                    token:    UUID
                target:
                  -
                    name:     mira-os-1
                    auth_url: %s
                    fuel_url: http://127.0.0.1:8000/api/
                    username: %s
                    password: %s
                    tenant:   %s
                """.formatted(
                        source.authUrl(),
                        source.username(),
                        source.password(),
                        source.tenant(),
                        target.authUrl(),
                        target.username(),
                        target.password(),
                        target.tenant());
    }

    private static Path build() throws IOException {
        return Files.createTempDirectory(DIRECTORY, "build-");
    }

    private static boolean run(Path workspace, Path build, PrintStream console) throws Exception {
        return Pipeline.ofFile(Path.of("examples", "Jenkinsfile"))
                        .workspace(workspace)
                        .buildDirectory(build)
                        .parameters(Map.of("TENANT", TENANT, "CONFIRM", false))
                        .patience(Duration.ofMinutes(5))
                        .log(console)
                        .run()
                        .result()
                == Result.SUCCESS;
    }
}
