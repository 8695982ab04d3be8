package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodeNaming;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Edition;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * A Fuel whose answers of one moment do not fit together, as with a database that several workers write and people who
 * work in it meanwhile: nothing is started twice, nothing is taken for ended that runs.
 */
@RunWith(Parameterized.class)
public class SlowFuelTest {
    @Rule
    public final Datacenter datacenter;

    private final Journey journey;

    public SlowFuelTest(Edition edition) {
        this.datacenter = Datacenter.of(edition, Pace.real(), "cmp-12");
        this.journey = new Journey(datacenter);
    }

    @Parameters(name = "{0}")
    public static Collection<Edition> editions() {
        return Edition.recorded();
    }

    private EmbeddedFuel fuel() {
        return datacenter.fuel();
    }

    private Hardware hardware() {
        return datacenter.host("cmp-12").hardware();
    }

    private String mac() {
        return datacenter.host("cmp-12").macs().get(0);
    }

    private HostState run() throws Exception {
        return journey.of("cmp-12").run().get(0);
    }

    private void isReadyAfterOneOfEach(HostState state) {
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(fuel().acts()).filteredOn(act -> act.contains("/provision")).hasSize(1);
        assertThat(fuel().acts()).filteredOn(act -> act.contains("/deploy")).hasSize(1);
    }

    private boolean has(String act) {
        return fuel().acts().stream().anyMatch(each -> each.contains(act));
    }

    /** Runs once, when Fuel has done an act of this kind for the first time. */
    private void after(String act, Runnable happens) {
        boolean[] done = {false};
        journey.between(() -> {
            if (!done[0] && has(act)) {
                done[0] = true;
                happens.run();
            }
        });
    }

    @Test
    public void aNodeThatIsRegisteredAnewBetweenTwoLooksIsFoundUnderItsNewId() throws Exception {
        int[] anew = {0};
        journey.between(() -> {
            if (anew[0] == 0 && journey.states().get(0).phase() == Phase.ASSIGN) {
                anew[0] = fuel().registersAnew(hardware());
            }
        });

        HostState state = run();

        isReadyAfterOneOfEach(state);
        assertThat(anew[0]).isPositive();
        assertThat(fuel().acts()).anyMatch(act -> act.endsWith("/deploy?nodes=" + anew[0]));
    }

    @Test
    public void aTaskThatIsShownLateIsNotTakenForEndedAndNothingIsStartedTwice() throws Exception {
        boolean[] late = {false};
        journey.between(() -> {
            if (!late[0] && journey.states().get(0).phase() == Phase.ASSIGN) {
                fuel().statusLags(mac(), 5);
            }
            if (!late[0] && has("/provision")) {
                late[0] = true;
                fuel().mishaps().tasksAppearLate(6);
            }
        });

        isReadyAfterOneOfEach(run());
        assertThat(late[0]).isTrue();
    }

    @Test
    public void aStatusThatLagsBehindItsFlagsIsWaitedFor() throws Exception {
        boolean[] known = {false};
        journey.between(() -> {
            if (!known[0] && journey.states().get(0).phase() == Phase.ASSIGN) {
                known[0] = true;
                fuel().statusLags(mac(), 7);
            }
        });

        isReadyAfterOneOfEach(run());
        assertThat(known[0]).isTrue();
    }

    @Test
    public void aDeploymentWhoseTaskFailsAtOnceEndsTheTryInItsWords() throws Exception {
        fuel().mishaps().deploymentsEndAtOnce(1);

        HostState state = run();

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.phase()).isEqualTo(Phase.DEPLOY);
        assertThat(state.message()).contains("ended with: Method granular_deploy", "no plugin answers");
        assertThat(fuel().acts()).filteredOn(act -> act.contains("/deploy")).hasSize(1);

        Journey again = new Journey(datacenter).of("cmp-12");
        assertThat(again.run().get(0).status()).as(again.log()).isEqualTo(Status.READY);
        assertThat(fuel().acts()).filteredOn(act -> act.contains("/provision")).hasSize(1);
    }

    @Test
    public void aNodeThatGoesOfflineBetweenAssignmentAndProvisioningIsWaitedFor() throws Exception {
        journey.between(() -> {
            if (has("/assignment") && !has("/provision")) {
                if (journey.log().contains("is offline in Fuel")) {
                    fuel().heard(mac());
                } else {
                    fuel().silent(mac());
                }
            }
        });

        isReadyAfterOneOfEach(run());
        assertThat(journey.log()).contains("is offline in Fuel; waiting for its agent");
    }

    @Test
    public void anAnswerThatIsLostAfterTheDeploymentBeganStartsNoSecondOne() throws Exception {
        fuel().faults().on("PUT", "/api/clusters/*/deploy/").times(1).resetAfterwards();

        isReadyAfterOneOfEach(run());
    }

    @Test
    public void anAnswerThatIsLostAfterTheProvisioningBeganStartsNoSecondOne() throws Exception {
        fuel().faults().on("PUT", "/api/clusters/*/provision/").times(1).resetAfterwards();

        isReadyAfterOneOfEach(run());
    }

    @Test
    public void aMacInUpperCaseIsTheSameMac() throws Exception {
        Hardware upper = hardware()
                .withNics(hardware().nics().stream()
                        .map(nic -> new Hardware.Nic(nic.name(), nic.mac().toUpperCase(Locale.ROOT), nic.speed()))
                        .toArray(Hardware.Nic[]::new));
        boolean[] done = {false};
        journey.between(() -> {
            if (!done[0] && journey.states().get(0).phase() == Phase.DISCOVER) {
                done[0] = true;
                fuel().discovered(upper);
            }
        });

        isReadyAfterOneOfEach(run());
        assertThat(done[0]).isTrue();
    }

    @Test
    public void aNodeThatTheOperatorRenamesMeanwhileIsFoundAndKeepsThatName() throws Exception {
        after("/provision", () -> fuel().renamed(2, "rack 3, upper half"));
        journey.layout(new LayoutPlan(null, null, LayoutRules.none(), new NodeNaming(true, Map.of(), null)));

        isReadyAfterOneOfEach(run());
        assertThat(fuel().node(2).path("name").asText()).isEqualTo("rack 3, upper half");
    }

    @Test
    public void aListThatMissesTheNodeOnceIsLookedAtAgain() throws Exception {
        after(
                "/provision",
                () -> fuel().faults()
                        .on("GET", "/api/nodes")
                        .times(1)
                        .answersInstead(all -> Answer.ok(WireJson.array())));

        isReadyAfterOneOfEach(run());
    }
}
