package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.steps.StepExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The examples of docs/steps.md that move hosts, in a data centre whose hosts have no servers any more: as they stand,
 * but for how often they look and the hours of their window.
 */
public class HostExamplesTest {
    private static final Set<String> SHOWN =
            new TreeSet<>(Set.of("pumpHost", "pumpHostBy", "pumpCampaign", "pumpCampaignBy", "pumpHostUndo"));

    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12", "cmp-13").wiredBySwitch().living();

    @Rule(order = 1)
    public final HostWorkspace workspace = new HostWorkspace(datacenter);

    @Before
    public void noServerIsScheduledToThemAnyMore() {
        Inside nova = datacenter.source().inside();
        nova.list("compute", "/v2.1/os-services", "services").stream()
                .filter(service -> WireJson.text(service, "host").startsWith("cmp-1"))
                .forEach(service -> nova.put(
                        "compute",
                        "/v2.1/os-services/" + WireJson.text(service, "id"),
                        WireJson.object("status", "disabled")));
    }

    @Test
    public void eachStepThatMovesHostsHasOne() {
        assertThat(StepExamples.ALL.keySet().stream().filter(StepExamples::movesHosts))
                .containsExactlyInAnyOrderElementsOf(SHOWN);
    }

    @Test
    public void pumpHostMovesBothAndPumpHostUndoPutsNoneBackThatTheTargetHas() throws Exception {
        assertThat(succeeds("pumpHost")).contains("2 ready");

        assertThat(succeeds("pumpHostUndo"))
                .contains("cmp-12  would fail: Fuel has it as node-", "it belongs to the target now");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
    }

    @Test
    public void theBlockOfPumpHostByRewiresTheHost() throws Exception {
        wireByScript();

        assertThat(succeeds("pumpHostBy")).contains("cmp-12  rewired by the block", "1 ready");
        assertThat(Files.readString(workspace.path().resolve("wired"))).isEqualTo("cmp-12 99\n");
    }

    @Test
    public void pumpCampaignBeginsOneHost() throws Exception {
        assertThat(succeeds("pumpCampaign")).contains("1 not started, 1 ready");
    }

    @Test
    public void theBlockOfPumpCampaignByRewiresEachHost() throws Exception {
        wireByScript();

        assertThat(succeeds("pumpCampaignBy")).contains("2 ready");
        assertThat(Files.readAllLines(workspace.path().resolve("wired")))
                .containsExactlyInAnyOrder("cmp-12 99", "cmp-13 99");
    }

    /** Notes what it is given; the ports are in the Admin network already. */
    private void wireByScript() throws IOException {
        datacenter.tor().access(1, Datacenter.ADMIN).access(2, Datacenter.ADMIN);
        Path script = workspace.path().resolve("wire.sh");
        Files.writeString(script, "#!/bin/sh\necho \"$1 $2\" >> wired\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private String succeeds(String step) throws Exception {
        int hour = LocalTime.now().getHour();
        String example =
                StepExamples.ALL.get(step).replace("22:00-06:00", "%02d:00-%02d:00".formatted(hour, (hour + 8) % 24));
        String quick = step.equals("pumpHostUndo") ? example : example.replaceFirst("\\(hosts", "(poll: 1, hosts");

        PipelineResult result = workspace.pipeline(quick).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        return result.console();
    }
}
