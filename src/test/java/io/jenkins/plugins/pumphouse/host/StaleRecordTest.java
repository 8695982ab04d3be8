package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.PhaseHandler;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * A record that Fuel kept of a machine from an earlier boot is deleted before the machine boots; never one of a node
 * that an environment has, as Fuel would erase it.
 */
public class StaleRecordTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter).of("cmp-12");

    private EmbeddedFuel fuel() {
        return datacenter.fuel();
    }

    private int discovered() {
        return fuel().discovered(datacenter.host("cmp-12").hardware());
    }

    @Test
    public void aRecordOfNoEnvironmentIsDeletedBeforeTheMachineBoots() throws Exception {
        int old = discovered();

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(fuel().acts()).startsWith("DELETE /nodes/" + old);
        assertThat(state.note("node")).isNotEqualTo(Integer.toString(old));
    }

    @Test
    public void ofTwoRecordsTheOneThatNoAgentRenewsIsNamedToBeDeleted() throws Exception {
        List<String> macs = datacenter.host("cmp-12").macs();
        int renewed = fuel().discovered(Hardware.of(macs.get(0)));
        int leftOver = fuel().discovered(Hardware.of(macs.get(1)));
        fuel().silent(macs.get(1));

        HostState state = journey.run().get(0);

        assertThat(state.message())
                .contains(
                        "Fuel has 2 nodes with MACs of cmp-12: node-" + renewed,
                        "or delete node-" + leftOver + ", which no agent reports any more",
                        "fuel node --node-id " + leftOver + " --delete-from-db");
        assertThat(fuel().acts()).isEmpty();
    }

    @Test
    public void aRecordThatFuelListsAndDoesNotKnowIsNamedAsWhatHoldsUpTheBoot() throws Exception {
        int old = discovered();
        fuel().faults().on("GET", "/api/nodes/*").status(404);

        HostState state = journey.run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.BOOT);
        assertThat(state.message())
                .contains("Fuel goes on to list its old record node-" + old, "does not exist (404)", "--node-id " + old)
                .doesNotContain("switch it on");
    }

    @Test
    public void aRecordThatSomebodyAssignsAfterTheLookIsNotDeleted() throws Exception {
        int old = discovered();

        HostState state =
                journey.stages(phase -> new Assigned(phase, old)).run().get(0);

        assertThat(fuel().acts()).noneMatch(act -> act.startsWith("DELETE"));
        assertThat(state.phase()).isEqualTo(Phase.BOOT);
        assertThat(state.message())
                .contains(
                        "node-" + old,
                        "in environment 1",
                        "Remove it from that environment first",
                        "Fuel would take it for");
    }

    @Test
    public void aRecordThatIsMarkedAsInstalledIsNotDeletedEvenWithoutAnEnvironment() throws Exception {
        int old = discovered();
        for (String status : List.of("ready", "provisioned", "deploying", "provisioning", "removing")) {
            fuel().becomes(datacenter.host("cmp-12").macs().get(0), status);

            HostState state = new Journey(datacenter).of("cmp-12").run().get(0);

            assertThat(fuel().acts()).isEmpty();
            assertThat(state.message()).contains("node-" + old, "\"" + status + "\"", "no environment");
        }
    }

    /** Somebody assigns the node between the look that finds it free and the act. */
    private final class Assigned implements PhaseHandler {
        private final PhaseHandler real;
        private final int node;

        private Assigned(Phase phase, int node) {
            this.real = PhaseHandler.of(phase);
            this.node = node;
        }

        @Override
        public HostStep look(HostContext context) {
            HostStep step = real.look(context);
            if (step instanceof HostStep.Act act && act.name().startsWith("delete the old record")) {
                return new HostStep.Act(
                        act.name(),
                        () -> {
                            fuel().assigned(1, node, "compute");
                            act.deed().run();
                        },
                        act.shows());
            }
            return step;
        }

        @Override
        public String late(HostContext context) {
            return real.late(context);
        }
    }
}
