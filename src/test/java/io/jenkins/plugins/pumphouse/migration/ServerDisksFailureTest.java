package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** A move with volumes that fails or ends in between leaves neither a lost volume nor a copy too many. */
public class ServerDisksFailureTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerThatIsStartedWhileItsVolumesAreCopiedIsNotBootedFromThem() throws Exception {
        DiskFixture.files(clouds.source, "one", "two");
        String id = shown(clouds.source, "files").path("id").asText();
        clouds.onLine(line -> {
            if (line.contains("copies volume data-2")) {
                clouds.source.skip(Duration.ofSeconds(10));
                clouds.source
                        .inside()
                        .post("compute", "/v2.1/servers/" + id + "/action", WireJson.object("os-start", null));
                clouds.source.skip(Duration.ofSeconds(10));
                clouds.source
                        .inside()
                        .post("compute", "/v2.1/servers/" + id + "/action", WireJson.object("os-stop", null));
                clouds.source.skip(Duration.ofSeconds(10));
            }
        });

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message()).contains("was started while its");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void aBootThatFailsBringsTheSourceBackAndRemovesTheCopiesOfItsVolumes() throws Exception {
        DiskFixture.database(clouds.source);
        clouds.target.behaviour().bootsFail("database", "No valid host was found.");

        Report report = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(outcome(report, "server", "database").message()).contains("No valid host was found.");
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "database").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void aVolumeThatCannotBeCopiedStartsTheSourceAgainAndLeavesNothing() throws Exception {
        DiskFixture.files(clouds.source, "one", "two");
        clouds.target.behaviour().snapshotsFail("data-2");

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message()).contains("Volume data-2 could not be made on new");
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "files").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(volumes(clouds.source)).hasSize(2);
    }

    @Test
    public void aRunThatEndedWhileTheServerBootedIsResumedWithTheCopiesThatItHad() throws Exception {
        DiskFixture.database(clouds.source);
        clouds.target.behaviour().boot(Duration.ofHours(1));
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                runner.interrupt();
            }
        });
        clouds.move(Verb.INSTANCES, server("database"));
        Thread.interrupted();
        clouds.onLine(line -> {});
        clouds.target.skip(Duration.ofHours(1));

        Report second = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(volumes(clouds.target)).hasSize(2);
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test
    public void aRunThatEndedBetweenTwoVolumesIsResumedWithoutACopyTooMany() throws Exception {
        DiskFixture.files(clouds.source, "one", "two");
        Thread runner = Thread.currentThread();
        clouds.target.behaviour().snapshot(Duration.ofSeconds(2));
        clouds.target.faults().on("POST", "/v3/*/volumes").after(1).times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.INSTANCES, server("files"));
        Thread.interrupted();
        clouds.target.behaviour().snapshot(Duration.ofMillis(30));

        Report second = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "files")))
                .containsExactly("data-1 one false", "data-2 two true");
        assertThat(volumes(clouds.target)).hasSize(2);
        assertThat(volumes(clouds.source)).hasSize(2);
    }
}
