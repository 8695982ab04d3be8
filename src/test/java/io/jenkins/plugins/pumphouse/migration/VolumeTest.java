package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.VolumeFixture.all;
import static io.jenkins.plugins.pumphouse.clouds.VolumeFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** Volumes that no server has, moved whole. */
public class VolumeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aVolumeMovesWithItsContentAndAllThatItsOwnerHasSet() throws Exception {
        volume("backup", "every byte of it")
                .set("description", "nightly")
                .set("metadata", WireJson.object("tier", "gold"))
                .make();
        act("backup", "os-set_bootable", WireJson.object("bootable", true));
        act("backup", "os-update_readonly_flag", WireJson.object("readonly", true));
        act("backup", "os-set_image_metadata", WireJson.object("metadata", WireJson.object("hw_disk_bus", "scsi")));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        Outcome moved = outcome(report, "volume", "backup");
        assertThat(moved.end()).isEqualTo(End.CREATED);
        assertThat(moved.facts()).containsKeys("bytes", "sha512");
        JsonNode there = shown(clouds.target, "backup");
        assertThat(VolumeFixture.content(clouds.target, there)).isEqualTo("every byte of it");
        assertThat(there.path("size").asInt()).isEqualTo(3);
        assertThat(there.path("description").asText()).isEqualTo("nightly");
        assertThat(there.path("metadata").path("tier").asText()).isEqualTo("gold");
        assertThat(there.path("metadata").path("readonly").asText()).isEqualTo("True");
        assertThat(there.path("bootable").asText()).isEqualTo("true");
        assertThat(there.path("volume_image_metadata")).isEqualTo(WireJson.object("hw_disk_bus", "scsi"));
        assertThat(clouds.ofDemo("volume", volumes(clouds.target), "volumes")).isEmpty(); // by its own field instead
        assertThat(there.path("os-vol-tenant-attr:tenant_id").asText()).isEqualTo(demo(clouds.target));
    }

    @Test
    public void aPropertyOfItsTemporaryImageThatCinderOnlySaysIsGoneFailsTheVolumeUntilItIs() throws Exception {
        volume("backup", "data").make();
        clouds.target
                .faults()
                .on("POST", "/v3/*/volumes/*/action")
                .about("os-unset_image_metadata")
                .status(404);

        Outcome failed = outcome(clouds.move(Verb.VOLUMES), "volume", "backup");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("404", "new");
        clouds.target.faults().clear();
        assertThat(clouds.move(Verb.VOLUMES).failed()).isFalse();
        assertThat(shown(clouds.target, "backup").path("volume_image_metadata")).isEmpty();
    }

    @Test
    public void aVolumeThatAServerHasGotSinceThePlanIsLeftToThatServersMove() throws Exception {
        String id = volume("backup", "data").make();
        String path = "/v2.1/servers/"
                + DiskFixture.shown(clouds.source, "db-1").path("id").asText() + "/os-volume_attachments";
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                clouds.source
                        .inside()
                        .post("compute", path, WireJson.object("volumeAttachment", WireJson.object("volumeId", id)));
                clouds.source.skip(Duration.ofMinutes(1));
            }
        });

        Outcome left = outcome(clouds.move(Verb.VOLUMES), "volume", "backup");

        assertThat(left.end()).as(left.message()).isEqualTo(End.SKIPPED);
        assertThat(left.message()).contains("since the plan was made it is attached to server ", "pumpInstances");
        assertThat(DiskFixture.volumes(clouds.target)).isEmpty();
    }

    @Test
    public void aSecondRunWritesNothing() throws Exception {
        volume("backup", "data").make();
        clouds.move(Verb.VOLUMES);

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(second.changed())
                .as(outcome(second, "volume", "backup").toString())
                .isFalse();
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void aCopyThatItsOwnerCouldNotExtendIsHisAndIsNotMadeAgain() throws Exception {
        volume("backup", "data").make();
        clouds.move(Verb.VOLUMES);
        VolumeFixture.used(clouds.target, shown(clouds.target, "backup"), "his own");
        VolumeFixture.change(clouds.target, "backup", "status", WireJson.node("error_extending"));

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(second.cost().writes()).isZero();
        assertThat(VolumeFixture.content(clouds.target, shown(clouds.target, "backup")))
                .isEqualTo("his own");
    }

    @Test
    public void aVolumeThatTheTargetStillFillsIsWaitedFor() throws Exception {
        volume("backup", "data").make();
        Thread runner = Thread.currentThread();
        clouds.target.behaviour().snapshot(Duration.ofHours(1));
        clouds.target.faults().on("POST", "/v3/*/volumes").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.VOLUMES);
        Thread.interrupted();
        assertThat(shown(clouds.target, "backup").path("status").asText()).isEqualTo("creating");
        clouds.target.behaviour().snapshot(Duration.ofMillis(30));
        clouds.passesWhenAwaited(clouds.target, "/v3/*/volumes/**", Duration.ofHours(1));

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, "backup").path("status").asText()).isEqualTo("available");
        assertThat(VolumeFixture.content(clouds.target, shown(clouds.target, "backup")))
                .isEqualTo("data");
        assertThat(all(clouds.target)).hasSize(1);
    }

    private VolumeFixture volume(String name, String content) {
        return new VolumeFixture(clouds.source, "demo", name, 3, content);
    }

    private void act(String name, String action, JsonNode body) {
        clouds.source
                .inside()
                .post(
                        "volume",
                        "/v3/" + clouds.source.inside().projectId() + "/volumes/"
                                + shown(clouds.source, name).path("id").asText() + "/action",
                        WireJson.object(action, body));
    }

    private static String volumes(EmbeddedCloud cloud) {
        return "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1";
    }

    private static String demo(EmbeddedCloud cloud) {
        return cloud.inside().id("identity", "/v3/projects", "projects", "demo");
    }
}
