package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpEvacuate} from a Jenkinsfile. */
public class PumpEvacuateTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12", "cmp-13").wiredBySwitch();

    @Rule(order = 1)
    public final HostWorkspace workspace = new HostWorkspace(datacenter);

    @Test
    public void theMapTellsForEachServerWhereItIsAndTheBuildsPageHasIt() throws Exception {
        server("web-1");

        PipelineResult result = workspace.pipeline("""
                def gone = pumpEvacuate host: 'cmp-12', poll: 1
                echo "${gone.summary}: ${gone.servers[0].name} ${gone.servers[0].how} to ${gone.servers[0].to}"
                echo "again ${pumpEvacuate(host: 'cmp-12').changed}"
                """).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .contains(
                        "cmp-12: 1 server moved; it is disabled: web-1 live to cmp-13",
                        "again false",
                        "pumphouse report");
    }

    @Test
    public void aServerThatStaysFailsTheStepWithTheCommandThatHelps() throws Exception {
        server("web-1", "suspend");

        PipelineResult result =
                workspace.pipeline("pumpEvacuate host: 'cmp-12', poll: 1").run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("cmp-12: 0 servers moved, 1 refused", "openstack server resume");
    }

    @Test
    public void anAbortPutsTheHostBackAndTellsWhatNovaGoesOnWith() throws Exception {
        server("web-1");
        datacenter.source().behaviour().power(Duration.ofHours(1));
        NextRead looks = new NextRead("os-migrateLive", new AtomicBoolean(), new CountDownLatch(1));
        datacenter.source().faults().gatekeeper(looks);
        Pipeline pipeline = workspace.pipeline("pumpEvacuate host: 'cmp-12', poll: 1");
        pipeline.start().awaitConsole("migrating it live");
        assertThat(looks.come.await(1, TimeUnit.MINUTES)).isTrue();

        PipelineResult result = pipeline.abort().await();

        assertThat(result.console())
                .contains("nova live-migration-abort", "cmp-12  enabled again, as it was", "Finished: ABORTED");
    }

    @Test
    public void withoutAHostNothingIsDone() throws Exception {
        assertThat(workspace.pipeline("pumpEvacuate host: ''").run().console()).contains("pumpEvacuate: host is blank");
        assertThat(workspace
                        .pipeline("pumpEvacuate how: 'warm', host: 'cmp-12'")
                        .run()
                        .console())
                .contains("how is 'warm', but there are only 'auto' and 'live' and 'cold'");
    }

    @Test
    public void theLimitOfTheConfigurationHoldsForServersAtATime() throws Exception {
        server("web-1");
        workspace.configured("limits: {parallel: 2}");

        PipelineResult refused = workspace
                .pipeline("pumpEvacuate host: 'cmp-12', poll: 1, parallel: 3")
                .run();
        PipelineResult moved =
                workspace.pipeline("pumpEvacuate host: 'cmp-12', poll: 1").run();

        assertThat(refused.result()).isEqualTo(Result.FAILURE);
        assertThat(refused.console()).contains("pumpEvacuate: parallel is 3, and the limit is 2 (limits of");
        assertThat(moved.result()).as(moved.console()).isEqualTo(Result.SUCCESS);
        assertThat(moved.console()).contains("limits  parallel 2 (limits of pumphouse.yaml)");
    }

    /** Knows when somebody reads after an action of a server was answered: the action is done, and known to be. */
    private record NextRead(String action, AtomicBoolean answered, CountDownLatch come) implements Faults.Gatekeeper {
        @Override
        public boolean admits(Faults.Asked asked) {
            if (answered.get() && asked.method().equals("GET")) {
                come.countDown();
            }
            return true;
        }

        @Override
        public boolean answers(Faults.Asked asked, int status) {
            if (asked.subject().equals(action)) {
                answered.set(true);
            }
            return true;
        }
    }

    private void server(String name, String... actions) {
        datacenter.source().project("demo").image("cirros", 1000);
        datacenter
                .source()
                .inside()
                .post(
                        "compute",
                        datacenter.source().authUrl().endsWith("/v3")
                                ? "/v2.1/flavors"
                                : "/v2/" + datacenter.source().inside().projectId() + "/flavors",
                        WireJson.object(
                                "flavor", WireJson.object("name", "m1.tiny", "ram", 512, "vcpus", 1, "disk", 1)));
        datacenter
                .source()
                .project("demo")
                .server(name)
                .image("cirros")
                .flavor("m1.tiny")
                .host("cmp-12")
                .then(actions)
                .boot();
    }
}
