package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.settings.PumphouseConfiguration;
import io.jenkins.plugins.pumphouse.settings.StoredCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A mapping in a file of its own, in pipelines. */
public class MappingStepTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void itsEntriesCountBesideThoseOfTheConfiguration() throws Exception {
        configured("mapping: {tenants: {demo: demo-2}}");
        write("wave-1.yaml", "roles: {operator-x: operator-y}");

        PipelineResult moved = clouds.pipeline(
                        "pumpTenants tenant: 'demo', mapping: 'wave-1.yaml'\npumpRoles mapping: 'wave-1.yaml'")
                .run();

        assertThat(moved.result()).as(moved.console()).isEqualTo(Result.SUCCESS);
        assertThat(names("projects")).contains("demo-2").doesNotContain("demo");
        assertThat(names("roles")).contains("operator-y").doesNotContain("operator-x");
        assertThat(moved.console()).doesNotContain("decides, and not");
    }

    @Test
    public void ofTwoEntriesForOneNameThatOfTheFileCountsAndTheLogSaysSoOnce() throws Exception {
        configured("mapping: {tenants: {demo: demo-2}, roles: {operator-x: same}}");
        write("wave-1.yaml", "projects: {Demo: demo-3}\nroles: {operator-x: same}");

        PipelineResult moved = clouds.pipeline("pumpTenants tenant: 'demo', mapping: 'wave-1.yaml'\n"
                        + "pumpTenants tenant: 'demo', mapping: 'wave-1.yaml'")
                .run();

        assertThat(names("projects")).contains("demo-3").doesNotContain("demo", "demo-2");
        assertThat(moved.console())
                .containsOnlyOnce(
                        "wave-1.yaml decides, and not pumphouse.yaml: projects: Demo is demo-3 and not demo-2\n");
    }

    @Test
    public void aBlockSaysItForTheStepsInsideAlsoForThoseThatOnlyRead() throws Exception {
        write("wave-1.yaml", "tenants: {demo: skip}");

        PipelineResult listed = clouds.pipeline("pumphouse(mapping: 'wave-1.yaml') {\n"
                        + "pumpInventory tenant: 'demo'\npumpTenants tenant: 'demo'\npumpVerify failOn: 'never' }")
                .run();

        assertThat(listed.result()).as(listed.console()).isEqualTo(Result.SUCCESS);
        assertThat(listed.console()).contains("is left alone, as mapping: projects: says");
        assertThat(names("projects")).doesNotContain("demo");
        assertThat(clouds.workspace().resolve("inventory.csv")).content().contains("is left alone");
    }

    @Test
    public void aMistakeInItIsNamedWithItsLineAndNothingIsDone() throws Exception {
        write("wave-1.yaml", "tenants: {demo: demo-2}\nflavours: {a: b}\n");

        PipelineResult refused =
                clouds.pipeline("pumpTenants mapping: 'wave-1.yaml'").run();

        assertThat(refused.result()).isEqualTo(Result.FAILURE);
        assertThat(refused.console())
                .contains("wave-1.yaml line 2, column 1: unknown key \"flavours\" in the mapping; did you mean"
                        + " \"flavors\"?");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aFileThatIsNotInTheWorkspaceIsRefused() throws Exception {
        Files.writeString(clouds.workspace().resolveSibling("outside.yaml"), "tenants: {demo: demo-2}");

        assertThat(clouds.pipeline("pumpTenants mapping: 'wave-1.yaml'").run().console())
                .contains("ERROR: mapping: there is no file wave-1.yaml in the workspace");
        assertThat(clouds.pipeline("pumpTenants mapping: '../outside.yaml'")
                        .run()
                        .console())
                .contains("ERROR: \"../outside.yaml\" is not in the workspace");
        assertThat(clouds.target.journal().writes()).isEmpty();
        Files.delete(clouds.workspace().resolveSibling("outside.yaml"));
    }

    @Test
    public void outsideOfNodeItIsRefusedWithBothWaysOut() throws Exception {
        PumphouseConfiguration.get().setConfigurations(List.of(clouds.stored("lab")));
        try {
            PipelineResult refused = Pipeline.of("pumpTenants config: 'lab', mapping: 'wave-1.yaml'")
                    .run();

            assertThat(refused.result()).isEqualTo(Result.FAILURE);
            assertThat(refused.console())
                    .contains("ERROR: mapping names the file wave-1.yaml, but the step has no workspace. Put the step"
                            + " inside node { … }, or write the entries behind mapping: in lab.");
        } finally {
            PumphouseConfiguration.get().setConfigurations(null);
            StoredCredentials.clear();
        }
    }

    private List<String> names(String list) {
        return clouds.target.inside().list("identity", "/v3/" + list, list).stream()
                .map(each -> each.path("name").asText())
                .toList();
    }

    private void configured(String more) throws IOException {
        Path file = clouds.workspace().resolve("pumphouse.yaml");
        Files.writeString(file, Files.readString(file) + more + "\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(clouds.workspace().resolve(name), text);
    }
}
