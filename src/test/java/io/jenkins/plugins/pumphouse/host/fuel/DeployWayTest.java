package io.jenkins.plugins.pumphouse.host.fuel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.Test;

/** How one node is deployed, and what comes next. */
public class DeployWayTest {

    private static final List<FuelTask> NOTHING = List.of();
    private static final List<FuelTask> RUNNING = List.of(task(7, "deploy", "running"));

    private static FuelTask task(int id, String name, String status) {
        return new FuelTask(id, null, name, status, status.equals("error") ? "Deployment has failed." : null);
    }

    private static FuelRelease release(String version) {
        return new FuelRelease(version, Set.of());
    }

    private static Node node(int id, String status, String errorType, boolean pending) {
        return new Node(
                id,
                "cmp-" + id,
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                status,
                true,
                0,
                2,
                1,
                Set.of(),
                Set.of(),
                pending,
                false,
                errorType,
                null);
    }

    private static Node node(String status) {
        return node(5, status, null, false);
    }

    @Test
    public void everyVersionOfFuelThatWeSpeakToCanChooseNodes() {
        assertThat(List.of(
                        "2014.1.1-5.1",
                        "2014.2-6.0",
                        "2014.2.2-6.1",
                        "2015.1.0-7.0",
                        "liberty-8.0",
                        "mitaka-9.0",
                        "newton-10.0"))
                .allSatisfy(
                        version -> assertThat(DeployWay.of(release(version))).isEqualTo(DeployWay.SELECTED));
    }

    @Test
    public void aReleaseThatDoesNotSayItsVersionIsDeployedByChanges() {
        assertThat(DeployWay.of(release("2013.2"))).isEqualTo(DeployWay.CHANGES);
        assertThat(DeployWay.of(release(""))).isEqualTo(DeployWay.CHANGES);
    }

    @Test
    public void aFreshNodeIsProvisionedThenDeployedThenReady() {
        assertThat(DeployStep.of(DeployWay.SELECTED, node(5, "discover", null, true), NOTHING))
                .isEqualTo(DeployStep.PROVISION);
        assertThat(DeployStep.of(DeployWay.SELECTED, node("provisioning"), RUNNING))
                .isEqualTo(DeployStep.WAIT);
        assertThat(DeployStep.of(DeployWay.SELECTED, node("provisioned"), NOTHING))
                .isEqualTo(DeployStep.DEPLOY);
        assertThat(DeployStep.of(DeployWay.SELECTED, node("deploying"), RUNNING))
                .isEqualTo(DeployStep.WAIT);
        assertThat(DeployStep.of(DeployWay.SELECTED, node("ready"), NOTHING)).isEqualTo(DeployStep.READY);
    }

    @Test
    public void whatWasStartedAndNotNotedIsSeenByItsTask() {
        assertThat(DeployStep.of(DeployWay.SELECTED, node(5, "discover", null, true), RUNNING))
                .isEqualTo(DeployStep.WAIT);
        assertThat(DeployStep.of(DeployWay.SELECTED, node("provisioned"), RUNNING))
                .isEqualTo(DeployStep.WAIT);
    }

    @Test
    public void aNodeIsWaitedForAlsoWhenItsTaskHasEndedBeforeIt() {
        assertThat(DeployStep.of(DeployWay.SELECTED, node("provisioning"), List.of(task(7, "provision", "ready"))))
                .isEqualTo(DeployStep.WAIT);
    }

    @Test
    public void whereNodesCannotBeChosenAllIsDoneByChanges() {
        assertThat(DeployStep.of(DeployWay.CHANGES, node(5, "discover", null, true), NOTHING))
                .isEqualTo(DeployStep.CHANGES);
        assertThat(DeployStep.of(DeployWay.CHANGES, node("provisioned"), NOTHING))
                .isEqualTo(DeployStep.CHANGES);
    }

    @Test
    public void aNodeInErrorHasFailedWhenNothingRunsAnyMore() {
        assertThat(DeployStep.of(DeployWay.SELECTED, node(5, "error", "deploy", false), RUNNING))
                .isEqualTo(DeployStep.WAIT);
        assertThat(DeployStep.of(DeployWay.SELECTED, node(5, "error", "deploy", false), NOTHING))
                .isEqualTo(DeployStep.FAILED);
    }

    @Test
    public void aRetryRepeatsWhatFailed() {
        assertThat(DeployStep.again(DeployWay.SELECTED, node(5, "error", "provision", false)))
                .isEqualTo(DeployStep.PROVISION);
        assertThat(DeployStep.again(DeployWay.SELECTED, node(5, "error", "deploy", false)))
                .isEqualTo(DeployStep.DEPLOY);
        assertThat(DeployStep.again(DeployWay.CHANGES, node(5, "error", "deploy", false)))
                .isEqualTo(DeployStep.CHANGES);
    }

    @Test
    public void theFailureOfAnotherNodeIsNotThisOnes() {
        DeployFailure failure = DeployFailure.of(
                        5,
                        List.of(node("ready"), node(6, "error", "deploy", false)),
                        List.of(task(7, "deploy", "error")),
                        List.of())
                .orElseThrow();
        assertThat(failure.node()).isNull();
        assertThat(failure.others()).extracting(Node::id).containsExactly(6);
        assertThat(failure.words()).isEqualTo("Deployment has failed.");
    }

    @Test
    public void theFailureOfThisNodeHasTheWordsOfTaskAndNotification() {
        DeployFailure failure = DeployFailure.of(
                        5,
                        List.of(node(5, "error", "deploy", false)),
                        List.of(task(7, "deploy", "error")),
                        List.of(
                                new Notification(1, "error", 5, "an older one"),
                                new Notification(2, "error", 5, "Failed to\nprovision")))
                .orElseThrow();
        assertThat(failure.node().id()).isEqualTo(5);
        assertThat(failure.words()).isEqualTo("Deployment has failed.; Failed to provision");
    }

    @Test
    public void whereNothingFailedThereIsNoFailure() {
        assertThat(DeployFailure.of(5, List.of(node("ready")), List.of(task(7, "deploy", "ready")), List.of()))
                .isEmpty();
    }
}
