package io.jenkins.plugins.pumphouse.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.pipeline.CredentialsInMemory;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.settings.AsCode;
import io.jenkins.plugins.pumphouse.settings.NamedConfiguration;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.yaml.snakeyaml.Yaml;

/** The Jenkinsfiles of {@code examples/} do what they say, between two embedded clouds. */
public class ExamplesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12").wiredBySwitch();

    private EmbeddedCloud source;
    private EmbeddedCloud target;

    @Before
    public void twoCloudsInTheSettings() {
        source = EmbeddedCloud.v2("good_old_openstack").start();
        target = EmbeddedCloud.v3("mira-os-1").start();
        Fixture.demo(source);
        Fixture.target(target);
        CredentialsInMemory.addLogin("old", source.username(), source.password());
        CredentialsInMemory.addLogin("new", target.username(), target.password());
        PumphouseConfiguration.get()
                .setConfigurations(List.of(new NamedConfiguration(
                        "production",
                        "source: [{name: good_old_openstack, auth_url: '" + source.authUrl()
                                + "', credentials: old, tenant: "
                                + source.tenant() + "}]\ntarget: [{name: mira-os-1, auth_url: '" + target.authUrl()
                                + "', credentials: new, tenant: " + target.tenant() + "}]\n")));
    }

    @After
    public void close() {
        PumphouseConfiguration.get().setConfigurations(null);
        CredentialsInMemory.clear();
        source.close();
        target.close();
    }

    @Test
    public void aTenantIsPlannedApprovedMovedAndToldOf() throws Exception {
        PipelineResult result = run("tenant-on-demand", Map.of("TENANT", "demo", "DRY_RUN", false));

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("would move demo:", "Move demo?", "NOTICE demo has moved: ");
    }

    @Test
    public void aDryRunOfATenantChangesNothing() throws Exception {
        PipelineResult result = run("tenant-on-demand", Map.of("TENANT", "demo", "DRY_RUN", true));

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("would move demo:").doesNotContain("NOTICE");
    }

    @Test
    public void aFailureIsToldOf() throws Exception {
        PipelineResult result = run("tenant-on-demand", Map.of("TENANT", "nobody", "DRY_RUN", false));

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("NOTICE nobody has not moved: ");
    }

    @Test
    public void theDeclarativeOneMovesToo() throws Exception {
        PipelineResult result = run("declarative", Map.of("TENANT", "demo", "MOVE", true));

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("created");
    }

    @Test
    public void theNightlyEvacuationChecksItsHosts() throws Exception {
        Path workspace = folder.newFolder("night").toPath();
        Files.writeString(workspace.resolve("pumphouse.yaml"), datacenter.configuration());

        PipelineResult result = example("nightly-evacuation", Map.of("HOSTS", "cmp-12", "CHECK_ONLY", true))
                .workspace(workspace)
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("cmp-12");
    }

    @Test
    @SuppressWarnings("unchecked") // the text is a map
    public void theFileForConfigurationAsCodeIsAConfiguration() throws Exception {
        JsonNode tree = new ObjectMapper()
                .valueToTree(new Yaml()
                        .load(Files.readString(Path.of("examples", "configuration-as-code", "jenkins.yaml"))));
        JsonNode first = tree.at("/unclassified/pumphouse/configurations/0");

        NamedConfiguration made =
                AsCode.make(NamedConfiguration.class, (Map<String, ?>) new Yaml().load(first.toString()));
        PumphouseConfiguration.get().setConfigurations(List.of(made));

        assertThat(made.getExported()).contains("fuel_environment: mos-prod");
    }

    private PipelineResult run(String name, Map<String, ?> parameters) throws Exception {
        return example(name, parameters)
                .workspace(folder.newFolder(name).toPath())
                .run();
    }

    private Pipeline example(String name, Map<String, ?> parameters) throws Exception {
        return Pipeline.ofFile(Path.of("examples", name, "Jenkinsfile"))
                .buildDirectory(folder.newFolder("build").toPath())
                .parameters(parameters)
                .patience(Duration.ofMinutes(3));
    }
}
