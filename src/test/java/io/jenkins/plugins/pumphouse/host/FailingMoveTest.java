package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedBmc.Privilege;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** Everything that goes wrong with a host on its way, and what the operator is told. */
public class FailingMoveTest {
    private static final Duration POLL = Duration.ofSeconds(15);

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12", "cmp-13");

    private final Journey journey = new Journey(datacenter);

    @Test
    public void aBmcThatRejectsThePasswordIsToldBeforeAnythingIsTouched() throws Exception {
        datacenter.host("cmp-12").bmc().user(Datacenter.USER, "another", Privilege.ADMINISTRATOR);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .startsWith("cannot be released: the BMC at 127.0.0.1:")
                .contains("rejects the password of the user \"ADMIN\"", "Correct the credentials")
                .doesNotContain(Datacenter.PASSWORD);
        nothingWasTouched();
    }

    @Test
    public void aSilentBmcIsToldWithWhatToCheck() throws Exception {
        datacenter.host("cmp-12").bmc().silent(true);

        HostState state = journey.of("cmp-12").bmcTimeout(1).run().get(0);

        assertThat(state.message()).contains("does not answer", "UDP port");
        assertThat(journey.lines()).last().isEqualTo("cmp-12  left as it is: nothing was changed");
        nothingWasTouched();
    }

    @Test
    public void everythingThatStandsAgainstItIsToldAtOnce() throws Exception {
        datacenter.host("cmp-12").bmc().silent(true);
        journey.of("cmp-12").bmcTimeout(1).notDisabling().roles("computer");

        HostState state = journey.run().get(0);

        assertThat(state.message())
                .contains(
                        "its nova-compute is enabled",
                        "does not answer",
                        "does not take its roles: it knows no role computer",
                        "To continue: ");
        nothingWasTouched();
    }

