package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpVerify} in a pipeline. */
public class VerifyStepTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void itFailsOnDriftUnlessItIsToldNotTo() throws Exception {
        PipelineResult moved = clouds.pipeline(
                        "pumpSecgroups tenant: 'demo'\n"
                                + "def equal = pumpVerify(tenant: 'demo')\n"
                                + "echo \"drift ${equal.drift}, ${equal.differs + equal.missing}, changed ${equal.changed}, ${equal.writes} writes\"")
                .run();
        assertThat(moved.result()).as(moved.console()).isEqualTo(Result.SUCCESS);
        assertThat(moved.console()).contains("drift false, 0, changed false, 0 writes");
        clouds.source.project("demo").group("late", "", rules -> {});

        PipelineResult told = clouds.pipeline("def found = pumpVerify(tenant: 'demo', failOn: 'never')\n"
                        + "echo \"drift ${found.drift}, ${found.missing} missing\"")
                .run();
        PipelineResult failed = clouds.pipeline("pumpVerify tenant: 'demo'").run();

        assertThat(told.result()).as(told.console()).isEqualTo(Result.SUCCESS);
        assertThat(told.console()).contains("drift true, 2 missing");
        assertThat(failed.result()).isEqualTo(Result.FAILURE);
        assertThat(failed.console())
                .contains("!  security group   late", "missing on the target", "ERROR: ", "failOn: 'never'");
    }
}
