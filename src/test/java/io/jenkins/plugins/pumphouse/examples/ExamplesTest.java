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
import java.nio.file.StandardCopyOption;
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
    public final Datacenter datacenter =
            Datacenter.with("cmp-12").wiredBySwitch().living();

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

        PipelineResult result = example(
                        "nightly-evacuation", Map.of("HOSTS", "cmp-12", "SOAK", "20h", "CHECK_ONLY", true))
                .workspace(workspace)
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("cmp-12");
    }

    /** The step of the library is declared in its file by the file's name, as Jenkins does it. */
    @Test
    public void theSharedLibraryMovesATenant() throws Exception {
        Path library = Path.of("examples", "shared-library");
        String step =
                Files.readString(library.resolve("vars/moveTenant.groovy")).replace("def call(", "def moveTenant(");
        String job = Files.readString(library.resolve("Jenkinsfile")).replace("@Library('pumphouse-library') _", "");

        PipelineResult result = Pipeline.of(job + step)
                .workspace(folder.newFolder("library").toPath())
                .parameters(Map.of("TENANT", "demo"))
                .patience(Duration.ofMinutes(10))
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).containsSubsequence("would move demo: ", "Move demo?", "demo has moved: ");
    }

    @Test
    public void theSharedLibraryRefusesAnArgumentThatItDoesNotHave() throws Exception {
        String step = Files.readString(Path.of("examples/shared-library/vars/moveTenant.groovy"))
                .replace("def call(", "def moveTenant(");

        PipelineResult result =
                Pipeline.of("moveTenant(tennant: 'demo')\n" + step).run();

        assertThat(result.console()).contains("moveTenant has no \"tennant\"; there are: tenant, config, approve");
    }

    @Test
    public void aWaveIsCheckedForRoomAndConflictsFirst() throws Exception {
        Path workspace = hostsWithAServer();

        PipelineResult result = example("rolling-upgrade", Map.of("WAVES", "cmp-12", "SOAK", "0s", "CHECK_ONLY", true))
                .workspace(workspace)
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("cmp-12  is the cheapest to empty: 1 server", "wave cmp-12: ");
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    @Test
    public void wavesOfHostsGoWithTheirServers() throws Exception {
        Path workspace = hostsWithAServer();

        PipelineResult result = soon("rolling-upgrade")
                .parameters(Map.of("WAVES", "cmp-12", "SOAK", "0s", "CHECK_ONLY", false))
                .workspace(workspace)
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .containsSubsequence(
                        "+  server           web-1", "Are the servers of cmp-12 well", "wave cmp-12: 1 ready");
    }

    @Test
    public void theHostsGoWithAScriptThatWiresThem() throws Exception {
        Path workspace = folder.newFolder("hosts").toPath();
        Path example = Files.createDirectories(workspace.resolve("examples/hosts"));
        Files.writeString(example.resolve("pumphouse.yaml"), datacenter.configuration());
        Files.copy(Path.of("examples/hosts/wire.sh"), example.resolve("wire.sh"), StandardCopyOption.COPY_ATTRIBUTES);
        datacenter.tor().access(1, Datacenter.ADMIN); // what the script is there for

        PipelineResult result = soon("hosts")
                .parameters(Map.of("HOSTS", "cmp-12", "CHECK_ONLY", false))
                .workspace(workspace)
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).containsSubsequence("cmp-12 (52:54:00", "cmp-12: node ");
    }

    private Path hostsWithAServer() throws Exception {
        Fixture.target(datacenter.source());
        Fixture.target(datacenter.target());
        Fixture.serverOn("cmp-12", datacenter.source());
        Path workspace = folder.newFolder("waves").toPath();
        Files.writeString(workspace.resolve("pumphouse.yaml"), datacenter.configuration());
        return workspace;
    }

    /** As it stands, but asking Fuel every second. */
    private Pipeline soon(String name) throws Exception {
        String script = Files.readString(Path.of("examples", name, "Jenkinsfile"));
        return Pipeline.of(script.replace("maxParallel: 2", "maxParallel: 2, poll: 1"))
                .buildDirectory(folder.newFolder("build").toPath())
                .patience(Duration.ofMinutes(10));
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
                .patience(Duration.ofMinutes(10));
    }
}
