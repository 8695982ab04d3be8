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
import java.util.Collection;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** A host leaves a source that a Fuel has deployed: alone, and not with others' data. */
@RunWith(Parameterized.class)
public class LeavingFuelTest {
    private static final Hardware STRANGER = Hardware.of("52:54:00:ee:00:01", "52:54:00:ee:00:02");

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Edition edition;
    private final Journey journey = new Journey(datacenter);
    private EmbeddedFuel old;
    private int environment;

    public LeavingFuelTest(Edition edition) {
        this.edition = edition;
    }

    @Parameters(name = "{0}")
    public static Collection<Edition> editions() {
        return Edition.recorded();
    }

    @Before
    public void start() {
        old = EmbeddedFuel.start(edition, true, Pace.fast());
        environment = old.environment("old-prod");
        old.ready(environment, Hardware.of("52:54:00:ee:01:01", "52:54:00:ee:01:02"), "controller");
    }

    @After
    public void close() {
        old.close();
    }

    private HostState run(String... roles) throws Exception {
        old.ready(environment, datacenter.host("cmp-12").hardware(), roles);
        return journey.of("cmp-12").leaving(old, "old-prod").run().get(0);
    }

    @Test
    public void onlyThisNodeIsTouchedWhateverElseWaitsThere() throws Exception {
        int stranger = old.ready(environment, STRANGER, "compute");
        old.someoneUnassigns(environment, stranger);
        old.pending(environment, Hardware.of("52:54:00:ee:02:01", "52:54:00:ee:02:02"), "compute");

        HostState state = run("compute");

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(old.acts()).containsExactly("DELETE /nodes/4");
        assertThat(journey.log()).contains("removed from environment old-prod, its disks erased");
    }