    @Test
    public void aForeignDeploymentInTheEnvironmentIsInTheWay() throws Exception {
        datacenter.fuel().pace(Pace.real());
        datacenter.fuel().someoneDeploys(datacenter.environment(), datacenter.template());

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.message()).contains("Fuel works on environment \"mos-prod\"", "wait until that has ended");
        nothingWasTouched();
    }

    @Test
    public void aTaskInTheEnvironmentThatEndsSoonIsWaitedFor() throws Exception {
        datacenter.fuel().pace(new Pace(POLL, POLL, POLL.multipliedBy(8), POLL));
        datacenter.fuel().someoneDeploys(datacenter.environment(), datacenter.template());

        HostState dry = new Journey(datacenter).of("cmp-12").dry().run().get(0);
        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(dry.message()).startsWith("cannot be released: Fuel works on environment");
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log())
                .contains("cmp-12  is not released yet, as Fuel works on environment \"mos-prod\" (1) already (task ");
    }

    @Test
    public void theMachineBehindTheBmcMustBeTheOneOfTheInventory() throws Exception {
        datacenter.host("cmp-12").machine().serial("SN-OF-ANOTHER");

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.message())
                .contains("belongs to the machine with the serial number SN-OF-ANOTHER, not to SN-1 of the inventory");
        nothingWasTouched();
    }

    @Test
    public void aMachineThatIgnoresPxeOnceIsPowerCycledOnceWithPersistentPxe() throws Exception {
        datacenter.host("cmp-12").machine().ignoresPxe(1);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.host("cmp-12").machine().acts())
                .startsWith(
                        "power soft-off",
                        "boot PXE once BIOS",
                        "power on",
                        "power off",
                        "boot PXE always BIOS",
                        "power on");
        assertThat(journey.log())
                .contains("has booted its disk: nova-compute reports to good_old_openstack again; one power cycle with"
                        + " persistent PXE");
        assertThat(discoveredAfter(state)).isLessThan(Duration.ofMinutes(10));
    }

    private static Duration discoveredAfter(HostState state) {
        return state.phaseRuns().stream()
                .filter(run -> run.phase() == Phase.DISCOVER)
                .map(run -> Duration.ofSeconds(run.seconds()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    public void aMachineThatBootsNeitherFuelsImageNorItsDiskIsPowerCycledAfterHalfOfTheTime() throws Exception {
        datacenter.host("cmp-12").machine().onPowerOn(boot -> {});

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(journey.log()).contains("it seems to ignore PXE; one power cycle with persistent PXE");
        assertThat(state.message())
                .contains(
                        "52:54:00:aa:01:01",
                        "also not after a power cycle with persistent PXE",
                        "put the network first in the firmware's setup");
    }

    @Test
    public void aMachineThatAlwaysIgnoresPxeFailsWithWhatToLookAt() throws Exception {
        datacenter.host("cmp-12").machine().ignoresPxe(Integer.MAX_VALUE);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.phase()).isEqualTo(Phase.DISCOVER);
        assertThat(state.message())
                .contains(
                        "it boots its disk in place of the network, also after a power cycle with persistent PXE",
                        "nova-compute reports to good_old_openstack again",
                        "Put the network first in the firmware's setup");
        assertThat(datacenter.host("cmp-12").machine().starts()).isEqualTo(2);
        assertThat(discoveredAfter(state)).isLessThan(Duration.ofMinutes(20));
        assertThat(journey.lines())
                .last()
                .isEqualTo("cmp-12  left as it is: power on; wiring not changed; not known as a node in Fuel;"
                        + " nova-compute disabled on the source. Next: run the step again, it resumes where the host is; or, to"
                        + " keep it in the source, boot device back to its disk, power on, enable its"
                        + " nova-compute.");
    }

    @Test
    public void aNodeThatFuelRegistersInErrorStopsWithFuelsWords() throws Exception {
        datacenter.fuel().mishaps().discoveredInError("52:54:00:aa:01:01", 1);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.DISCOVER);
        assertThat(state.message())
                .contains(
                        "with an error of type \"discover\"",
                        "that does not match any Admin network",
                        "another DHCP server");
    }

    @Test
    public void aDiskThatIsTooSmallIsToldBeforeAnythingIsSent() throws Exception {
        LayoutRules rules = new LayoutRules(
                List.of(new DiskRule("os", 64 * 1024, "first"), new DiskRule("vm", 2_000_000, "sda")), Map.of());

        HostState state =
                journey.of("cmp-12").layout(new LayoutPlan(null, rules)).run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.ASSIGN);
        assertThat(state.message()).contains("does not fit", "sda", "Nothing was sent to Fuel");
        assertThat(datacenter.fuel().acts()).noneMatch(act -> act.contains("/disks"));
    }

    @Test
    public void anInterfaceThatIsMissingIsToldBeforeAnythingIsSent() throws Exception {
        LayoutRules rules =
                new LayoutRules(List.of(), Map.of("eth7", List.of("public", "management", "storage", "private")));

        HostState state =
                journey.of("cmp-12").layout(new LayoutPlan(null, rules)).run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.ASSIGN);
        assertThat(state.message()).contains("does not fit", "eth7");
    }

    @Test
    public void aProvisioningThatFailsIsToldInFuelsWordsAndTakenUpAnew() throws Exception {
        datacenter.fuel().mishaps().provisioningFails("52:54:00:aa:01:01", 1);

        HostState failed = journey.of("cmp-12").run().get(0);
        assertThat(failed.phase()).isEqualTo(Phase.DEPLOY);
        assertThat(failed.message())
                .contains("Fuel failed in the provisioning of node-2", "Provision has failed", "Run again");
        assertThat(journey.lines())
                .last()
                .asString()
                .contains("power on; wiring not changed; node-2 in Fuel", "do not start the source's system on it");

        Journey again = new Journey(datacenter).of("cmp-12");
        assertThat(again.run().get(0).status()).as(again.log()).isEqualTo(Status.READY);
        assertThat(again.states().get(0).phaseRuns())
                .extracting(PhaseRun::phase)
                .containsExactly(Phase.DEPLOY, Phase.ARRIVE);
    }

    @Test
    public void aDeploymentThatFailsIsToldInFuelsWords() throws Exception {
        datacenter
                .fuel()
                .mishaps()
                .deploymentFails(
                        "52:54:00:aa:01:01", "Failed tasks: Task[netconfig/2] Stopping the deployment process!", 1);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.message()).contains("Fuel failed in the deployment of node-2", "Task[netconfig/2]", "puppet");
    }

    @Test
    public void aDeploymentThatMayPassIsTriedAgainInTheSameStep() throws Exception {
        datacenter.fuel().mishaps().deploymentFails("52:54:00:aa:01:01", "Failed tasks: Task[netconfig/2]", 1);

        HostState state = journey.of("cmp-12").retries(1).run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(state.phaseRuns())
                .filteredOn(run -> run.phase() == Phase.DEPLOY)
                .hasSize(2);
    }

    @Test
    public void tokensThatExpireAfterADayAreRenewed() throws Exception {
        journey.of("cmp-12").between(() -> datacenter.fuel().expireTokens()).run();

        assertThat(journey.states().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
    }

    @Test
    public void aFuelThatIsDownForTenMinutesIsWaitedFor() throws Exception {
        Instant[] down = {null};
        journey.of("cmp-12").between(() -> {
            Instant now = journey.clock().instant();
            if (journey.states().get(0).phase() == Phase.DISCOVER && down[0] == null) {
                down[0] = now;
                datacenter.fuel().hangsUp(true);
            } else if (down[0] != null && Duration.between(down[0], now).toMinutes() >= 10) {
                datacenter.fuel().hangsUp(false);
            }
        });

        HostState state = journey.run().get(0);

        assertThat(down[0]).as(journey.log()).isNotNull();
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.lines())
                .filteredOn(line -> line.contains("Retrying for"))
                .hasSize(1);
        assertThat(datacenter.host("cmp-12").machine().starts())
                .as("no power cycle for Fuel's absence")
                .isEqualTo(1);
    }

    @Test
    public void aControllerThatIsAwayForAnHourLosesNothing() throws Exception {
        boolean[] away = {false};
        journey.of("cmp-12").between(() -> {
            if (journey.states().get(0).phase() == Phase.DISCOVER && !away[0]) {
                away[0] = true;
                journey.clock().pass(Duration.ofHours(1));
            }
        });

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.host("cmp-12").machine().starts()).isEqualTo(1);
    }

    @Test
    public void aRemovalFromTheSourceThatBrokeOffIsSeenToItsEndByTheNextRun() throws Exception {
        datacenter.source().machines().providersStayBehind();
        datacenter.source().faults().on("DELETE", "/resource_providers/*").status(403);
        HostState first = journey.of("cmp-12").run().get(0);
        assertThat(first.status()).isEqualTo(Status.FAILED);
        assertThat(first.message()).contains("resource_providers", "403");
        assertThat(providers()).contains("cmp-12");
        datacenter.source().faults().clear();

        HostState second = new Journey(datacenter).of("cmp-12").run().get(0);

        assertThat(second.status()).isEqualTo(Status.READY);
        assertThat(providers()).isNotEmpty().doesNotContain("cmp-12");
    }

    @Test
    public void afterAFailureNoFurtherHostIsBegun() throws Exception {
        datacenter.host("cmp-12").machine().serial("SN-OF-ANOTHER");

        List<HostState> states = journey.of("cmp-12", "cmp-13").run();

        assertThat(states).extracting(HostState::status).containsExactly(Status.FAILED, Status.WAITING);
        assertThat(new HostReport("a", "b", false, states).failures())
                .last()
                .asString()
                .isEqualTo("cmp-13: not begun, as another host failed");
    }

    @Test
    public void aHostThatFailedInFuelDoesNotHoldUpTheOthers() throws Exception {
        datacenter.fuel().mishaps().provisioningFails("52:54:00:aa:01:01", 9);

        List<HostState> states = journey.of("cmp-12", "cmp-13").goingOn().run();

        assertThat(states).as(journey.log()).extracting(HostState::status).containsExactly(Status.FAILED, Status.READY);
        Journey later = new Journey(datacenter).of("cmp-13");
        assertThat(later.run().get(0).status()).as(later.log()).isEqualTo(Status.READY);
    }

    @Test
    public void theOthersAreBegunWhenTheOperatorWantsIt() throws Exception {
        datacenter.host("cmp-12").machine().serial("SN-OF-ANOTHER");

        List<HostState> states = journey.of("cmp-12", "cmp-13").goingOn().run();

        assertThat(states).extracting(HostState::status).containsExactly(Status.FAILED, Status.READY);
    }

    private void nothingWasTouched() {
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
        assertThat(datacenter.fuel().acts()).isEmpty();
        assertThat(datacenter.source().inside().list("compute", "/v2.1/os-services", "services"))
                .allSatisfy(
                        service -> assertThat(service.path("status").asText()).isEqualTo("enabled"));
    }

    private List<String> providers() {
        return datacenter.source().inside().list("placement", "/resource_providers", "resource_providers").stream()
                .map(provider -> provider.path("name").asText())
                .toList();
    }
}
