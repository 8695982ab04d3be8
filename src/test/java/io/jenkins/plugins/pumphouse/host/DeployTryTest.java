package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Edition;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import io.jenkins.plugins.pumphouse.machines.fuel.Witness;
import java.util.Arrays;
import java.util.Collection;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** One provisioning and one deployment a try, and what Fuel or somebody else makes of them. */
@RunWith(Parameterized.class)
public class DeployTryTest {
    @Rule
    public final Datacenter datacenter;

    private final Edition edition;
    private final Journey journey;
    private String mac;

    public DeployTryTest(Edition edition) {
        this.edition = edition;
        this.datacenter = Datacenter.of(edition, Pace.real(), "cmp-12");
        this.journey = new Journey(datacenter);
    }

    @Parameters(name = "{0}")
    public static Collection<Edition> editions() {
        return Arrays.asList(Edition.values());
    }

    private Journey journey() {
        mac = datacenter.host("cmp-12").macs().get(0);
        return journey.of("cmp-12");
    }

    private HostState state() {
        return journey.states().get(0);
    }

    private long acts(String call) {
        return datacenter.fuel().acts().stream()
                .filter(act -> act.contains(call))
                .count();
    }

    /** Runs once, when the log says this for the first time. */
    private Runnable when(String line, Runnable happens) {
        boolean[] done = {false};
        return () -> {
            if (!done[0] && journey.log().contains(line)) {
                done[0] = true;
                happens.run();
            }
        };
    }

    @Test
    public void aProvisioningThatSomebodyStopsEndsTheTryAndIsNotStartedAgain() throws Exception {
        journey().between(when("provisioning 30 %", () -> datacenter.fuel().someoneStops(datacenter.environment())));

        journey.run();

        assertThat(state().status()).isEqualTo(Status.FAILED);
        assertThat(state().message()).contains("somebody ended what Fuel did with node-2", "stop_deployment");
        assertThat(acts("/provision")).isEqualTo(1);
    }

    @Test
    public void aDeploymentThatSomebodyStopsEndsTheTryAndIsNotStartedAgain() throws Exception {
        journey().between(when("deploying 30 %", () -> datacenter.fuel().someoneStops(datacenter.environment())));

        journey.run();

        assertThat(state().status()).isEqualTo(Status.FAILED);
        assertThat(state().message()).contains("somebody ended what Fuel did with node-2");
        assertThat(acts("/deploy")).isEqualTo(1);
        assertThat(acts("/provision")).isEqualTo(1);
    }

    @Test
    public void aNodeThatIsOfflineIsWaitedForBeforeItIsDeployed() throws Exception {
        journey().between(() -> {
            if (journey.log().contains("provisioning 90 %") && !journey.log().contains("is offline in Fuel")) {
                datacenter.fuel().silent(mac);
            } else if (journey.log().contains("is offline in Fuel")) {
                datacenter.fuel().heard(mac);
            }
        });

        journey.run();

        assertThat(state().status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log()).contains("node-2 is offline in Fuel; waiting for its agent");
        assertThat(acts("/deploy")).isEqualTo(1);
    }

    @Test
    public void aDeploymentThatPassedOverTheNodeEndsTheTry() throws Exception {
        if (edition != Edition.V9_2) {
            return; // before 9.0 Astute finds the node missing, and fails
        }
        journey();
        datacenter.fuel().witness(new Witness() {
            @Override
            public void before(String act) {
                if (act.contains("/deploy")) {
                    datacenter.fuel().silent(mac);
                }
            }
        });

        journey.run();

        assertThat(state().message()).contains("ended well and passed over node-2", "offline when it began");
        assertThat(acts("/deploy")).isEqualTo(1);
    }

    @Test
    public void aMachineThatBootsFuelsImageAgainAfterItsProvisioningIsToldAndNotInstalledOverAndOver()
            throws Exception {
        journey().retries(0).between(() -> {
            if (journey.log().contains("provisioning 90 %")
                    && datacenter.fuel().node(2).path("status").asText().equals("provisioned")) {
                datacenter.fuel().becomes(mac, "discover"); // Nailgun believes the agent's report
            }
        });

        journey.run();

        assertThat(state().message())
                .contains("passed over node-2, which is still \"discover\"", "runs Fuel's bootstrap image again");
        assertThat(acts("/provision")).isEqualTo(1);
    }

    /** Nailgun calls the node provisioning also where it could not write Astute's orders, and nothing changes that. */
    @Test
    public void aProvisioningWhoseOrdersFailEndsTheTryInFuelsWordsAndIsBegunAnewByTheNextRun() throws Exception {
        datacenter.fuel().mishaps().provisioningOrdersFail(1);
        journey().run();

        assertThat(state().status()).isEqualTo(Status.FAILED);
        assertThat(state().message())
                .contains("(provision) ended with: No such interface: eth9", "node-2", "run again");

        isReadyInTheNextRun(2);
    }

    /** What Astute says of a task that was deleted by force finds no task, so the node keeps the status that it had. */
    @Test
    public void aProvisioningWhoseTaskSomebodyDeletesEndsTheTryAndIsBegunAnewByTheNextRun() throws Exception {
        journey()
                .between(when(
                        "provisioning 30 %", () -> datacenter.fuel().someoneDeletesTasks(datacenter.environment())));
        journey.run();

        assertThat(state().status()).isEqualTo(Status.FAILED);
        assertThat(state().message()).contains("somebody ended what Fuel did with node-2", "has no task");

        isReadyInTheNextRun(2);
    }

    @Test
    public void aDeploymentWhoseTaskSomebodyDeletesIsBegunAnewInTheNextTry() throws Exception {
        journey()
                .retries(1)
                .between(when("deploying 30 %", () -> datacenter.fuel().someoneDeletesTasks(datacenter.environment())));
        journey.run();

        assertThat(journey.log()).contains("somebody ended what Fuel did with node-2");
        assertThat(state().status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(acts("/provision")).isEqualTo(1);
        assertThat(acts("/deploy")).isEqualTo(2);
    }

    private void isReadyInTheNextRun(int provisionings) throws Exception {
        Journey again = new Journey(datacenter).of("cmp-12");
        assertThat(again.run().get(0).status()).as(again.log()).isEqualTo(Status.READY);
        assertThat(acts("/provision")).isEqualTo(provisionings);
        assertThat(acts("/deploy")).isEqualTo(1);
    }

    @Test
    public void aDeadlockOfFuelsDatabaseIsTriedAgain() throws Exception {
        journey();
        datacenter.fuel().mishaps().deadlocks(2);

        journey.run();

        assertThat(state().status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log()).contains("ended it for another call; nothing was changed");
    }

    @Test
    public void faultsAfterADeletionPass() throws Exception {
        journey();
        datacenter.fuel().mishaps().unsettledAfterDeletions(3);
        datacenter.fuel().discovered(datacenter.host("cmp-12").hardware());

        journey.run();

        assertThat(state().status()).as(journey.log()).isEqualTo(Status.READY);
    }

    @Test
    public void aTokenIsKeptFromRoundToRound() throws Exception {
        journey().run();

        assertThat(state().status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.fuel().logins()).isLessThanOrEqualTo(2);
    }
}