    @Test
    public void oneFuelOfBothCloudsIsRecognisedHoweverItsAddressIsWritten() throws Exception {
        if (edition != Edition.V9_2) {
            return; // the target's Fuel is of that version
        }
        EmbeddedFuel both = datacenter.fuel();
        int former = both.environment("old-prod");
        both.ready(former, Hardware.of("52:54:00:ee:01:01", "52:54:00:ee:01:02"), "controller");
        both.ready(former, datacenter.host("cmp-12").hardware(), "compute");

        HostState state = journey.of("cmp-12")
                .environment(Datacenter.ENVIRONMENT)
                .leaving(both, both.url() + "/api/", "old-prod")
                .run()
                .get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log()).contains("removed from environment old-prod, its disks erased");
    }

    @Test
    public void ofANodeThatFuelTakesForNeverInstalledOnlyTheRecordGoesAndNothingElseIsSaid() throws Exception {
        old.ready(environment, datacenter.host("cmp-12").hardware(), "compute");
        old.becomes("52:54:00:aa:01:01", "discover");

        HostState state = journey.of("cmp-12").leaving(old, "old-prod").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(old.acts()).containsExactly("DELETE /nodes/2");
        assertThat(journey.log())
                .contains("removed from environment old-prod, its disks not erased")
                .doesNotContain("erases its disks");
    }

    @Test
    public void aHostThatFailsAfterwardsIsNotSaidToHaveItsSystemStill() throws Exception {
        datacenter.fuel().mishaps().discoveredInError("52:54:00:aa:01:01", 1);

        HostState state = run("compute");

        assertThat(state.phase()).as(journey.log()).isEqualTo(Phase.DISCOVER);
        assertThat(journey.log())
                .contains(
                        "Next: run the step again, it resumes where the host is. Its disks may be erased, as environment"
                                + " old-prod of the source's Fuel was told to let it go: to keep it in the source, deploy it anew"
                                + " with that Fuel.")
                .doesNotContain("boot device back to its disk");
    }

    @Test
    public void aHostThatHoldsDataOfCephStaysUntilTheInventorySaysThatItHasLeft() throws Exception {
        old.setting(environment, "storage.images_ceph", true);

        HostState state = run("compute", "ceph-osd");

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message())
                .contains(
                        "it has the role ceph-osd in environment \"old-prod\"",
                        "data of the whole cloud",
                        "erased when it leaves",
                        "ceph osd out",
                        "emptied: [ceph-osd]");
        assertThat(old.acts()).isEmpty();
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();

        Journey again =
                new Journey(datacenter).of("cmp-12").leaving(old, "old-prod").emptied("ceph-osd");
        assertThat(again.run().get(0).status()).as(again.log()).isEqualTo(Status.READY);
    }

    @Test
    public void aControllerIsNeverErasedWhateverTheInventorySays() throws Exception {
        old.ready(environment, datacenter.host("cmp-12").hardware(), "cinder", "controller");

        HostState state = journey.of("cmp-12")
                .leaving(old, "old-prod")
                .emptied("cinder", "controller")
                .run()
                .get(0);

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message())
                .contains("it has the role controller in environment \"old-prod\"", "cannot be said to be emptied");
        assertThat(old.acts()).isEmpty();
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    @Test
    public void aMacOfAnotherMachineInTheInventoryDoesNotEraseThatMachine() throws Exception {
        String copied = datacenter.host("cmp-12").macs().get(1);
        int stranger = old.ready(environment, Hardware.of("52:54:00:ee:02:01", copied), "compute");

        HostState state = journey.of("cmp-12").leaving(old, "old-prod").run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message())
                .contains(
                        "the source's Fuel's node-" + stranger,
                        "has some MACs of cmp-12 and others",
                        "52:54:00:ee:02:01",
                        "correct \"macs\" in the inventory");
        assertThat(old.acts()).isEmpty();
    }

    @Test
    public void twoRecordsWithMacsOfTheHostAreNotToldApartByTheirOrder() throws Exception {
        List<String> macs = datacenter.host("cmp-12").macs();
        old.ready(environment, Hardware.of(macs.get(0)), "compute");
        old.ready(environment, Hardware.of(macs.get(1)), "compute");

        HostState state = journey.of("cmp-12").leaving(old, "old-prod").run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message()).contains("the source's Fuel has 2 nodes with MACs of cmp-12");
        assertThat(old.acts()).isEmpty();
    }

    @Test
    public void aRecordWithTheNameOfAnotherHostOfTheSourceIsNotErasedForItsMacs() throws Exception {
        int stranger = old.ready(environment, STRANGER, "compute");
        datacenter.source().hostUp("node-" + stranger);

        HostState state = journey.of("cmp-12")
                .macs("52:54:00:ee:00:01")
                .leaving(old, "old-prod")
                .run()
                .get(0);

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message())
                .contains("whose name node-" + stranger + ".example.com is that of another host of good_old_openstack");
        assertThat(old.acts()).isEmpty();
    }

    @Test
    public void everyRoleThatMayHoldDataIsNamed() throws Exception {
        HostState state = run("cinder", "compute", "base-os");

        assertThat(state.message())
                .contains(
                        "it has the role cinder",
                        "migrate the volumes on it",
                        "it has the role base-os",
                        "emptied: [base-os]");
        assertThat(old.acts()).isEmpty();
    }

    @Test
    public void whatSomebodyElseDoesInTheSourcesEnvironmentIsInTheWay() throws Exception {
        old.pace(Pace.real());
        old.someoneDeploys(environment, old.ready(environment, STRANGER, "compute"));

        HostState state = run("compute");

        assertThat(state.message())
                .contains(
                        "the source's Fuel works on environment \"old-prod\" (1) already", "wait until that has ended");
        assertThat(old.acts()).isEmpty();
    }

    @Test
    public void aRemovalThatFailsEndsTheTryInFuelsWords() throws Exception {
        old.mishaps().deletionFails("52:54:00:aa:01:01");

        HostState state = run("compute");

        assertThat(state.phase()).isEqualTo(Phase.LEAVE);
        assertThat(state.message())
                .contains(
                        "the source's Fuel did not let node-2", "Failed to remove 1 node(s)", "may be erased already");
        assertThat(old.acts()).containsExactly("DELETE /nodes/2");
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }
}
