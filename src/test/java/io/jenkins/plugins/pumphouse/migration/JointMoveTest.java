package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.DiskFixture.boot;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Servers that run and share a volume: all are off before it is copied, and all stay on the target or none does. */
public class JointMoveTest {
    private static final Selection ALL = new Selection("demo", null, List.of("left", "middle", "right"), null);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String shared;

    @Before
    public void twoServersThatRunAndOneThatIsOffWithOneVolume() {
        VolumeFixture.sharedType(clouds.source, "shared");
        VolumeFixture.sharedType(clouds.target, "shared");
        shared = new VolumeFixture(clouds.source, "demo", "shared-data", 1, "rows")
                .set("volume_type", "shared")
                .make();
        boot(clouds.source, "left", List.of(shared));
        boot(clouds.source, "middle", List.of(shared));
        boot(clouds.source, "right", List.of(shared), "os-stop");
    }

    @Test
    public void theyMoveAtTheSameTime() throws Exception {
        Report report = clouds.move(Verb.INSTANCES, ALL);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        haveMoved();
        Report again = clouds.move(Verb.INSTANCES, ALL);
        assertThat(again.cost().writes()).isZero();
    }

    @Test
    public void nothingIsCopiedBeforeAllAreOff() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        clouds.onLine(line -> {
            if (line.contains("copies volume shared-data")) {
                ran.set(List.of("left", "middle").stream().anyMatch(name -> !isOff(name)));
            }
        });

