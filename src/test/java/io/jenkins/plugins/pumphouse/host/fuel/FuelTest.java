package io.jenkins.plugins.pumphouse.host.fuel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import io.jenkins.plugins.pumphouse.host.fuel.layout.Equipment;
import io.jenkins.plugins.pumphouse.host.fuel.layout.Layout;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.machines.fuel.Edition;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What a client reads and does, alike in the oldest and the newest Fuel that was recorded. */
@RunWith(Parameterized.class)
public class FuelTest {

    private static final Hardware FRESH = Hardware.of("52:54:00:aa:02:00", "52:54:00:aa:02:01");
    private static final Hardware OLD = Hardware.of("52:54:00:aa:01:00", "52:54:00:aa:01:01");

    private final Edition edition;
    private EmbeddedFuel master;
    private Fuel fuel;
    private int environment;
    private int neighbour;
    private int node;

    public FuelTest(Edition edition) {
        this.edition = edition;
    }

    @Parameters(name = "{0}")
    public static Collection<Edition> editions() {
        return Arrays.asList(Edition.values());
    }

    @Before
    public void anEnvironmentWithOneNodeAndAFreshMachine() {
        master = EmbeddedFuel.start(edition, true, Pace.real());
        environment = master.environment("dst-cloud");
        neighbour = master.ready(environment, OLD, "compute");
        node = master.discovered(FRESH);
        fuel = Fuel.open(Access.to(master));
    }

    @After
    public void close() {
        fuel.close();
        master.close();
    }

    private Node node() {
        return fuel.node(node).orElseThrow();
    }

    private void provisioned() {
        fuel.assign(environment, node, Set.of("compute"));
        fuel.deployments().provision(environment, node);
        master.skip(Duration.ofMinutes(30));
    }

    @Test
    public void itSaysWhichVersionItIs() {
        assertThat(fuel.version()).isEqualTo(new FuelVersion(edition.says(), true));
    }

    @Test
    public void anEnvironmentIsFoundByItsNameAndByItsId() {
        assertThat(fuel.environment("dst-cloud")).isEqualTo(fuel.environment(String.valueOf(environment)));
        assertThat(fuel.environment("dst-cloud").id()).isEqualTo(environment);
    }

    @Test
    public void anUnknownEnvironmentIsAnsweredWithThoseThatThereAre() {
        master.environment("other");
        assertThatThrownBy(() -> fuel.environment("dst"))
                .isInstanceOf(FuelException.NotFound.class)
                .hasMessage("mira-os-1: Fuel has no environment \"dst\". It has dst-cloud, other.");
    }

    @Test
    public void aReleaseTellsItsRoles() {
        assertThat(fuel.release(fuel.environment("dst-cloud").releaseId()).roles())
                .contains("compute", "controller", "cinder");
    }

    @Test
    public void aFreshMachineIsANodeOfNoEnvironment() {
        assertThat(node().macs()).containsExactlyInAnyOrder("52:54:00:aa:02:00", "52:54:00:aa:02:01");
        assertThat(node().environment()).isNull();
        assertThat(node().status()).isEqualTo("discover");
        assertThat(node().serial()).isEqualTo("Saa0200");
        assertThat(node().isPending()).isFalse();
    }

    @Test
    public void nodesComeInTheOrderOfTheirIds() {
        for (int i = 3; i < 9; i++) {
            master.discovered(Hardware.of("52:54:00:aa:0" + i + ":00"));
        }
        assertThat(fuel.nodes()).extracting(Node::id).isSorted().hasSize(8);
        assertThat(fuel.nodes(environment)).extracting(Node::id).containsExactly(neighbour);
    }

    @Test
    public void aNodeThatIsGoneIsNone() {
        assertThat(fuel.node(999)).isEmpty();
    }

    @Test
    public void anAssignedNodeIsPending() {
        fuel.assign(environment, node, Set.of("compute", "cinder"));
        assertThat(node().environment()).isEqualTo(environment);
        assertThat(node().pendingRoles()).containsExactlyInAnyOrder("compute", "cinder");
        assertThat(node().isPending()).isTrue();
    }

    @Test
    public void aRoleThatDoesNotExistIsRejectedInFuelsWords() {
        assertThatThrownBy(() -> fuel.assign(environment, node, Set.of("nonsense")))
                .isInstanceOf(FuelException.Rejected.class)
                .hasMessageStartingWith(
                        "mira-os-1: Fuel: POST /clusters/1/assignment -> 400 Bad Request: nonsense are not valid roles"
                                + " for node in ")
                .hasMessageEndingWith(". Nothing was changed.");
    }

