package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedSwitch;
import io.jenkins.plugins.pumphouse.machines.Machine;
import java.io.File;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An inventory that names another machine's port of the switch: its servers are not cut off for long. */
public class OtherPortTest {
    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12", "cmp-13", "cmp-14").wiredBySwitch();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Journey journey = new Journey(datacenter).of("cmp-12");

    @Test
    public void theHostsOwnPortIsRewiredAndTheHostArrives() throws Exception {
        assertThat(journey.ports("ge-0/0/1").run().get(0).status())
                .as(journey.log())
                .isEqualTo(Status.READY);
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
    }

    @Test
    public void aVlanThatTheSwitchDoesNotHaveIsToldBeforeThePowerGoesOff() throws Exception {
        datacenter.tor().forgets(Datacenter.ADMIN);

        HostState state = journey.ports("ge-0/0/1").run().get(0);

        assertThat(state.phase()).as(journey.log()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message())
                .contains("has no VLAN 99. Create it on the switch, or correct \"vlan\"", "101 (tenants)");
        assertThat(machine("cmp-12").journal()).isEmpty();
    }

    @Test
    public void aCommunityThatMayOnlyReadIsToldBeforeThePowerGoesOff() throws Exception {
        HostState state = journey.community(EmbeddedSwitch.READ_ONLY)
                .ports("ge-0/0/1")
                .run()
                .get(0);

        assertThat(state.phase()).as(journey.log()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message())
                .contains("refuses to set the VLAN of port 1", "Allow this community to write Q-BRIDGE-MIB");
        assertThat(machine("cmp-12").journal()).isEmpty();
    }

    @Test
    public void aLoginThatMayWritePortsAndNoVlansIsToldBeforeThePowerGoesOff() throws Exception {
        datacenter.tor().guardsVlans(true);

        HostState state = journey.ports("ge-0/0/1").run().get(0);

        assertThat(state.phase()).as(journey.log()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message())
                .contains("refuses to set the ports of VLAN 99", "Allow this community to write Q-BRIDGE-MIB");
        assertThat(machine("cmp-12").journal()).isEmpty();
    }

    @Test
    public void aPortThatIsInTheAdminNetworkAlreadyNeedsNoRightToWrite() throws Exception {
        datacenter.tor().access(1, Datacenter.ADMIN);

        HostState state = journey.community(EmbeddedSwitch.READ_ONLY)
                .ports("ge-0/0/1")
                .run()
                .get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.tor().journal()).isEmpty();
    }

    @Test
    public void aPortWhoseFormerVlanCannotBeNotedIsToldBeforeThePowerGoesOff() throws Exception {
        datacenter.tor().access(1, Datacenter.ADMIN).alsoUntagged(1, Datacenter.TENANTS);

        journey.ports("ge-0/0/1").run();

        assertThat(journey.lines())
                .first()
                .asString()
                .contains(
                        "port ge-0/0/1 of tor-3 is in VLAN 99 already and sends others untagged [101]",
                        "pumpHostUndo needs vlan: 101");
    }

    @Test
    public void aDryRunAsksThePortWithoutAWrite() throws Exception {
        journey.ports("ge-0/0/1").dry().run();

        assertThat(journey.log()).contains("ready to release");
        assertThat(datacenter.tor().journal()).isEmpty();
    }

    @Test
    public void aPortThatWasMoreThanAnAccessPortComesBackAsItWas() throws Exception {
        datacenter.tor().vlan(102, "storage").tagged(2, Datacenter.ADMIN).tagged(2, 102);

        journey.ports("ge-0/0/1", "ge-0/0/2").run();

        assertThat(journey.log())
                .contains("cmp-13 stopped reporting", "VLAN 101 (tagged 99) -> 99", "(101, 101 (tagged 99))");
        assertThat(datacenter.tor().pvid(2)).isEqualTo(Datacenter.TENANTS);
        assertThat(datacenter.tor().untagged(2)).containsExactly(Datacenter.TENANTS);
        assertThat(datacenter.tor().tagged(2)).containsExactly(Datacenter.ADMIN, 102);
    }

    @Test
    public void aPortWithWhichAnotherHostFallsSilentComesBackIntoItsVlan() throws Exception {
        HostState state = journey.ports("ge-0/0/1", "ge-0/0/2").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.phase()).isEqualTo(Phase.DISCOVER);
        assertThat(state.message())
                .contains(
                        "cmp-13 stopped reporting to good_old_openstack after ports ge-0/0/1, ge-0/0/2 of tor-3 came into"
                                + " VLAN 99",
                        "The ports are in the VLANs again that they had (101, 101)",
                        "Correct \"ports\" of cmp-12 in the inventory",
                        "is switched on");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.TENANTS);
        assertThat(datacenter.tor().pvid(2)).isEqualTo(Datacenter.TENANTS);
        assertThat(datacenter.fuel().acts()).isEmpty();
    }

    @Test
    public void aSwitchThatForgetsThePortsVlanIsToldWhereItsMachineDoesNotRegister() throws Exception {
        journey.ports("ge-0/0/1").between(() -> {
            if (datacenter.host("cmp-12").machine().acts().contains("boot PXE once BIOS")) {
                datacenter.tor().access(1, Datacenter.TENANTS);
            }
        });

        assertThat(journey.run().get(0).message()).as(journey.log()).contains("ge-0/0/1 is in VLAN 101 by now");
    }

    @Test
    public void itComesBackAlthoughTheDriverDiedInBetween() throws Exception {
        HostJournal journal = new HostJournal(new File(folder.getRoot(), "hosts.json").toPath());

        HostState state = journey.ports("ge-0/0/2").run(journal).get(0);

        assertThat(state.message()).as(journey.log()).contains("cmp-13 stopped reporting to good_old_openstack");
        assertThat(datacenter.tor().pvid(2)).isEqualTo(Datacenter.TENANTS);
    }

    @Test
    public void aHostThatIsBeingTakenAwayMeanwhileSaysNothingOfThePort() throws Exception {
        neverRegisters();
        journey.ports("ge-0/0/1").between(() -> {
            if (datacenter.tor().pvid(1) == Datacenter.ADMIN) {
                disable("cmp-13");
                datacenter.source().hostDown("cmp-13");
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.message()).as(journey.log()).contains("did not register in Fuel");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
    }

    @Test
    public void aHostThatMissesOneReportSaysNothingOfThePort() throws Exception {
        neverRegisters();
        int[] rounds = {0};
        journey.ports("ge-0/0/1").between(() -> {
            if (datacenter.tor().pvid(1) == Datacenter.ADMIN && rounds[0]++ == 4) {
                datacenter.source().hostDown("cmp-13");
            } else {
                datacenter.source().hostUp("cmp-13");
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.message()).as(journey.log()).contains("did not register in Fuel");
    }

    private void disable(String host) {
        Inside nova = datacenter.source().inside();
        nova.list("compute", "/v2.1/os-services", "services").stream()
                .filter(service -> host.equals(WireJson.text(service, "host")))
                .forEach(service -> nova.put(
                        "compute",
                        "/v2.1/os-services/" + WireJson.text(service, "id"),
                        WireJson.object("status", "disabled")));
    }

    private void neverRegisters() {
        machine("cmp-12").onPowerOn(boot -> {});
    }

    private Machine machine(String host) {
        return datacenter.host(host).machine();
    }
}
