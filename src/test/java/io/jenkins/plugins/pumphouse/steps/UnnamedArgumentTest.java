package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.pumphouse.pipeline.binding.DeclarativeCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Rule;
import org.junit.Test;

/** An argument that stands without its name. */
public class UnnamedArgumentTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    /**
     * Jenkins asks nobody's binding for the name of a lone argument but the constructor. Were it {@code tenant} there,
     * Declarative would refuse every call without a tenant. Thus the words are Jenkins' own, and the page has them.
     */
    @Test
    public void itIsRefusedByJenkinsAndTheDocumentsSaySo() throws Exception {
        assertNotNamed("pumpInstances 'demo'", "demo");
        assertNotNamed("pumpInstances 'demo', dryRun: true", "[{dryRun=true}, demo]");
        assertThat(new DeclarativeCheck(ExtensionList.lookup(StepDescriptor.class)).mistakes("pumpInstances 'demo'"))
                .containsExactly("pumpInstances: Step does not take a single required parameter - use named parameters"
                        + " instead");

        assertThat(Files.readString(Path.of("docs", "troubleshooting.md")))
                .contains(
                        "`Expected named arguments but got …`",
                        "`Step does not take a single required parameter - use named parameters instead`",
                        "`Arguments to \"…\" must be explicitly named.`");
    }

    @Test
    public void aBlockAfterAStepThatTakesNoneIsRefusedByJenkinsAndExplained() throws Exception {
        assertThat(clouds.pipeline("pumpRoles() { echo 'x' }").run().error())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("Expected named arguments but got .*CpsClosure.*");
        assertThat(clouds.target.journal().writes()).isEmpty();

        assertThat(Files.readString(Path.of("docs", "troubleshooting.md")))
                .contains("With `CpsClosure` in it, a block `{ … }` stands after a step that takes none");
    }

    private void assertNotNamed(String call, String got) throws Exception {
        assertThat(clouds.pipeline(call).run().error())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected named arguments but got " + got);
        assertThat(clouds.target.journal().writes()).isEmpty();
    }
}
