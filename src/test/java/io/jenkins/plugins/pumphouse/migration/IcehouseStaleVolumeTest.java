package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.DiskFixture.boot;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Copies of volumes that are out of date, where Cinder does not show when it last changed a volume (before Mitaka). */
public class IcehouseStaleVolumeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void aVolumeThatWasCopiedBeforeItsServerWroteToItIsCopiedAgain() throws Exception {
        String data = detachedCopy();
        boot(clouds.source, "files", List.of(data));
        clouds.source.skip(Duration.ofMinutes(10));
        write(data, "new rows");

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "files"))).containsExactly("data new rows false");
    }

    @Test
    public void aCopyOfWhichNobodyCanTellWhetherItIsUpToDateIsSaidToBeOne() throws Exception {
        String data = detachedCopy();
        write(data, "new rows");

        Outcome again = outcome(clouds.move(Verb.VOLUMES), "volume", "data");

        assertThat(again.end()).as(again.message()).isEqualTo(End.REUSED);
        assertThat(again.message()).contains("whether it is used after its copy (Cinder of old is older than Mitaka");
    }

    /** It may have been detached, written by another server and attached again, and neither service would show it. */
    @Test
    public void aVolumeWhoseCopyAnInterruptedRunHasMadeIsCopiedAgain() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "old rows").make();
        boot(clouds.source, "files", List.of(data));
        boolean interrupted = new Interruption(clouds)
                .at(
                        asked -> asked.method().equals("DELETE") && asked.path().contains(data + "/metadata/"),
                        () -> clouds.move(Verb.INSTANCES, server("files")));
        assertThat(interrupted).isTrue();
        write(data, "new rows");

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "files"))).containsExactly("data new rows false");
    }

    /** A copy of a volume that no server has, by pumpVolumes. */
    private String detachedCopy() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "old rows").make();
        Report report = clouds.move(Verb.VOLUMES);
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        clouds.source.skip(Duration.ofDays(1));
        return data;
    }

    private void write(String volume, String content) {
        VolumeFixture.used(clouds.source, WireJson.object("id", volume), content);
    }
}
