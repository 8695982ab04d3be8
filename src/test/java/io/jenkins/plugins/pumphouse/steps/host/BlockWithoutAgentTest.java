package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * Jenkins is restarted while the block of {@code pumpHostBy} runs, and the agent comes back minutes later: the block
 * ends before the step's first try.
 */
public class BlockWithoutAgentTest {
    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12").wiredBySwitch().living();

    @Rule(order = 1)
    public final HostWorkspace workspace = new HostWorkspace(datacenter);

    @Test
    public void oneThatFailsFailsItsHostWhenTheAgentIsBack() throws Exception {
        Pipeline build = endedWithoutAgent("error 'no such port'");

        Workspace.Node.agentConnected(true);
        PipelineResult result = build.await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains(
                        "cmp-12  its block failed: no such port. The host is powered off.",
                        "cmp-12  left as it is: power off; rewired by the block or not, as it has not ended well");
        assertThat(acts()).containsExactly("power soft-off");
    }

    @Test
    public void anAbortAfterItHasEndedWellSaysThatTheHostIsRewired() throws Exception {
        PipelineResult result = endedWithoutAgent("echo 'wired'").abort().await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.ABORTED);
        assertThat(result.console())
                .contains("cmp-12  stopped while ", "rewired by the block")
                .doesNotContain("rewired by the block or not");
        assertThat(acts()).containsExactly("power soft-off");
        theNextBuildGoesOn();
    }

    @Test
    public void anAbortAfterItHasFailedSaysWhy() throws Exception {
        PipelineResult result =
                endedWithoutAgent("error 'no such port'").abort().await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.ABORTED);
        assertThat(result.console())
                .contains(
                        "cmp-12  its block failed: no such port. The host is powered off.", "cmp-12  left as it is: ");
    }

    @Test
    public void anAbortWhileItRunsSaysThatTheHostIsRewiredOrNot() throws Exception {
        PipelineResult result = restartedInTheBlock("echo 'wired'").abort().await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.ABORTED);
        assertThat(result.console())
                .contains("cmp-12  stopped while ", "rewired by the block or not, as it has not ended well");
        assertThat(acts()).containsExactly("power soft-off");
    }

    private void theNextBuildGoesOn() throws Exception {
        Workspace.Node.agentConnected(true);
        PipelineResult next = workspace
                .pipeline("pumpHostBy(hosts: ['cmp-12'], disable: true, poll: 1) { echo 'wired' }")
                .run();
        assertThat(next.result()).as(next.console()).isEqualTo(Result.SUCCESS);
    }

    private Pipeline endedWithoutAgent(String last) throws Exception {
        Pipeline build = restartedInTheBlock(last);
        build.approve();
        build.awaitConsole("[Pipeline] }");
        build.save(); // after what its end has set going
        return build;
    }

    private Pipeline restartedInTheBlock(String last) throws Exception {
        datacenter.tor().access(1, Datacenter.ADMIN);
        Pipeline build = workspace
                .pipeline("pumpHostBy(hosts: ['cmp-12'], disable: true, poll: 1) { input 'Wire it'; " + last + " }")
                .holdingInputs()
                .start();
        build.awaitStep("input");
        Workspace.Node.agentConnected(false);
        byte[] saved = build.save();
        build.kill();
        Pipeline resumed = Pipeline.load(saved).resume();
        resumed.awaitConsole("Jenkins was restarted");
        return resumed;
    }

    private List<String> acts() {
        return datacenter.host("cmp-12").machine().acts();
    }
}
