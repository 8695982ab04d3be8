package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A host's whole way, between clouds, a Fuel and machines inside the JVM. */
public class JourneyTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12", "cmp-13", "cmp-14");

    private final Journey journey = new Journey(datacenter);

    @Test
    public void aHypervisorComesBackAsAComputeNodeOfTheTarget() throws Exception {
        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(state.phaseRuns()).extracting(PhaseRun::phase).containsExactly(Phase.values());
        assertThat(datacenter.host("cmp-12").machine().acts())
                .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
        assertThat(computes(datacenter.source())).doesNotContain("cmp-12").contains("cmp-13");
        assertThat(computes(datacenter.target())).contains("node-2.example.com");
        assertThat(datacenter.fuel().acts())
                .containsExactly(
                        "POST /clusters/1/assignment",
                        "PUT /clusters/1/provision?nodes=2",
                        "PUT /clusters/1/deploy?nodes=2");
    }

    @Test
    public void aFuelWhoseKeystoneHasVersion3AloneIsWorkedWithToo() throws Exception {
        datacenter.fuel().mishaps().keystoneHasVersion3Alone();
        journey.of("cmp-12").between(() -> datacenter.fuel().expireTokens());

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
    }

    @Test
    public void theLogHasALineForEachStepAndNoneForAPoll() throws Exception {
        datacenter.fuel().pace(Pace.real());

        journey.of("cmp-12").run();

        assertThat(journey.log().replaceAll("127\\.0\\.0\\.1", "10.1.0.12"))
                .contains(
                        "cmp-12  drained, 0 servers; nova-compute disabled",
                        "cmp-12  power off by ipmi 10.1.0.12 (soft, 0 s)",
                        "cmp-12  PXE set (once), power on",
                        "cmp-12  Fuel: node 2 discovered after 4 min",
                        "cmp-12  environment mos-prod: roles compute",
                        "cmp-12  provisioning 50 %",
                        "cmp-12  deploying 80 %",
                        "cmp-12  ready; nova-compute up on mira-os-1 after",
                        "; removed from good_old_openstack: ");
        assertThat(journey.lines()).hasSizeLessThan(40).doesNotHaveDuplicates();
    }

    @Test
    public void everyWaitSaysWhatForAndHowLongAtMost() throws Exception {
        datacenter.fuel().pace(Pace.real());
        datacenter.host("cmp-12").machine().ignoresSoftOff(true);

        journey.of("cmp-12").run();

        assertThat(journey.lines())
                .contains(
                        "cmp-12  was asked to shut down; else it is switched off; at most 5 min more",
                        "cmp-12  waiting for its bootstrap image to register in Fuel; at most 30 min more",
                        "cmp-12  provisioning 0 %; at most 6 h more",
                        "cmp-12  deployed; waiting for nova-compute on mira-os-1; at most 30 min more")
                .noneMatch(line -> line.contains("null"));
    }

    @Test
    public void aSecondRunFindsEverythingDoneAndChangesNothing() throws Exception {
        journey.of("cmp-12").run();
        List<String> acts = datacenter.fuel().acts();
        int machine = datacenter.host("cmp-12").machine().journal().size();

        HostState again = new Journey(datacenter).of("cmp-12").run().get(0);

        assertThat(again.status()).isEqualTo(Status.READY);
        assertThat(again.changed()).isFalse();
        assertThat(datacenter.fuel().acts()).isEqualTo(acts);
        assertThat(datacenter.host("cmp-12").machine().journal()).hasSize(machine);
    }

    @Test
    public void threeHostsGoTwoAtATimeAndTakeTurnsInFuel() throws Exception {
        int[] most = {0};
        journey.of("cmp-12", "cmp-13", "cmp-14")
                .maxParallel(2)
                .between(() -> most[0] = Math.max(most[0], (int) journey.states().stream()
                        .filter(state -> state.status() == Status.MOVING)
                        .count()));

        List<HostState> states = journey.run();

        assertThat(states).as(journey.log()).extracting(HostState::status).containsOnly(Status.READY);
        assertThat(most[0]).isEqualTo(2);
        assertThat(datacenter.fuel().acts())
                .filteredOn(act -> act.startsWith("PUT"))
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(computes(datacenter.source())).containsExactly("cmp-99");
    }

    @Test
    public void disksAndInterfacesAreTakenFromATemplateNode() throws Exception {
        journey.of("cmp-12")
                .layout(new LayoutPlan(Integer.toString(datacenter.template()), new LayoutRules(List.of(), Map.of())))
                .run();

        assertThat(journey.states().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log()).contains("environment mos-prod: roles compute; disks and interfaces like node-1");
    }

    @Test
    public void aDryRunSaysThatAHostMayGoAndTouchesNothing() throws Exception {
        HostState state = journey.of("cmp-12").dry().run().get(0);

        assertThat(state.status()).isEqualTo(Status.COULD_GO);
        assertThat(state.changed()).isFalse();
        assertThat(datacenter.fuel().acts()).isEmpty();
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    private static List<String> computes(io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud cloud) {
        return cloud.inside().list("compute", "/v2.1/os-services", "services").stream()
                .filter(service -> service.path("binary").asText().equals("nova-compute"))
                .map(service -> service.path("host").asText())
                .toList();
    }
}