    @Test
    public void aNodeThatWasNeverDeployedLeavesAtOnce() {
        fuel.assign(environment, node, Set.of("compute"));
        fuel.unassign(environment, node);
        assertThat(node().environment()).isNull();
        assertThat(node().isPending()).isFalse();
    }

    @Test
    public void aDeployedNodeLeavesWithTheNextChangesAndComesBackUnderAnotherId() {
        fuel.unassign(environment, neighbour);
        assertThat(fuel.node(neighbour).orElseThrow().pendingDeletion()).isTrue();
        fuel.deployments().applyChanges(environment);
        master.skip(Duration.ofHours(2));
        assertThat(fuel.node(neighbour)).isEmpty();
        assertThat(fuel.nodes())
                .filteredOn(each -> each.macs().contains("52:54:00:aa:01:00"))
                .hasSize(1)
                .allSatisfy(each -> assertThat(each.environment()).isNull());
    }

    @Test
    public void oneNodeIsProvisionedAndDeployedWhileItsNeighbourStaysReady() {
        fuel.assign(environment, node, Set.of("compute"));
        FuelTask provision = fuel.deployments().provision(environment, node);
        master.skip(Duration.ofMinutes(10));
        assertThat(node().status()).isEqualTo("provisioning");
        assertThat(node().progress()).isBetween(40, 60);
        assertThat(fuel.task(provision.id()).orElseThrow().isFinished()).isFalse();
        master.skip(Duration.ofMinutes(20));
        assertThat(node().status()).isEqualTo("provisioned");
        FuelTask deploy = fuel.deployments().deploy(environment, node);
        master.skip(Duration.ofMinutes(10));
        assertThat(node().status()).isEqualTo("deploying");
        assertThat(fuel.node(neighbour).orElseThrow().status()).isEqualTo("ready");
        master.skip(Duration.ofMinutes(40));
        assertThat(node().status()).isEqualTo("ready");
        assertThat(node().roles()).containsExactly("compute");
        assertThat(node().isPending()).isFalse();
        assertThat(fuel.task(deploy.id()).map(FuelTask::isFailed)).contains(false);
    }

    @Test
    public void aFinishedTaskCanStillBeReadWhenTheNextOperationHasBegun() {
        provisioned();
        FuelTask provision = fuel.tasks(environment).get(0);
        fuel.deployments().deploy(environment, node);
        assertThat(fuel.task(provision.id())).map(FuelTask::status).contains("ready");
    }

    @Test
    public void aTaskThatNeverWasIsNone() {
        assertThat(fuel.task(999)).isEqualTo(Optional.empty());
    }

    @Test
    public void aNodeOfAnotherEnvironmentIsNeitherProvisionedNorDeployed() {
        int other = master.environment("other");
        fuel.assign(other, node, Set.of("compute"));
        assertThatThrownBy(() -> fuel.deployments().provision(environment, node))
                .isInstanceOf(FuelException.Rejected.class)
                .hasMessageContaining("is not in environment 1 but in environment 2. Nothing was changed.");
        assertThatThrownBy(() -> fuel.deployments().deploy(environment, node))
                .isInstanceOf(FuelException.Rejected.class);
        assertThat(master.acts()).containsExactly("POST /clusters/2/assignment");
    }

    @Test
    public void aNodeWithoutASystemIsNotDeployed() {
        fuel.assign(environment, node, Set.of("compute"));
        assertThatThrownBy(() -> fuel.deployments().deploy(environment, node))
                .isInstanceOf(FuelException.Rejected.class)
                .hasMessageContaining("is not provisioned yet (discover)");
    }

    @Test
    public void aNodeThatWasProvisionedInVainIsNotDeployed() {
        master.mishaps().provisioningFails("52:54:00:aa:02:00", 1);
        provisioned();
        assertThatThrownBy(() -> fuel.deployments().deploy(environment, node))
                .isInstanceOf(FuelException.Rejected.class)
                .hasMessageContaining("is not provisioned yet (its provisioning failed)");
    }

    @Test
    public void aNodeThatIsToBeDeletedIsNotDeployed() {
        fuel.unassign(environment, neighbour);
        assertThatThrownBy(() -> fuel.deployments().deploy(environment, neighbour))
                .isInstanceOf(FuelException.Rejected.class)
                .hasMessageContaining("is marked to be deleted with the next changes");
    }

    @Test
    public void changesWhileSomethingRunsAreBusy() {
        provisioned();
        fuel.deployments().deploy(environment, node);
        assertThatThrownBy(() -> fuel.deployments().applyChanges(environment))
                .isInstanceOf(FuelException.Busy.class)
                .hasMessageContaining("Something else is running in the environment");
    }

