package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostClouds;
import io.jenkins.plugins.pumphouse.host.model.HostMachine;
import io.jenkins.plugins.pumphouse.host.model.HostPace;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodePlan;
import io.jenkins.plugins.pumphouse.host.model.Wiring;
import io.jenkins.plugins.pumphouse.host.model.WiringPlan;
import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedSwitch;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What becomes of the two ports of a host, on a switch and beside a Fuel inside the JVM. */
public class WiringUndoTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OTHER = 102;
    private static final List<String> PORTS = List.of("ge-0/0/1", "ge-0/0/2");

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12", "cmp-13").wiredBySwitch();

    private final List<String> lines = new ArrayList<>();
    private final HostState memory = HostState.of("cmp-12");
    private Wiring wiring = Wiring.SWITCH;
    private boolean dryRun;

    @Before
    public void rewire() {
        datacenter.source().machines().down("cmp-12");
        datacenter.tor().vlan(OTHER, "other").access(1, Datacenter.ADMIN).access(2, Datacenter.ADMIN);
    }

    @Test
    public void everyPortComesBackIntoTheVlanThatItHadAndNothingElseIsTouched() throws Exception {
        remember("ge-0/0/1", Datacenter.TENANTS);
        remember("ge-0/0/2", OTHER);

        WiringUndo.Result result = undo(0);

        assertThat(vlans()).containsExactly(Datacenter.TENANTS, OTHER);
        assertThat(datacenter.tor().untagged(1)).containsExactly(Datacenter.TENANTS);
        assertThat(lines)
                .containsExactly(
                        "cmp-12  switch tor-3 port ge-0/0/1: VLAN 99 -> 101",
                        "cmp-12  switch tor-3 port ge-0/0/2: VLAN 99 -> 102",
                        "cmp-12  next: boot device back to its disk, power on, enable its nova-compute on"
                                + " good_old_openstack");
        assertThat(result.toMap()).containsEntry("changed", true).containsEntry("summary", "2 ports put back");
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    @Test
    public void aHostThatTheSourcesFuelHasLetGoIsSaidToBeErased() throws Exception {
        remember("ge-0/0/1", Datacenter.TENANTS);
        remember("ge-0/0/2", OTHER);
        memory.note("erased", "old-prod");

        undo(0);

        assertThat(lines)
                .last()
                .asString()
                .contains("next: its disks are erased, as environment old-prod of the source's Fuel has let it go")
                .doesNotContain("boot device back to its disk");
    }

    @Test
    public void aSecondRunChangesNothing() throws Exception {
        remember("ge-0/0/1", Datacenter.TENANTS);
        remember("ge-0/0/2", OTHER);
        undo(0);
        List<String> sets = datacenter.tor().journal();

        assertThat(undo(0).toMap()).containsEntry("changed", false);
        assertThat(datacenter.tor().journal()).isEqualTo(sets);
        assertThat(lines).contains("cmp-12  switch tor-3 port ge-0/0/1: is in VLAN 101 already");
    }

    @Test
    public void theVlanOfTheOperatorWinsOverTheRemembered() throws Exception {
        remember("ge-0/0/1", Datacenter.TENANTS);

        undo(OTHER);

        assertThat(vlans()).containsExactly(OTHER, OTHER);
    }

    @Test
    public void aDryRunTellsWhatItWouldChange() throws Exception {
        dryRun = true;

        assertThat(undo(Datacenter.TENANTS).summary()).isEqualTo("2 ports to put back");
        assertThat(lines).contains("cmp-12  would change switch tor-3 port ge-0/0/2: VLAN 99 -> 101");
        assertThat(datacenter.tor().journal()).isEmpty();
    }

    @Test
    public void aPortWhoseFormerVlanNobodyKnowsIsRefusedWithTheArgumentThatHelpsBeforeAnyIsChanged() throws Exception {
        remember("ge-0/0/1", Datacenter.TENANTS);

        assertThat(undo(0).failures())
                .singleElement()
                .asString()
                .startsWith("cmp-12: no build of this job remembers the VLAN that port ge-0/0/2 of tor-3 had before")
                .endsWith("give it, for example vlan: 101.");
        assertThat(datacenter.tor().journal()).isEmpty();
    }

    @Test
    public void aPortComesBackAsItWasAlsoIfItWasNoPlainAccessPort() throws Exception {
        memory.note("former_vlan ge-0/0/1", "101 (tagged 99)");
        memory.note("former_vlan ge-0/0/2", "101 (untagged 101 102)");

        assertThat(undo(0).summary()).isEqualTo("2 ports put back");

        assertThat(vlans()).containsExactly(Datacenter.TENANTS, Datacenter.TENANTS);
        assertThat(datacenter.tor().tagged(1)).containsExactly(Datacenter.ADMIN);
        assertThat(datacenter.tor().untagged(1)).containsExactly(Datacenter.TENANTS);
        assertThat(datacenter.tor().untagged(2)).containsExactly(Datacenter.TENANTS, OTHER);
        assertThat(undo(Datacenter.TENANTS).summary()).isEqualTo("0 ports put back");
    }

    @Test
    public void aPortToWhichTheMoveDidNotComeIsLeftWhereItIs() throws Exception {
        remember("ge-0/0/1", Datacenter.TENANTS);
        datacenter.tor().access(2, OTHER);

        assertThat(undo(0).summary()).isEqualTo("1 port put back");
        assertThat(vlans()).containsExactly(Datacenter.TENANTS, OTHER);
    }

    @Test
    public void aPortThatSomebodyHasMovedSinceIsNotMovedOnAnOldMemory() throws Exception {
        remember("ge-0/0/1", Datacenter.TENANTS);
        remember("ge-0/0/2", Datacenter.TENANTS);
        datacenter.tor().access(2, OTHER);

        assertThat(undo(0).failures())
                .singleElement()
                .asString()
                .contains(
                        "port ge-0/0/2 of tor-3 is in VLAN 102, neither in 99", "nor in 101", "for example vlan: 101.");
        assertThat(vlans()).containsExactly(Datacenter.ADMIN, OTHER);
    }

    @Test
    public void aHostThatFuelHasInAnEnvironmentBelongsToTheTarget() throws Exception {
        int node = datacenter
                .fuel()
                .pending(datacenter.environment(), datacenter.host("cmp-12").hardware(), "compute");

        assertThat(undo(Datacenter.TENANTS).failures())
                .singleElement()
                .asString()
                .contains(
                        "Fuel has it as node-" + node,
                        "in environment " + datacenter.environment(),
                        "it belongs to the target now",
                        "Remove the node from that environment first, or run pumpHost, which resumes.");
        assertThat(datacenter.tor().journal()).isEmpty();
    }

    @Test
    public void aHostThatWorksInTheSourceIsRefusedAsItMayBeTheWrongName() throws Exception {
        datacenter.source().machines().up("cmp-12");

        assertThat(undo(OTHER).failures())
                .singleElement()
                .asString()
                .contains(
                        "its nova-compute reports to good_old_openstack, is enabled and has 0 servers",
                        "Is it the right host?");
        assertThat(datacenter.tor().journal()).isEmpty();
    }

    @Test
    public void ofAHostThatFuelHadBegunToDeployTheLastLineWarns() throws Exception {
        memory.note("deployed_in_try", "1");

        undo(Datacenter.TENANTS);

        assertThat(lines).last().asString().contains("look first whether the disk still holds the source's system");
    }

    @Test
    public void aHostThatFuelHasOnlyDiscoveredMayComeBack() throws Exception {
        datacenter.fuel().discovered(datacenter.host("cmp-12").hardware());

        assertThat(undo(Datacenter.TENANTS).failures()).isEmpty();
        assertThat(vlans()).containsExactly(Datacenter.TENANTS, Datacenter.TENANTS);
    }

    @Test
    public void whatWasChangedBeforeAFailureIsCounted() throws Exception {
        datacenter
                .tor()
                .afterSet(set ->
                        datacenter.tor().forgetful(datacenter.tor().untagged(1).equals(List.of(Datacenter.TENANTS))));

        WiringUndo.Result result = undo(Datacenter.TENANTS);

        assertThat(result.summary()).isEqualTo("1 port put back, 1 failed");
        assertThat(result.failures()).singleElement().asString().contains("port \"ge-0/0/2\"", "afterwards");
    }

    @Test
    public void whatNoSwitchHasDoneNoSwitchCanUndo() throws Exception {
        wiring = Wiring.NONE;

        assertThat(undo(Datacenter.TENANTS).failures())
                .containsExactly(
                        "cmp-12: its wiring is \"none\", so no switch can be told to undo it. Undo it the way that it"
                                + " was done.");
    }

    private void remember(String port, int vlan) {
        memory.note("former_vlan " + port, Integer.toString(vlan));
    }

    private List<Integer> vlans() {
        return List.of(datacenter.tor().pvid(1), datacenter.tor().pvid(2));
    }

    private WiringUndo.Result undo(int vlan) throws InterruptedException {
        return new WiringUndo(request(), vlan, lines::add).run(List.of(memory));
    }

    private HostRequest request() {
        FuelAccess fuel = new FuelAccess(
                "mira-os-1", datacenter.fuel().url(), Login.of(null, "admin", "admin"), null, null, null, TIMEOUT);
        return new HostRequest(
                new HostClouds(access(datacenter.source()), access(datacenter.target()), fuel, null),
                List.of(plan()),
                new HostPace(TIMEOUT, TIMEOUT, 0, 1, false),
                dryRun);
    }

    private static CloudAccess access(EmbeddedCloud cloud) {
        return EmbeddedAccess.to(cloud);
    }

    private HostPlan plan() {
        Datacenter.Host host = datacenter.host("cmp-12");
        BmcAccess bmc = new BmcAccess(
                "cmp-12",
                Driver.IPMI,
                "127.0.0.1",
                host.bmc().port(),
                Login.withPassword(Datacenter.USER, Datacenter.PASSWORD),
                0,
                Trust.JVM,
                TIMEOUT);
        SwitchAccess tor =
                SwitchAccess.v2c("tor-3", "127.0.0.1", datacenter.tor().port(), EmbeddedSwitch.COMMUNITY, TIMEOUT);
        return new HostPlan(
                "cmp-12",
                new Allowances(true, Set.of(), Set.of()),
                new HostMachine(bmc, Set.copyOf(host.macs()), host.serial(), false, null, false),
                new WiringPlan(wiring, tor, PORTS, Datacenter.ADMIN),
                new NodePlan(null, Set.of("compute"), new LayoutPlan(null, LayoutRules.none())),
                AggregatePlan.NONE,
                Map.of());
    }
}
