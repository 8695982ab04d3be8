package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Two servers with one volume, of which one is taken back, hold different data from then on. */
public class PartedVolumeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void twoServersWithOneVolume() {
        VolumeFixture.sharedType(clouds.source, "shared");
        VolumeFixture.sharedType(clouds.target, "shared");
        String shared = new VolumeFixture(clouds.source, "demo", "shared-data", 1, "both")
                .set("volume_type", "shared")
                .make();
        for (String name : new String[] {"left", "right"}) {
            DiskFixture.small(clouds.source, name).volume(shared, false).boot();
            String id = clouds.source.inside().server(name).path("id").asText();
            clouds.source.inside().post("compute", "/v2.1/servers/" + id + "/action", WireJson.object("os-stop", null));
            clouds.source.skip(Duration.ofSeconds(5));
        }
    }

    @Test
    public void thePlanAndTheOutcomeSayWhichServerUsesACopy() throws Exception {
        clouds.move(Verb.INSTANCES, DEMO);

        Outcome planned = outcome(clouds.plan(Verb.ROLLBACK, server("left")), "server", "left");
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("left")), "server", "left");
        Outcome last = outcome(clouds.move(Verb.ROLLBACK, server("right")), "server", "right");

        assertThat(planned.message()).contains("shares volume shared-data with server right (");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(back.message()).contains("which uses a copy of it on new, until it is taken back, too");
        assertThat(last.end()).as(last.message()).isEqualTo(End.RESTORED);
        assertThat(last.message()).doesNotContain("shares volume");
    }
}
