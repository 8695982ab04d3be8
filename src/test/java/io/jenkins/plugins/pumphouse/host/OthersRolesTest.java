package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import org.junit.Rule;
import org.junit.Test;

/** Somebody else gives the node roles in Fuel, or Fuel other environments, while a host is on its way. */
public class OthersRolesTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter).of("cmp-12");

    private int node() {
        return Integer.parseInt(journey.states().get(0).note(NoteKeys.NODE));
    }

    /** Once, when the host has come into that phase. */
    private void in(Phase phase, Runnable happens) {
        boolean[] done = {false};
        journey.between(() -> {
            if (!done[0] && journey.states().get(0).phase() == phase) {
                done[0] = true;
                happens.run();
            }
        });
    }

    private void isRefused(HostState state) {
        String others =
                "has the roles [cinder, compute], not [compute]: somebody else assigned them. Nothing is deployed.";
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .contains(
                        others,
                        "roles: ['cinder', 'compute'] in the step or the inventory",
                        "(fuel --env " + datacenter.environment() + " node remove --node " + state.note(NoteKeys.NODE)
                                + ")");
    }

    @Test
    public void aNodeToWhichSomebodyAssignedMoreRolesIsNotDeployedWithThem() throws Exception {
        in(Phase.ASSIGN, () -> datacenter.fuel().assigned(datacenter.environment(), node(), "compute", "cinder"));

        HostState state = journey.run().get(0);

        isRefused(state);
        assertThat(state.phase()).isEqualTo(Phase.ASSIGN);
        assertThat(journey.log()).contains("to keep it in the source, take its node out of the environment in Fuel, ");
        assertThat(datacenter.fuel().acts()).isEmpty();
    }

    @Test
    public void aRoleThatIsAddedBeforeTheProvisioningIsNotDeployedWithIt() throws Exception {
        in(Phase.DEPLOY, () -> datacenter.fuel().assigned(datacenter.environment(), node(), "compute", "cinder"));

        HostState state = journey.run().get(0);

        isRefused(state);
        assertThat(state.phase()).isEqualTo(Phase.DEPLOY);
        assertThat(datacenter.fuel().acts()).noneMatch(act -> act.contains("provision") || act.contains("deploy"));
    }

    @Test
    public void rolesThatTheStepNamesAreRightWhoeverAssignedThem() throws Exception {
        journey.roles("cinder", "compute");
        in(Phase.ASSIGN, () -> datacenter.fuel().assigned(datacenter.environment(), node(), "compute", "cinder"));

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
    }

    @Test
    public void theOnlyEnvironmentStaysTheHostsWhenSomebodyCreatesAnother() throws Exception {
        in(Phase.DISCOVER, () -> datacenter.fuel().environment("mos-staging"));

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.fuel().node(node()).path("cluster").asInt()).isEqualTo(datacenter.environment());
    }
}
