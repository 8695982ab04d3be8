package io.jenkins.plugins.pumphouse.jenkins;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.rules.ExternalResource;

/**
 * The two clouds that {@code examples/Jenkinsfile} names, inside this JVM, so that they outlive a Jenkins that is
 * restarted.
 */
final class ExampleClouds extends ExternalResource {
    private final EmbeddedCloud source = EmbeddedCloud.v2("good_old_openstack");
    private final EmbeddedCloud target = EmbeddedCloud.v3("mira-os-1");

    @Override
    protected void before() {
        source.start();
        target.start();
        Fixture.demo(source);
        Fixture.target(target);
    }

    @Override
    protected void after() {
        source.close();
        target.close();
    }

    EmbeddedCloud target() {
        return target;
    }

    /** Makes servers take their time, so that a restart finds a step at work. */
    void boot(Duration duration) {
        target.behaviour().boot(duration);
    }

    /** @return a repository's content, as {@code checkout scm} brings it: the example and its pumphouse.yaml */
    URL repository(Path directory) throws IOException {
        Path zip = directory.resolve("repository.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            add(out, "Jenkinsfile", Files.readString(Path.of("examples", "Jenkinsfile")));
            add(out, "pumphouse.yaml", configuration());
        }
        return zip.toUri().toURL();
    }

    private String configuration() {
        return "source:\n" + entry(source) + "target:\n" + entry(target);
    }

    private static String entry(EmbeddedCloud cloud) {
        return """
              - name: %s
                auth_url: %s
                username: %s
                password: %s
                tenant: %s
            """.formatted(cloud.name(), cloud.authUrl(), cloud.username(), cloud.password(), cloud.tenant());
    }

    private static void add(ZipOutputStream out, String name, String content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }
}