        Report report = clouds.move(Verb.INSTANCES, ALL);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(ran).isFalse();
    }

    @Test
    public void theyTakeTheRoomOfOne() throws Exception {
        clouds.limits(1, 1);
        clouds.hosts(1, 1);

        Report report = clouds.move(Verb.INSTANCES, ALL);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        haveMoved();
    }

    @Test
    public void thePlanSaysSo() throws Exception {
        clouds.plan(Verb.INSTANCES, ALL);

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains(" left ")
                        && line.contains("moves at the same time as middle and right, as they share volumes"));
    }

    @Test
    public void oneOfThemAloneIsRefused() throws Exception {
        Outcome refused = outcome(
                clouds.move(Verb.INSTANCES, new Selection("demo", null, List.of("left", "right"), null)),
                "server",
                "left");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("volume shared-data, which is attached to server middle", "is ACTIVE", "in one step");
        assertThat(shown(clouds.source, "left").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void allAreRefusedWhereOneCannotMove() throws Exception {
        act("middle", "rescue");

        Report report = clouds.move(Verb.INSTANCES, ALL);

        for (String name : List.of("left", "right")) {
            assertThat(outcome(report, "server", name).message())
                    .contains("moves at the same time as server middle", "cannot be moved", "RESCUE");
        }
        assertThat(shown(clouds.source, "left").path("status").asText()).isEqualTo("ACTIVE");
    }

    /** It is off, and so waits for nobody: the data that it would take is what the others write. */
    @Test
    public void oneThatHasMovedAndWhoseCopyIsGoneIsRefusedWhileAnotherRuns() throws Exception {
        act("left", "os-stop");
        act("middle", "os-stop");
        assertThat(clouds.move(Verb.INSTANCES, server("left")).failed()).isFalse();
        clouds.target
                .inside()
                .delete(
                        "compute",
                        "/v2.1/servers/"
                                + shown(clouds.target, "left").path("id").asText());
        clouds.target.skip(Duration.ofMinutes(1));
        act("middle", "os-start");

        Report plan = clouds.plan(Verb.INSTANCES, ALL);

        assertThat(outcome(plan, "server", "left").message()).contains("server middle", "that one is ACTIVE");
    }

    @Test
    public void allComeBackWhereOneDoesNotBoot() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers")
                .containing("\"middle\"")
                .status(403);

        Report report = clouds.move(Verb.INSTANCES, ALL);

        assertThat(outcome(report, "server", "left").message())
                .contains("moves at the same time as server middle", "could not be moved", "403");
        areBack();
        clouds.target.faults().clear();
        assertThat(clouds.move(Verb.INSTANCES, ALL).failed()).isFalse();
        haveMoved();
    }

    @Test
    public void noneIsTouchedWhereOneWasChangedSinceThePlan() throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                act("middle", "suspend");
                act("middle", "resume");
                String id = shown(clouds.source, "middle").path("id").asText();
                clouds.source
                        .inside()
                        .put(
                                "compute",
                                "/v2.1/servers/" + id,
                                WireJson.object("server", WireJson.object("name", "new")));
            }
        });

        Report report = clouds.move(Verb.INSTANCES, ALL);

        assertThat(report.failed()).isTrue();
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(shown(clouds.source, "left").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(shown(clouds.source, "new").path("status").asText()).isEqualTo("ACTIVE");
    }

    /** Wherever a run was interrupted, the next one brings all of them over, or none. */
    @Test
    public void anInterruptedRunIsResumed() throws Exception {
        for (int writes : List.of(2, 5, 9, 14, 20, 26, 33)) {
            boolean whole = !new Interruption(clouds).after(writes, () -> clouds.move(Verb.INSTANCES, ALL));

            Report next = clouds.move(Verb.INSTANCES, ALL);

            assertThat(next.failed()).as(writes + ": " + next.outcomes()).isFalse();
            haveMoved();
            assertThat(clouds.move(Verb.INSTANCES, ALL).cost().writes()).isZero();
            Report back = clouds.move(Verb.ROLLBACK, ALL);
            assertThat(back.failed()).as(back.outcomes().toString()).isFalse();
            areBack();
            if (whole) {
                return;
            }
        }
    }

    /**
     * What one writes the others would not have: it does not start while the copy of another uses the copied volume.
     */
    @Test
    public void oneStaysOffWhileTheCopyOfAnotherHasTheVolume() throws Exception {
        AtomicInteger stops = new AtomicInteger();
        new Interruption(clouds)
                .at(
                        asked -> asked.body().contains("os-stop") && stops.incrementAndGet() == 2,
                        () -> clouds.move(Verb.INSTANCES, ALL));
        clouds.source.skip(Duration.ofMinutes(1));
        assertThat(clouds.move(Verb.INSTANCES, server("left")).failed()).isFalse();
        clouds.timeout(Duration.ofSeconds(1));
        clouds.target.behaviour().bootsFail("middle", "no valid host");

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("middle")), "server", "middle");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("middle")
                        && line.contains("could not be restored")
                        && line.contains("shared-data")
                        && line.contains(shown(clouds.target, "left").path("id").asText()));
        assertThat(isOff("middle")).isTrue();
        clouds.timeout(Duration.ofMinutes(1));
        clouds.target.behaviour().healed();
        assertThat(clouds.move(Verb.INSTANCES, ALL).failed()).isFalse();
        haveMoved();
    }

    private void haveMoved() {
        for (String name : List.of("left", "middle", "right")) {
            JsonNode copy = shown(clouds.target, name);
            assertThat(copy.path("status").asText()).isEqualTo(name.equals("right") ? "SHUTOFF" : "ACTIVE");
            assertThat(disks(clouds.target, copy)).containsExactly("shared-data rows false");
            assertThat(isOff(name)).isTrue();
        }
        assertThat(DiskFixture.volumes(clouds.target)).hasSize(1);
    }

    private void areBack() {
        clouds.target.skip(clouds.target.behaviour().power());
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(DiskFixture.volumes(clouds.target)).isEmpty();
        for (String name : List.of("left", "middle")) {
            assertThat(shown(clouds.source, name).path("status").asText()).isEqualTo("ACTIVE");
        }
        assertThat(isOff("right")).isTrue();
    }

    private boolean isOff(String name) {
        return shown(clouds.source, name).path("status").asText().equals("SHUTOFF");
    }

    private void act(String server, String action) {
        String id = shown(clouds.source, server).path("id").asText();
        clouds.source.skip(Duration.ofMinutes(1));
        clouds.source.inside().post("compute", "/v2.1/servers/" + id + "/action", WireJson.object(action, null));
        clouds.source.skip(Duration.ofMinutes(1));
    }
}
