package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * An inventory with the MACs of a spare machine that runs Fuel's bootstrap image: that one is never installed in place
 * of the host.
 */
public class OtherMacsTest {
    private static final Hardware SPARE = Hardware.of("52:54:00:bb:00:01", "52:54:00:bb:00:02");

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Journey journey = new Journey(datacenter).of("cmp-12");
    private int rounds;

    private EmbeddedFuel fuel() {
        return datacenter.fuel();
    }

    private HostState runWithTheSparesMacs() throws Exception {
        fuel().discovered(SPARE);
        journey.macs("52:54:00:bb:00:01", "52:54:00:bb:00:02").between(() -> {
            if (++rounds % 5 == 0) {
                fuel().boots(SPARE); // its agent reports every minute
            }
        });
        return journey.run().get(0);
    }

    private Hardware silentOfItself() {
        Hardware hardware = datacenter.host("cmp-12").hardware();
        return new Hardware(null, null, hardware.nics(), hardware.disks());
    }

    private void nothingWasInstalled(HostState state) {
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .contains(
                        "Fuel has its MACs again, at node-",
                        "with the serial number Sbb0001",
                        "another machine, which is on, has these MACs",
                        "Correct \"macs\" of cmp-12");
        assertThat(fuel().acts()).allMatch(act -> act.startsWith("DELETE /nodes/"));
    }

    @Test
    public void aSpareMachineThatReportsWhileTheHostIsOffIsNotTakenForIt() throws Exception {
        journey.macs("52:54:00:bb:00:01", "52:54:00:bb:00:02").between(() -> {
            if (datacenter.host("cmp-12").machine().power() == Power.OFF && rounds++ % 5 == 0) {
                fuel().discovered(SPARE);
            }
        });

        nothingWasInstalled(journey.run().get(0));
    }

    @Test
    public void aSpareMachineThatReportsWhileTheHostServesIsToldBeforeThePowerGoesOff() throws Exception {
        nothingWasInstalled(runWithTheSparesMacs());

        assertThat(journey.log())
                .contains(
                        "Fuel has its MACs at node-",
                        "with the serial number Sbb0001",
                        "while nova-compute of cmp-12 reports to good_old_openstack",
                        "correct \"macs\"");
    }

    @Test
    public void aSpareMachineIsNotTakenForAHostThatWasOffBefore() throws Exception {
        datacenter.host("cmp-12").machine().power(Power.OFF);
        datacenter.source().hostDown("cmp-12");

        nothingWasInstalled(runWithTheSparesMacs());
    }

    @Test
    public void aSpareMachineThatSomebodyHasAssignedIsNotInstalledInPlaceOfAHostThatIsOff() throws Exception {
        datacenter.host("cmp-12").machine().power(Power.OFF);
        datacenter.source().hostDown("cmp-12");
        int spare = fuel().pending(datacenter.environment(), SPARE, "compute");

        HostState state =
                journey.macs("52:54:00:bb:00:01", "52:54:00:bb:00:02").run().get(0);

        assertThat(state.message()).as(journey.log()).contains("Fuel has this machine already, as node-" + spare);
        assertThat(fuel().acts()).isEmpty();
    }

    /** The spare is switched on when the host has been: from then on its agent reports every minute. */
    @Test
    public void aSpareMachineThatRegistersOnlyWhenTheHostIsOnAgainIsNotTakenForIt() throws Exception {
        journey.macs("52:54:00:bb:00:01", "52:54:00:bb:00:02").between(() -> {
            if (datacenter.host("cmp-12").machine().starts() > 0 && ++rounds % 5 == 0) {
                fuel().boots(SPARE);
            }
        });

        nothingWasInstalled(journey.run().get(0));
    }

    /** Nobody powers a machine off any more that its environment has: so what it is has to be proven otherwise. */
    @Test
    public void aSpareMachineThatSomebodyHasAssignedIsNotInstalledInPlaceOfADrainedHost() throws Exception {
        isDrained();
        int spare = fuel().pending(datacenter.environment(), SPARE, "compute");

        notTaken(runWithTheSparesMacsInUse(), spare);
    }

    @Test
    public void aSpareMachineWhoseProvisioningHasFailedIsNotInstalledInPlaceOfADrainedHost() throws Exception {
        isDrained();
        int spare = fuel().pending(datacenter.environment(), SPARE, "compute");
        fuel().mishaps().provisioningFails("52:54:00:bb:00:01", 1);
        fuel().someoneDeploys(datacenter.environment());
        fuel().skip(Duration.ofHours(4));

        notTaken(runWithTheSparesMacsInUse(), spare);
    }

    @Test
    public void aMachineThatServesTheTargetIsNotTakenForAHostThatStillReportsToTheSource() throws Exception {
        isDrained();
        int other = fuel().ready(datacenter.environment(), SPARE, "compute");

        HostState state = runWithTheSparesMacsInUse();

        notTaken(state, other);
        erasingItIsNotAdvised(state);
        SourceCompute.of(datacenter, host -> assertThat(host.isRemembered()).isTrue());
    }

