package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Edition;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * A host leaves a source whose Fuel is older than 6.1: what erases a node there applies all changes of its environment,
 * and a deletion of the node alone deletes its record and leaves its disks as they are.
 */
public class LeavingOldFuelTest {
    private static final String MAC = "52:54:00:aa:01:01";

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter);
    private EmbeddedFuel old;
    private int environment;

    @Before
    public void start() {
        old = EmbeddedFuel.start(Edition.V6_0, true, Pace.fast());
        environment = old.environment("old-prod");
        old.ready(environment, Hardware.of("52:54:00:ee:01:01", "52:54:00:ee:01:02"), "controller");
        old.ready(environment, datacenter.host("cmp-12").hardware(), "compute");
    }

    @After
    public void close() {
        old.close();
    }

    private HostState run() throws Exception {
        return journey.of("cmp-12").leaving(old, "old-prod").run().get(0);
    }

    @Test
    public void theNodeIsUnassignedAndErasedByTheChangesOfItsEnvironment() throws Exception {
        HostState state = run();

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(old.acts()).containsExactly("POST /clusters/1/unassignment", "PUT /clusters/1/changes");
        assertThat(journey.log()).contains("removed from environment old-prod, its disks erased");
    }

    @Test
    public void itWaitsWhileFuelErasesTheNode() throws Exception {
        old.pace(Pace.real());

        HostState state = run();

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(old.acts()).containsOnlyOnce("PUT /clusters/1/changes");
        assertThat(journey.log()).contains("environment old-prod is busy: ");
    }

    @Test
    public void aChangeOfSomebodyElseThatWaitsThereIsNotCarriedOut() throws Exception {
        old.pending(environment, Hardware.of("52:54:00:ee:02:01", "52:54:00:ee:02:02"), "compute");

        HostState state = run();

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message())
                .contains(
                        "its Fuel (Fuel 6.0) lets it go only by applying all changes of environment \"old-prod\"",
                        "waits to be added",
                        "apply or discard the pending changes");
        assertThat(old.acts()).isEmpty();
    }

    @Test
    public void aNodeInErrorIsAChangeThatWaitsTooAsFuelWouldInstallItAnew() throws Exception {
        int failed = old.pending(environment, Hardware.of("52:54:00:ee:02:01", "52:54:00:ee:02:02"), "compute");
        old.mishaps().provisioningFails("52:54:00:ee:02:01", 1);
        old.someoneDeploys(environment);
        old.skip(Pace.fast().provision().plusSeconds(5));
        assertThat(old.node(failed).path("error_type").asText()).isEqualTo("provision");

        HostState state = run();

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message()).contains("node-" + failed, "waits to be installed again");
        assertThat(old.acts()).isEmpty();
    }

    @Test
    public void aChangeThatSomebodyMakesInBetweenStopsItAndTheMarkIsTold() throws Exception {
        boolean[] done = {false};
        journey.between(() -> {
            if (!done[0] && old.acts().contains("POST /clusters/1/unassignment")) {
                done[0] = true;
                old.pending(environment, Hardware.of("52:54:00:ee:02:01", "52:54:00:ee:02:02"), "compute");
            }
        });

        HostState state = run();

        assertThat(done[0]).isTrue();
        assertThat(state.phase()).isEqualTo(Phase.LEAVE);
        assertThat(state.message())
                .contains("waits to be added", "node-2", "is marked for deletion in it", "discard that too");
        assertThat(old.acts()).containsExactly("POST /clusters/1/unassignment");
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    @Test
    public void anAnswerThatIsLostAfterTheChangesBeganAppliesThemNoSecondTime() throws Exception {
        old.pace(Pace.real());
        old.faults().on("PUT", "/api/clusters/*/changes").times(1).resetAfterwards();

        HostState state = run();

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(old.acts()).containsOnlyOnce("PUT /clusters/1/changes");
    }

    @Test
    public void changesThatSomebodyElseAppliesMeanwhileAreWaitedForAndNotAppliedAgain() throws Exception {
        boolean[] done = {false};
        old.pace(Pace.real());
        journey.between(() -> {
            if (!done[0] && old.acts().contains("POST /clusters/1/unassignment")) {
                done[0] = true;
                old.someoneDeploys(environment);
            }
        });

        HostState state = run();

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(done[0]).isTrue();
        assertThat(old.acts()).containsExactly("POST /clusters/1/unassignment");
    }

    @Test
    public void aCheckThatFailsBeforeTheWorkEndsTheTryInFuelsWords() throws Exception {
        old.ready(environment, Hardware.of("52:54:00:ee:04:01", "52:54:00:ee:04:02"), "ceph-osd");
        old.setting(environment, "storage.volumes_ceph", true);

        HostState state = run();

        assertThat(state.phase()).isEqualTo(Phase.LEAVE);
        assertThat(state.message())
                .contains("the source's Fuel did not let node-2", "Number of OSD nodes (1) cannot be less");
        assertThat(old.acts()).containsExactly("POST /clusters/1/unassignment", "PUT /clusters/1/changes");
    }

    @Test
    public void aRemovalThatFailsEndsTheTryInFuelsWords() throws Exception {
        old.mishaps().deletionFails(MAC);

        HostState state = run();

        assertThat(state.phase()).isEqualTo(Phase.LEAVE);
        assertThat(state.message())
                .contains(
                        "the source's Fuel did not let node-2", "Failed to remove 1 node(s)", "may be erased already");
        assertThat(old.acts()).containsExactly("POST /clusters/1/unassignment", "PUT /clusters/1/changes");
    }

    @Test
    public void aNodeThatWasNeverInstalledIsOnlyTakenOutAndItsDisksAreNotSaidToBeErased() throws Exception {
        old.becomes(MAC, "discover");

        HostState state = run();

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(old.acts()).containsExactly("POST /clusters/1/unassignment");
        assertThat(journey.log())
                .contains("removed from environment old-prod, its disks not erased")
                .doesNotContain("disks erased");
    }
}
