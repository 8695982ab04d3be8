package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.records;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volume;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volumes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** An adoption and its undoing, ended after each of their writes: no volume stays with neither cloud. */
public class AdoptionInterruptionTest {
    /** More than an undoing has. */
    private static final int MOST_WRITES = 9;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final Interruption interruption = new Interruption(clouds);

    @Test
    public void whereverAnAdoptionEndsTheNextRunBringsItToItsEnd() throws Exception {
        AdoptionFixture shared = new AdoptionFixture(clouds);
        clouds.move(Verb.TENANTS);
        roomForAll();
        boolean interrupted = true;
        int write = 0;
        while (interrupted && write < MOST_WRITES * 2) {
            String name = "disk-" + ++write;
            shared.volume(name, "data of " + name);
            interrupted = interruption.after(write, () -> clouds.move(Verb.VOLUMES));
            if (interrupted) {
                Report next = clouds.move(Verb.VOLUMES);
                assertThat(next.failed())
                        .as("write " + write + ": " + next.outcomes())
                        .isFalse();
            }
            assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, name)))
                    .isEqualTo("data of " + name);
        }
        skip();
        assertThat(write).isBetween(7, 20);
        assertThat(volumes(clouds.source)).isEmpty();
        assertThat(volumes(clouds.target))
                .hasSize(write)
                .noneMatch(each -> each.path("metadata").has("pumphouse_unfinished"));
        assertThat(shared.storage.sizes()).hasSize(write);
        assertThat(records(clouds.source)).hasSize(write);
        assertThat(clouds.move(Verb.VOLUMES).cost().writes()).isZero();
    }

    @Test
    public void whereverTheUndoingOfAnAdoptionEndsTheNextRunBringsItToItsEnd() throws Exception {
        AdoptionFixture shared = new AdoptionFixture(clouds);
        clouds.move(Verb.TENANTS);
        roomForAll();
        for (int disk = 1; disk <= MOST_WRITES; disk++) {
            shared.volume("disk-" + disk, "data of disk-" + disk);
        }
        Report adopted = clouds.move(Verb.VOLUMES);
        assertThat(adopted.failed()).as(adopted.outcomes().toString()).isFalse();
        assertThat(volumes(clouds.target)).as(adopted.outcomes().toString()).hasSize(MOST_WRITES);
        boolean interrupted = true;
        int write = 0;
        while (interrupted && write < MOST_WRITES) {
            String name = "disk-" + ++write;
            Selection one = AdoptionFixture.created(clouds, name);
            interrupted = interruption.after(write, () -> clouds.move(Verb.ROLLBACK_RESOURCES, one));
            if (interrupted) {
                Report next = clouds.move(Verb.ROLLBACK_RESOURCES, one);
                assertThat(next.failed())
                        .as("write " + write + ": " + next.outcomes())
                        .isFalse();
            }
            skip();
            JsonNode back = volume(clouds.source, name);
            assertThat(VolumeFixture.content(clouds.source, back)).isEqualTo("data of " + name);
            assertThat(back.path("metadata").path("tier").asText()).isEqualTo("gold");
        }
        assertThat(write).isBetween(6, MOST_WRITES);
        assertThat(volumes(clouds.source)).hasSize(write);
        assertThat(volumes(clouds.target)).hasSize(MOST_WRITES - write);
        assertThat(shared.storage.sizes()).hasSize(MOST_WRITES);
        assertThat(records(clouds.source)).hasSize(MOST_WRITES - write);
    }

    /** Of a backend that takes its time. */
    @Test
    public void anUndoingIsBroughtToItsEndWhileTheTargetStillGivesTheVolumeUp() throws Exception {
        AdoptionFixture shared = new AdoptionFixture(clouds);
        shared.volume("backup", "data");
        clouds.move(Verb.VOLUMES);
        Selection one = AdoptionFixture.created(clouds, "backup");
        clouds.target.behaviour().unmanaging(Duration.ofHours(1));

        boolean interrupted = interruption.at(
                asked -> asked.path().endsWith("/action"), () -> clouds.move(Verb.ROLLBACK_RESOURCES, one));
        assertThat(interrupted).isTrue();
        assertThat(volume(clouds.target, "backup").path("status").asText()).isEqualTo("unmanaging");
        clouds.passesWhenAwaited(clouds.target, "/v3/*/volumes/**", Duration.ofHours(1));
        Report next = clouds.move(Verb.ROLLBACK_RESOURCES, one);

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(VolumeFixture.content(clouds.source, volume(clouds.source, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void anAdoptionIsBroughtToItsEndWhileTheSourceStillGivesTheVolumeUp() throws Exception {
        new AdoptionFixture(clouds).volume("backup", "data");
        clouds.source.behaviour().unmanaging(Duration.ofHours(1));

        boolean interrupted =
                interruption.at(asked -> asked.path().endsWith("/action"), () -> clouds.move(Verb.VOLUMES));
        assertThat(interrupted).isTrue();
        assertThat(volume(clouds.source, "backup").path("status").asText()).isEqualTo("unmanaging");
        clouds.passesWhenAwaited(clouds.source, "/v3/*/volumes/**", Duration.ofHours(1));
        Report next = clouds.move(Verb.VOLUMES);

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(volumes(clouds.source)).isEmpty();
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void aRecordThatCannotBeWrittenIsToldWithItsCause() throws Exception {
        new AdoptionFixture(clouds).volume("backup", "data");
        clouds.source.faults().on("POST", "/v2/images").reset();

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(TwoClouds.outcome(report, "volume", "backup").message())
                .contains("has not kept the record of volume", "no answer to POST", "nothing was changed");
    }

    @Test
    public void anAnswerThatIsLostIsLookedForAndNothingIsDoneTwice() throws Exception {
        AdoptionFixture shared = new AdoptionFixture(clouds);
        shared.volume("backup", "data");
        clouds.source.faults().on("POST", "/v3/*/volumes/*/action").times(1).resetAfterwards();
        clouds.source.faults().on("POST", "/v2/images").times(1).resetAfterwards();
        clouds.target.faults().on("POST", "/v3/*/manageable_volumes").times(1).resetAfterwards();

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(clouds.target.journal().of("POST", "/v3/*/manageable_volumes"))
                .hasSize(1);
        assertThat(volumes(clouds.target)).hasSize(1);
        assertThat(volumes(clouds.source)).isEmpty();
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
        assertThat(records(clouds.source)).hasSize(1);
    }

    private void roomForAll() {
        List.of(clouds.source, clouds.target)
                .forEach(cloud -> cloud.project("demo").quota("volume", "volumes", 3 * MOST_WRITES));
    }

    private void skip() {
        List.of(clouds.source, clouds.target).forEach(cloud -> cloud.skip(Duration.ofSeconds(5)));
    }
}
