package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.records;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volume;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** A source of 2014 lists nothing of its backends, and can give up and take volumes all the same. */
public class IcehouseAdoptionTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void itsVolumesAreAdoptedAndGoBack() throws Exception {
        new AdoptionFixture(clouds).volume("backup", "data");

        Report adopted = clouds.move(Verb.VOLUMES);

        assertThat(adopted.failed()).as(adopted.outcomes().toString()).isFalse();
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
        assertThat(volumes(clouds.source)).isEmpty();

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(back.failed()).as(back.outcomes().toString()).isFalse();
        assertThat(VolumeFixture.content(clouds.source, volume(clouds.source, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void aVolumeGoesBackWithoutWhatNoRequestCanGiveItAndThatIsTold() throws Exception {
        new AdoptionFixture(clouds).volume("system", "data");
        VolumeFixture.change(clouds.source, "system", "bootable", WireJson.node("true"));
        VolumeFixture.change(clouds.source, "system", "volume_image_metadata", WireJson.object("hw_disk_bus", "scsi"));
        Report adopted = clouds.move(Verb.VOLUMES);
        assertThat(adopted.failed()).as(adopted.outcomes().toString()).isFalse();
        assertThat(volume(clouds.target, "system").path("bootable").asText()).isEqualTo("true");

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(back.failed()).as(back.outcomes().toString()).isFalse();
        assertThat(VolumeFixture.content(clouds.source, volume(clouds.source, "system")))
                .isEqualTo("data");
        assertThat(volume(clouds.source, "system").path("metadata").has("pumphouse_returned"))
                .isFalse();
        assertThat(records(clouds.source)).isEmpty();
        assertThat(clouds.lines)
                .anyMatch(
                        line -> line.contains("has no request for (os-set_bootable)") && line.contains("bootable true"))
                .anyMatch(line -> line.contains("has no request for (os-set_image_metadata)")
                        && line.contains("hw_disk_bus scsi"));
    }

    @Test
    public void itsServersKeepTheirDataVolumesAndGetThemBackWhenTheBootFails() throws Exception {
        AdoptedServerFixture files = new AdoptedServerFixture(clouds).boot();
        clouds.target.behaviour().bootsFail(AdoptedServerFixture.SERVER, "No valid host was found.");

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(files.onSource().path("status").asText()).isEqualTo("ACTIVE");
        assertThat(files.contents()).containsExactly("old data-1 one", "old data-2 two");
        clouds.target.behaviour().healed();

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
    }

    private Outcome move() throws InterruptedException {
        return TwoClouds.outcome(
                clouds.move(Verb.INSTANCES, TwoClouds.server(AdoptedServerFixture.SERVER)),
                "server",
                AdoptedServerFixture.SERVER);
    }
}
