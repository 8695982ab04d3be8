package io.jenkins.plugins.pumphouse.host.evacuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.End;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.Row;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.Rule;
import org.junit.Test;

/** The servers of cmp-12 go to other hypervisors of their cloud. */
public class EvacuationTest {
    @Rule
    public final EvacuationWorld world = new EvacuationWorld();

    @Test
    public void runningServersLeaveLiveAndThoseThatAreOffLeaveColdAndTheHostIsKeptEmpty() {
        String web = world.server("web-1", "cmp-12");
        String db = world.server("db-1", "cmp-12", "os-stop");
        world.server("other", "cmp-13");

        EvacuationResult result = world.run();

        assertThat(result.failures()).isEmpty();
        assertThat(world.shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(world.shown(db)).isEqualTo("SHUTOFF null elsewhere");
        assertThat(result.servers())
                .extracting(Row::name, Row::how)
                .containsExactlyInAnyOrder(tuple("web-1", "live"), tuple("db-1", "cold"));
        assertThat(result.toMap())
                .containsEntry("changed", true)
                .containsEntry("empty", true)
                .containsEntry("disabled", true)
                .containsEntry("moved", 2L)
                .containsEntry("summary", "cmp-12: 2 servers moved; it is disabled");
        assertThat(world.status).last().isEqualTo("2 of 2 servers have left cmp-12, 0 under way");
        assertThat(world.server(db).path("metadata")).isEmpty();
    }

    /** Nova migrates one live with its memory (nova.compute.api: ACTIVE and PAUSED). */
    @Test
    public void aPausedServerLeavesLiveAndStaysPaused() {
        String lab = world.server("lab", "cmp-12", "pause");

        EvacuationResult result = world.run();

        assertThat(result.failures()).isEmpty();
        assertThat(world.shown(lab)).isEqualTo("PAUSED null elsewhere");
        assertThat(result.servers())
                .singleElement()
                .satisfies(row -> assertThat(row.how()).isEqualTo("live"));
    }

    @Test
    public void aPausedServerThatDoesNotArriveIsNotToldToGoCold() {
        world.server("lab", "cmp-12", "pause");
        world.cloud.behaviour().liveMigrationsFail("lab", "CPU doesn't have compatibility.");

        assertThat(world.run().failures())
                .singleElement()
                .asString()
                .contains("CPU doesn't have compatibility.", "openstack server unpause")
                .doesNotContain("or name it in cold: to have it stopped");
    }

    @Test
    public void aSecondRunWritesNothing() {
        world.server("web-1", "cmp-12");
        world.run();
        world.cloud.journal().clear();

        EvacuationResult again = world.run();

        assertThat(world.cloud.journal().writes()).isEmpty();
        assertThat(again.toMap()).containsEntry("changed", false).containsEntry("empty", true);
    }

    @Test
    public void aDryRunTellsForEachServerWhatWouldHappenAndWritesNothing() {
        world.server("web-1", "cmp-12");
        world.server("db-1", "cmp-12", "os-stop");
        world.server("lab", "cmp-12", "suspend");
        world.dryRun = true;

        EvacuationResult result = world.run();

        assertThat(world.cloud.journal().writes()).isEmpty();
        assertThat(result.toMap())
                .containsEntry("changed", false)
                .containsEntry("empty", false)
                .containsEntry("disabled", false)
                .containsEntry("summary", "cmp-12: 2 servers to move, 1 refused");
        assertThat(world.lines)
                .contains("web-1  would be migrated live", "db-1  would be migrated cold, and its resize confirmed")
                .anyMatch(line -> line.startsWith("x lab  is SUSPENDED") && line.contains("openstack server resume "));
    }

    @Test
    public void aLiveMigrationThatNovaRollsBackSilentlyIsAFailureWithNovasReasonAndTheHostIsEnabledAgain() {
        String web = world.server("web-1", "cmp-12");
        world.cloud.behaviour().liveMigrationsFail("web-*", "Unsafe migration: disk of qemu has cache=writeback");

        EvacuationResult result = world.run();

        assertThat(world.shown(web)).isEqualTo("ACTIVE null cmp-12");
        assertThat(result.failures())
                .singleElement()
                .asString()
                .contains("web-1", "is on cmp-12 still", "cache=writeback", "cold:");
        assertThat(result.toMap()).containsEntry("disabled", false).containsEntry("empty", false);
        assertThat(world.enabled("cmp-12")).isTrue();
        assertThat(world.lines).contains("cmp-12  enabled again, as it was");
    }

    @Test
    public void aServerThatIsNamedColdIsStoppedForItsMigrationAndRunsAgainAfterwards() {
        String web = world.server("web-1", "cmp-12");
        world.cold = Set.of("web-1");

        EvacuationResult result = world.run();

        assertThat(world.shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(world.actions()).containsExactly("202", "204");
        assertThat(result.servers()).extracting(Row::how).containsExactly("cold");
    }

    @Test
    public void theCopyThatAMigrationToTheTargetHasLeftIsKept() {
        String moved = world.server("web-1", "cmp-12", "os-stop");
        world.cloud
                .inside()
                .post(
                        "compute",
                        world.compute() + "/servers/" + moved + "/metadata",
                        WireJson.object("metadata", WireJson.object("pumphouse_target", "mira/1")));

        EvacuationResult result = world.run();

        assertThat(result.failures()).isEmpty();
        assertThat(world.shown(moved)).isEqualTo("SHUTOFF null cmp-12");
        assertThat(world.lines).contains("web-1  the target has its copy: pumpCleanup(host: 'cmp-12') removes it");
    }

    @Test
    public void anInterruptedRunTellsWhatNovaGoesOnWithAndEnablesTheHostAndTheNextRunConfirms() throws Exception {
        String db = world.server("db-1", "cmp-12", "os-stop");
        String web = world.server("web-1", "cmp-12");
        world.cloud.behaviour().power(Duration.ofHours(1));
        CompletableFuture<EvacuationResult> over = new CompletableFuture<>();
        Thread thread = new Thread(() -> over.complete(world.run()));
        thread.start();
        EvacuationWorld.await(() -> world.actions().size() == 2);
        thread.interrupt();

        EvacuationResult result = over.get();

        assertThat(result.toMap()).containsEntry("empty", false).containsEntry("disabled", false);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.failures())
                .anyMatch(line -> line.contains("openstack server resize confirm " + db))
                .anyMatch(line -> line.contains("nova live-migration-abort " + web + " "));
        assertThat(world.enabled("cmp-12")).isTrue();

        world.cloud.behaviour().power(Duration.ofMillis(1));
        world.cloud.skip(Duration.ofHours(2));
        assertThat(world.shown(db)).isEqualTo("VERIFY_RESIZE null elsewhere");

        assertThat(world.run().failures()).isEmpty();
        assertThat(world.shown(db)).isEqualTo("SHUTOFF null elsewhere");
        assertThat(world.server(db).path("metadata")).isEmpty();
    }

    @Test
    public void aLiveMigrationThatIsUnderWayAlreadyIsWaitedFor() {
        String web = world.server("web-1", "cmp-12");
        world.cloud.behaviour().power(Duration.ofMillis(300));
        world.cloud
                .inside()
                .post(
                        "compute",
                        world.compute() + "/servers/" + web + "/action",
                        WireJson.object("os-migrateLive", EvacuationWorld.live()));
        world.cloud.journal().clear();

        assertThat(world.run().failures()).isEmpty();
        assertThat(world.actions()).isEmpty();
        assertThat(world.shown(web)).isEqualTo("ACTIVE null elsewhere");
    }

    @Test
    public void aServerThatNovaOnceSaysDoesNotExistIsNotTakenForDeleted() {
        String web = world.server("web-1", "cmp-12");
        world.cloud.faults().on("GET", "/v2.1/servers/" + web).status(404).times(1);

        EvacuationResult result = world.run();

        assertThat(result.servers()).extracting(Row::name, Row::end).containsExactly(tuple("web-1", End.MOVED));
        assertThat(result.toMap()).containsEntry("empty", true);
    }

    @Test
    public void somebodysResizeIsNeverConfirmed() {
        String web = world.server("web-1", "cmp-12");
        world.cloud
                .inside()
                .post("compute", world.compute() + "/servers/" + web + "/action", WireJson.object("migrate", null));
        world.cloud.skip(Duration.ofMinutes(1));
        world.cloud.journal().clear();

        assertThat(world.run().failures())
                .singleElement()
                .asString()
                .contains("openstack server resize confirm " + web);
        assertThat(world.shown(web)).isEqualTo("VERIFY_RESIZE null elsewhere");
    }

    @Test
    public void anAnswerThatIsLostIsLookedUpAndTheServerIsMigratedOnce() {
        String web = world.server("web-1", "cmp-12");
        world.cloud.faults().on("POST", "/**/action").resetAfterwards().times(1);

        assertThat(world.run().failures()).isEmpty();
        assertThat(world.shown(web)).isEqualTo("ACTIVE null elsewhere");
        assertThat(world.actions()).hasSize(1);
    }

    @Test
    public void aServerThatIsNotThereInTimeIsToldAndNotWaitedFor() {
        world.server("web-1", "cmp-12");
        world.cloud.behaviour().power(Duration.ofHours(1));
        world.timeout = Duration.ZERO;

        assertThat(world.run().failures()).singleElement().asString().contains("has not arrived after 0 min", "abort");
    }
}
