package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volume;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
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
}