    @Test
    public void aMachineThatServesAnotherEnvironmentIsNotAdvisedToBeErased() throws Exception {
        isDrained();
        journey.environment("mos-prod");
        int other = fuel().ready(fuel().environment("others"), SPARE, "compute");

        HostState state = runWithTheSparesMacsInUse();

        notTaken(state, other);
        erasingItIsNotAdvised(state);
    }

    /** What Fuel lets go that is installed, it erases. */
    private static void erasingItIsNotAdvised(HostState state) {
        assertThat(state.message())
                .contains("nothing proves that this node is the host", "correct \"macs\" of the host")
                .doesNotContain("remove node");
    }

    /** Nothing is taken from a node that somebody has prepared; free, it is proven like any other. */
    @Test
    public void theHostsOwnNodeThatSomebodyHasAssignedArrivesWhenItIsTakenOutOfItsEnvironment() throws Exception {
        isDrained();
        int node = fuel().pending(datacenter.environment(), silentOfItself(), "compute");
        HostState refused = journey.run().get(0);
        assertThat(refused.message())
                .as(journey.log())
                .contains(
                        "nothing proves that this node is the host",
                        "or remove node " + node,
                        "from its environment",
                        "by one more power cycle");
        assertThat(fuel().acts()).isEmpty();

        fuel().someoneUnassigns(datacenter.environment(), node);
        datacenter.reports("cmp-12", silentOfItself());
        Journey next = new Journey(datacenter).of("cmp-12");

        assertThat(next.run().get(0).status()).as(next.log()).isEqualTo(Status.READY);
        assertThat(datacenter.host("cmp-12").machine().acts()).contains("power soft-off");
    }

    private HostState runWithTheSparesMacsInUse() throws Exception {
        return journey.macs("52:54:00:bb:00:01", "52:54:00:bb:00:02").run().get(0);
    }

    private void notTaken(HostState state, int node) {
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.message()).contains("Fuel has this machine already, as node-" + node);
        assertThat(fuel().acts()).isEmpty();
        assertThat(datacenter.host("cmp-12").machine().acts()).isEmpty();
    }

    @Test
    public void aSpareMachineIsNotTakenForAHostThatIsOnWhileItsNovaComputeIsDown() throws Exception {
        isDrained();
        datacenter.source().hostDown("cmp-12");

        nothingWasInstalled(runWithTheSparesMacs());
    }

    private void isDrained() {
        SourceCompute.of(datacenter, host -> host.disable("it has no servers any more"));
    }

    @Test
    public void aHostWhoseSystemTellsNothingThatItsBmcTellsFallsSilentInASecondPowerCycleAndArrives() throws Exception {
        datacenter.reports("cmp-12", silentOfItself());

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log())
                .contains(
                        "its serial number, UUID and MACs are not what its BMC tells",
                        "(it was silent while the host was off)");
        assertThat(datacenter.host("cmp-12").machine().starts()).isEqualTo(2);
    }

    @Test
    public void aHostThatTookPxeOnlyPersistentlyIsToldSoInItsSecondStart() throws Exception {
        datacenter.reports("cmp-12", silentOfItself());
        datacenter.host("cmp-12").machine().ignoresPxe(1);

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.host("cmp-12").machine().acts())
                .as(journey.log())
                .filteredOn(act -> act.startsWith("boot PXE"))
                .containsExactly("boot PXE once BIOS", "boot PXE always BIOS");
    }

    @Test
    public void theSecondPowerCycleOutlivesWhoeverDrivesTheHost() throws Exception {
        datacenter.reports("cmp-12", silentOfItself());
        HostJournal journal = new HostJournal(folder.getRoot().toPath().resolve("hosts.json"));

        assertThat(journey.run(journal).get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.host("cmp-12").machine().starts()).isEqualTo(2);
    }

    @Test
    public void aHostThatASecondPowerCycleHasProvenIsInstalledByTheNextBuildThatRecallsIt() throws Exception {
        datacenter.reports("cmp-12", silentOfItself());
        fuel().mishaps().provisioningFails(datacenter.host("cmp-12").macs().get(0), 1);
        HostState failed = journey.run().get(0);
        assertThat(failed.message()).as(journey.log()).contains("Fuel failed in the provisioning");

        assertThat(new Journey(datacenter).of("cmp-12").run().get(0).message())
                .contains(
                        "nothing proves that this node is the host",
                        "its serial number, UUID and MACs are not what the BMC 127.0.0.1 tells",
                        "trust: true");
        Journey next = new Journey(datacenter).of("cmp-12");
        next.states().get(0).recall(failed);
        assertThat(next.run().get(0).status()).as(next.log()).isEqualTo(Status.READY);
        assertThat(datacenter.host("cmp-12").machine().starts()).isEqualTo(2);
    }

    @Test
    public void aHostThatTheInventoryTrustsIsBelieved() throws Exception {
        datacenter.reports("cmp-12", silentOfItself());

        assertThat(journey.trusting().run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.host("cmp-12").machine().starts()).isEqualTo(1);
    }

    @Test
    public void theHostsOwnRecordThatTellsNothingThatItsBmcTellsIsDeletedAndTheHostArrives() throws Exception {
        fuel().discovered(silentOfItself());

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log()).contains("waiting whether another machine reports with its MACs while it is off");
    }
}
