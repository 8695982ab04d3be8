package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.records;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volume;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Nobody knows whether a cloud has taken a volume: one looks, and the other cloud is not asked. */
public class AdoptionDoubtTest {
    /** Reads that are refused: more than the wait for the volume sends, fewer than it and the looks after it. */
    private static final int A_WHILE = 16;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private AdoptionFixture shared;
    private String id;

    @Before
    public void aVolumeInABackendThatBothHave() {
        shared = new AdoptionFixture(clouds);
        id = shared.volume("backup", "data");
        clouds.timeout(Duration.ofSeconds(1));
    }

    @Test
    public void aTargetThatDoesNotShowItsVolumesKeepsWhatItMayHaveAndTheNextRunFindsIt() throws Exception {
        readsAreRefused(clouds.target);
        clouds.target.behaviour().snapshot(Duration.ofHours(1));

        Outcome failed = outcome(clouds.move(Verb.VOLUMES), "volume", "backup");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains("Volume backup (" + id + ") is managed by new or by neither cloud: nobody can tell")
                .contains("its volumes cannot be read (", "It was asked of no other cloud; its data is untouched")
                .contains("Run again, which finds it by its property pumphouse_source=old/" + id)
                .doesNotContain("is managed by neither cloud now");
        clouds.target.faults().clear();
        clouds.target.skip(Duration.ofHours(1));
        assertThat(volumes(clouds.source)).isEmpty();
        assertThat(records(clouds.source)).hasSize(1);
        Report next = clouds.move(Verb.VOLUMES);
        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        isOnTargetAlone();
    }

    @Test
    public void aTargetThatTookTheVolumeWhileNobodyCouldReadItKeepsIt() throws Exception {
        readsAreRefused(clouds.target).times(A_WHILE);

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        isOnTargetAlone();
    }

    @Test
    public void aTargetThatCouldNotTakeTheVolumeGivesItUpBeforeTheSourceGetsItBack() throws Exception {
        readsAreRefused(clouds.target).times(A_WHILE);
        clouds.target.behaviour().snapshotsFail("backup");

        Outcome failed = outcome(clouds.move(Verb.VOLUMES), "volume", "backup");

        assertThat(failed.message()).contains("could not manage it: it was error", "It is on old again with all");
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(VolumeFixture.content(clouds.source, volume(clouds.source, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void aTargetThatDoesNotGiveItsFailedAttemptUpIsNamedWithItsVolume() throws Exception {
        clouds.target.behaviour().snapshotsFail("backup");
        clouds.target.faults().on("POST", "/v3/*/volumes/*/action").status(403);

        Outcome failed = outcome(clouds.move(Verb.VOLUMES), "volume", "backup");

        String attempt = WireJson.text(volume(clouds.target, "backup"), "id");
        assertThat(failed.message())
                .contains("new shows it as volume " + attempt + ", which has no content of its own")
                .contains("cinder unmanage " + attempt + " on new, then cinder manage --id-type source-name");
        clouds.target.faults().clear();
        clouds.target.behaviour().healed();
        assertThat(clouds.move(Verb.VOLUMES).failed()).isFalse();
        isOnTargetAlone();
    }

    @Test
    public void aSourceThatMayHaveTakenItBackIsNotCalledWithoutIt() throws Exception {
        clouds.target.behaviour().snapshotsFail("backup");
        readsAreRefused(clouds.source);

        Outcome failed = outcome(clouds.move(Verb.VOLUMES), "volume", "backup");

        assertThat(failed.message())
                .contains("is managed by old or by neither cloud: nobody can tell")
                .contains("by its property pumphouse_returned=" + id)
                .doesNotContain("is managed by neither cloud now");
    }

    @Test
    public void aTargetIsNotAskedToTakeAgainWhatTheSourceMayHaveTakenBack() throws Exception {
        clouds.move(Verb.VOLUMES);
        int asked = clouds.target.journal().count("POST", "/v3/*/manageable_volumes");
        readsAreRefused(clouds.source);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, AdoptionFixture.created(clouds, "backup"));

        assertThat(outcome(report, "volume", "backup").message())
                .contains("is managed by old or by neither cloud: nobody can tell");
        assertThat(clouds.target.journal().count("POST", "/v3/*/manageable_volumes"))
                .isEqualTo(asked);
        clouds.source.faults().clear();
        assertThat(VolumeFixture.content(clouds.source, volume(clouds.source, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void aVolumeStaysWhileTheTemporaryOneOfItsProofCannotBeRemovedAsNoRunWouldLookForThatAfterwards()
            throws Exception {
        clouds.source.faults().on("DELETE", "/v3/*/volumes/*").status(403);

        Report report = clouds.move(Verb.VOLUMES);

        Outcome refused = outcome(report, "volume", "backup");
        assertThat(refused.end()).as(refused.message()).isEqualTo(End.FAILED);
        assertThat(refused.message())
                .contains("The temporary volume \"pumphouse " + id + "\" on old", "403", "was not touched");
        assertThat(volumes(clouds.target)).isEmpty();

        clouds.source.faults().clear();
        Outcome adopted = outcome(clouds.move(Verb.VOLUMES), "volume", "backup");

        assertThat(adopted.end()).as(adopted.message()).isEqualTo(End.CREATED);
        isOnTargetAlone();
    }

    @Test
    public void theNextRunRemovesItThoughThatProvesTheBackendByAnotherVolume() throws Exception {
        shared.volume("archive", "more data");
        clouds.source.faults().on("DELETE", "/v3/*/volumes/*").status(409);
        assertThat(clouds.move(Verb.VOLUMES, archiveAlone()).failed()).isTrue();
        assertThat(volumes(clouds.source)).hasSize(3);
        clouds.source.faults().clear();
        clouds.limits(1, 1); // so that the other one is the first

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(clouds.source.journal().count("POST", "/v3/*/volumes")).isEqualTo(2);
        assertThat(volumes(clouds.source)).isEmpty();
        assertThat(volumes(clouds.target)).hasSize(2);
    }

    private static Selection archiveAlone() {
        return new Selection(
                "demo", null, List.of(), null, false, List.of(), List.of(), List.of("archive"), false, List.of());
    }

    /** From the moment on at which a cloud is asked to manage the volume. */
    private static Fault readsAreRefused(EmbeddedCloud cloud) {
        return cloud.faults()
                .on("GET", "/v3/*/volumes/**")
                .when(() -> cloud.journal().count("POST", "/v3/*/manageable_volumes") > 0)
                .status(403);
    }

    private void isOnTargetAlone() {
        assertThat(volumes(clouds.source)).isEmpty();
        assertThat(volumes(clouds.target)).hasSize(1);
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
    }
}
