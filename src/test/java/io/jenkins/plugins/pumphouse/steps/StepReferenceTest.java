package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Rule;
import org.junit.Test;

/** docs/steps.md is what forms and help say, and its examples run. */
public class StepReferenceTest {
    private static final Path PAGE = Path.of("docs/steps.md");

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void thePageIsWhatFormsAndHelpSay() throws IOException {
        String text = new StepReference(StepExamples.ALL).text();
        if (Boolean.getBoolean("steps.write")) {
            Files.writeString(PAGE, text);
        }

        assertThat(Files.readString(PAGE))
                .as(PAGE + "; write it anew with -Dsteps.write=true")
                .isEqualTo(text);
    }

    /** Those that move hosts run in a data centre: {@code steps.host.HostExamplesTest}. */
    @Test
    public void everyStepHasAnExampleThatRuns() throws Exception {
        assertThat(StepReference.steps().stream().map(StepDescriptor::getFunctionName))
                .containsExactlyInAnyOrderElementsOf(StepExamples.ALL.keySet());
        StringBuilder script = new StringBuilder();
        StepExamples.ALL.forEach((step, example) -> {
            if (!StepExamples.movesHosts(step)) {
                script.append("stage('")
                        .append(step)
                        .append("') {\n")
                        .append(example)
                        .append("\n}\n");
            }
        });

        PipelineResult result = clouds.pipeline(script.toString())
                .patience(Duration.ofMinutes(10))
                .run();

        assertThat(result.result()).as(script + result.console()).isEqualTo(Result.SUCCESS);
    }
}