    @Test
    public void aProvisioningThatFailsSaysSoInNodeTaskAndNotifications() {
        master.mishaps().provisioningFails("52:54:00:aa:02:00", 1);
        provisioned();
        assertThat(node().status()).isEqualTo("error");
        assertThat(node().errorType()).isEqualTo("provision");
        assertThat(fuel.tasks(environment))
                .filteredOn(FuelTask::isFailed)
                .extracting(FuelTask::message)
                .containsExactly("Provision has failed. Check these nodes:\n'Untitled (02:00)'");
        assertThat(fuel.notifications(node))
                .extracting(Notification::message)
                .anyMatch(text -> text.contains("Failed to provision"));
    }

    @Test
    public void aNodeThatWasProvisionedInVainIsProvisionedAgain() {
        master.mishaps().provisioningFails("52:54:00:aa:02:00", 1);
        provisioned();
        fuel.deployments().provision(environment, node);
        master.skip(Duration.ofMinutes(30));
        assertThat(node().status()).isEqualTo("provisioned");
    }

    @Test
    public void theDisksComeAsTheyAreAndAreTakenBackAsTheyCame() {
        fuel.assign(environment, node, Set.of("compute"));
        var disks = fuel.setup(node).disks();
        assertThat(disks).hasSize(2);
        fuel.setup(node).disks(disks);
        assertThat(fuel.setup(node).disks()).isEqualTo(disks);
    }

    @Test
    public void theInterfacesComeAsTheyAreAndAreTakenBackAsTheyCame() {
        fuel.assign(environment, node, Set.of("compute"));
        var interfaces = fuel.setup(node).interfaces();
        fuel.setup(node).interfaces(interfaces);
        assertThat(fuel.setup(node).interfaces()).isEqualTo(interfaces);
    }

    @Test
    public void aLayoutLikeTheNeighboursIsAccepted() {
        fuel.assign(environment, node, Set.of("compute"));
        Equipment neighbours = Equipment.of(fuel.node(neighbour).orElseThrow(), fuel.setup(neighbour));
        Layout layout = Layout.of(
                Equipment.of(fuel.node(node).orElseThrow(), fuel.setup(node)),
                neighbours,
                neighbours,
                LayoutRules.none(),
                fuel.rules(fuel.environment("dst-cloud")).networks());
        fuel.setup(node).disks(layout.disks());
        fuel.setup(node).interfaces(layout.interfaces());
        assertThat(fuel.setup(node).disks().get(0).path("volumes"))
                .isEqualTo(fuel.setup(neighbour).disks().get(0).path("volumes"));
        assertThat(layout.remarks()).isEmpty();
    }

    @Test
    public void aLayoutByRulesIsAccepted() {
        fuel.assign(environment, node, Set.of("compute"));
        LayoutRules rules = new LayoutRules(
                List.of(new DiskRule("os", 65536, "first"), new DiskRule("vm", null, null)),
                Map.of("pxe", List.of("fuelweb_admin", "management"), "eth1", List.of("public", "storage", "private")));
        Layout layout = Layout.of(
                Equipment.of(fuel.node(node).orElseThrow(), fuel.setup(node)),
                null,
                null,
                rules,
                fuel.rules(fuel.environment("dst-cloud")).networks());
        fuel.setup(node).disks(layout.disks());
        fuel.setup(node).interfaces(layout.interfaces());
        assertThat(fuel.setup(node).disks()).isEqualTo(layout.disks());
        assertThat(fuel.setup(node).interfaces().get(1).path("assigned_networks"))
                .hasSize(3);
    }

    @Test
    public void anErasedNodeIsGone() {
        Optional<FuelTask> task = fuel.deleteNode(node);
        if (edition.isBeforeSingleDeletion()) {
            assertThat(task).isEmpty();
        } else {
            assertThat(task)
                    .hasValueSatisfying(each -> assertThat(each.isFinished()).isTrue());
        }
        assertThat(fuel.node(node)).isEmpty();
    }

    @Test
    public void theNetworksOfAnEnvironmentHaveTheirIds() {
        assertThat(fuel.rules(fuel.environment("dst-cloud")).networks())
                .extracting(FuelNetwork::name)
                .containsExactlyInAnyOrder("fuelweb_admin", "public", "management", "storage", "private");
    }

    @Test
    public void aTokenThatRanOutIsRenewedOnce() {
        fuel.nodes();
        master.skip(Duration.ofHours(25));
        assertThat(fuel.nodes()).hasSize(2);
        assertThat(master.logins()).isEqualTo(2);
    }

    @Test
    public void anActWhoseTokenRanOutIsDoneOnce() {
        fuel.nodes();
        master.expireTokens();
        fuel.assign(environment, node, Set.of("compute"));
        assertThat(master.acts()).containsExactly("POST /clusters/1/assignment");
    }
}
