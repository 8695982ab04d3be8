package io.jenkins.plugins.pumphouse.steps;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.StoredCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * A source that has the tenants demo and shop, an empty target, and a workspace with the pumphouse.yaml that names
 * both.
 */
public final class CloudsAndWorkspace extends ExternalResource {
    public final EmbeddedCloud source = EmbeddedCloud.v3("old");
    public final EmbeddedCloud target = EmbeddedCloud.v3("new");
    private final TemporaryFolder folder = new TemporaryFolder();

    @Override
    protected void before() throws IOException {
        folder.create();
        source.start();
        target.start();
        Fixture.demo(source);
        Fixture.target(target);
        Files.writeString(
                workspace().resolve("pumphouse.yaml"), "source:\n" + entry(source) + "target:\n" + entry(target));
    }

    @Override
    protected void after() {
        source.close();
        target.close();
        folder.delete();
    }

    public Path workspace() {
        return folder.getRoot().toPath();
    }

    /** Both clouds as a configuration of Jenkins' settings, with credentials of their names. */
    public NamedConfiguration stored(String name) {
        StringBuilder yaml = new StringBuilder();
        for (EmbeddedCloud cloud : List.of(source, target)) {
            StoredCredentials.add(new StoredCredentials.Account(cloud.name(), cloud.username(), cloud.password()));
            yaml.append(cloud == source ? "source:\n" : "target:\n")
                    .append(entry(cloud)
                            .replaceFirst("username: .*", "credentials: " + cloud.name())
                            .replaceFirst(" *password: .*\n", ""));
        }
        return new NamedConfiguration(name, yaml.toString());
    }

    /** A build of this script, inside {@code node} and with the clouds chosen. */
    public Pipeline pipeline(String script) {
        return Pipeline.of(jenkinsfile(script)).workspace(workspace());
    }

    /** The same in a Declarative pipeline. */
    public Pipeline declarative(String steps) {
        return Pipeline.of("pipeline {\n"
                        + "  agent any\n"
                        + "  stages {\n"
                        + "    stage('Move') {\n"
                        + "      steps {\n"
                        + "        pumphouse(config: 'pumphouse.yaml') {\n"
                        + steps + "\n        }\n      }\n    }\n  }\n}\n")
                .workspace(workspace());
    }

    public static String jenkinsfile(String script) {
        return "node {\n  pumphouse(config: 'pumphouse.yaml') {\n" + script + "\n  }\n}\n";
    }

    private static String entry(EmbeddedCloud cloud) {
        return "  - name: " + cloud.name() + "\n"
                + "    auth_url: " + cloud.authUrl() + "\n"
                + "    username: " + cloud.username() + "\n"
                + "    password: " + cloud.password() + "\n"
                + "    tenant: " + cloud.tenant() + "\n";
    }
}
