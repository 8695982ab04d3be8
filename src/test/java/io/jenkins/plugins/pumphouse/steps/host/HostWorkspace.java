package io.jenkins.plugins.pumphouse.steps.host;

import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A workspace with the pumphouse.yaml of a data centre, and Jenkinsfiles that run in it. */
final class HostWorkspace extends ExternalResource {
    private final Datacenter datacenter;
    private final TemporaryFolder folder = new TemporaryFolder();

    /** @param datacenter a rule of a lower order */
    HostWorkspace(Datacenter datacenter) {
        this.datacenter = datacenter;
    }

    @Override
    protected void before() throws IOException {
        folder.create();
        Files.writeString(configuration(), datacenter.configuration());
    }

    /** The agent is back, also when a test has failed that took it away. */
    @Override
    protected void after() {
        Workspace.Node.agentConnected(true);
        folder.delete();
    }

    Path path() {
        return folder.getRoot().toPath();
    }

    Path configuration() {
        return path().resolve("pumphouse.yaml");
    }

    /** Adds a section to the configuration. */
    void configured(String section) throws IOException {
        Files.writeString(configuration(), "\n" + section + "\n", StandardOpenOption.APPEND);
    }

    File newFolder(String name) throws IOException {
        return folder.newFolder(name);
    }

    /** Steps inside {@code node} and {@code pumphouse}. */
    Pipeline pipeline(String steps) {
        return Pipeline.of("node {\n  pumphouse(config: 'pumphouse.yaml') {\n" + steps + "\n  }\n}\n")
                .workspace(path());
    }
}
