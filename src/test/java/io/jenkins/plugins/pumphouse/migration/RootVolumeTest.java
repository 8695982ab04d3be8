package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.Rule;
import org.junit.Test;

/** With {@code disk: 'volume'} a server with a local root disk boots on the target from a volume with that content. */
public class RootVolumeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern().asVolumes();

    @Test
    public void aLocalRootDiskBecomesAVolumeWithItsContentAndThePropertiesOfItsImage() throws Exception {
        Outcome moved = move("web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode copy = shown(clouds.target, "web-2");
        assertThat(copy.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(copy.path("image").asText()).isEmpty();
        JsonNode attached = copy.path("os-extended-volumes:volumes_attached").path(0);
        assertThat(attached.path("delete_on_termination").asBoolean()).isTrue();
        JsonNode volume = only();
        assertThat(volume.path("id")).isEqualTo(attached.path("id"));
        assertThat(volume.path("name").asText()).isEqualTo("web-2 disk");
        assertThat(volume.path("size").asInt()).isEqualTo(1);
        assertThat(volume.path("bootable").asText()).isEqualTo("true");
        assertThat(volume.path("volume_image_metadata").path("os_distro").asText())
                .isEqualTo("debian");
        assertThat(VolumeFixture.content(clouds.target, volume)).contains("web-2 was here");
        assertThat(moved.message())
                .contains("root disk is volume " + volume.path("id").asText() + " on new");
        assertThat(ledger(moved))
                .contains("root disk volume " + volume.path("id").asText() + " now, sha512");
        assertThat(contentImages(clouds.target)).as("it is on the volume").isEmpty();
    }

    @Test
    public void aSecondRunWritesNothingWhateverItSaysOfDisks() throws Exception {
        move("db-1");

        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
        clouds.bySnapshot();
        Report third = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(third.cost().writes()).isZero();
        assertThat(ledger(outcome(third, "server", "db-1"))).contains("now, sha512");
    }

    @Test
    public void theVolumesOfTheServerFollowBehindItsRootVolume() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        DiskFixture.small(clouds.source, "files").volume(data, false).boot();

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode attached = shown(clouds.target, "files").path("os-extended-volumes:volumes_attached");
        assertThat(attached).hasSize(2);
        assertThat(attached.path(0).path("id")).isEqualTo(named("files disk").path("id"));
        assertThat(attached.path(1).path("id")).isEqualTo(named("data").path("id"));
        assertThat(attached.path(1).path("delete_on_termination").asBoolean()).isFalse();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("files")), "server", "files")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void theCleanUpComparesTheVolumeWithTheSnapshotOfTheSource() throws Exception {
        move("db-1");
        move("web-2");
        VolumeFixture.change(clouds.target, "web-2 disk", "metadata", WireJson.object());

        Outcome proved = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");
        Outcome unmarked = outcome(clouds.move(Verb.CLEANUP, server("web-2")), "server", "web-2");

        assertThat(proved.end()).as(proved.message()).isEqualTo(End.DELETED);
        assertThat(unmarked.end()).isEqualTo(End.SKIPPED);
        assertThat(unmarked.message()).contains("boots from a volume on new that is not marked as its root disk");
    }

    @Test
    public void theCleanUpKeepsAServerWhoseVolumeHasAnotherContent() throws Exception {
        move("db-1");
        JsonNode metadata = only().path("metadata");
        ((ObjectNode) metadata).put("pumphouse_hash", "0123");
        VolumeFixture.change(clouds.target, "db-1 disk", "metadata", metadata);

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("its content differs: os_hash_value");
    }

    @Test
    public void aBootThatFailsBringsTheSourceBackAndRemovesTheVolume() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");

        Outcome failed = move("db-1");

        assertThat(failed.message()).contains("No valid host was found.");
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(contentImages(clouds.target)).isEmpty();
    }

    @Test
    public void aVolumeThatCannotBeMadeBringsTheSourceBackAndLeavesNothing() throws Exception {
        clouds.target.behaviour().snapshotsFail("db-1 disk");

        Outcome failed = move("db-1");

        assertThat(failed.message()).contains("Volume db-1 disk could not be made on new");
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(contentImages(clouds.target)).isEmpty();
    }

    @Test
    public void aVolumeThatNobodyCanReadWhileItIsMadeIsRemovedByTheSameRun() throws Exception {
        noneIsReadOnceOneIsBegun(() -> true);

        Outcome failed = move("db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        clouds.target.faults().clear();
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aVolumeThatWasReadTooLateIsRemovedByTheSameRun() throws Exception {
        noneIsReadOnceOneIsBegun(
                () -> !shown(clouds.source, "db-1").path("status").asText().equals("ACTIVE"));

        Outcome failed = move("db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.target)).isEmpty();
    }

    private void noneIsReadOnceOneIsBegun(BooleanSupplier also) throws Exception {
        clouds.timeout(Duration.ofSeconds(2));
        clouds.target
                .faults()
                .on("GET", "/v3/*/volumes/**")
                .when(() -> clouds.target.journal().count("POST", "/v3/*/volumes") > 0 && also.getAsBoolean())
                .status(403);
    }

    @Test
    public void aRunThatEndedWhileTheServerBootedIsResumedWithItsVolume() throws Exception {
        clouds.target.behaviour().boot(Duration.ofHours(1));
        endsWhen("boots on new");
        clouds.target.skip(Duration.ofHours(1));

        Outcome second = move("db-1");

        assertThat(second.end()).as(second.message()).isNotEqualTo(End.FAILED);
        assertThat(only().path("name").asText()).isEqualTo("db-1 disk");
        assertThat(uploads()).isEqualTo(1);
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test
    public void aRunThatEndedBeforeTheBootIsResumedWithItsVolume() throws Exception {
        endsWhen("has a volume for its root disk");
        assertThat(clouds.target.inside().servers()).isEmpty();

        Outcome second = move("db-1");

        assertThat(second.end()).as(second.message()).isEqualTo(End.CREATED);
        assertThat(only().path("name").asText()).isEqualTo("db-1 disk");
        assertThat(uploads()).isEqualTo(1);
        assertThat(contentImages(clouds.target)).isEmpty();
    }

    @Test
    public void aVolumeThatAnInterruptedRunHasLeftIsRemovedByOneThatMakesNone() throws Exception {
        endsWhen("has a volume for its root disk");
        clouds.bySnapshot();

        Outcome second = move("db-1");

        assertThat(second.end()).as(second.message()).isEqualTo(End.CREATED);
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(contentImages(clouds.target)).hasSize(1);
    }

    @Test
    public void aRollbackRemovesTheVolumeWithTheCopy() throws Exception {
        move("db-1");

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(volumes(clouds.target)).isEmpty();
    }

    @Test
    public void theVolumeIsOfTheTypeThatTheStepNames() throws Exception {
        VolumeFixture.type(clouds.target, "ssd");
        clouds.asVolumes("ssd");

        move("db-1");

        assertThat(only().path("volume_type").asText()).isEqualTo("ssd");
    }

    @Test
    public void theVolumeIsMadeInTheZoneThatTheServerAsksForWhereCinderHasIt() throws Exception {
        clouds.mapping("availability zone", "nova", "nova");
        Fault named = clouds.target
                .faults()
                .on("POST", "/v3/*/volumes")
                .containing("\"availability_zone\":\"nova\"")
                .answersInstead(answer -> answer);

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(named.struck()).isEqualTo(1);
    }

    @Test
    public void aZoneThatCinderDoesNotHaveIsNotAskedOfIt() throws Exception {
        Inside admin = clouds.target.inside();
        String rack = admin.post(
                        "compute",
                        "/v2.1/os-aggregates",
                        WireJson.object("aggregate", WireJson.object("name", "rack-7", "availability_zone", "rack-7")))
                .path("aggregate")
                .path("id")
                .asText();
        String host = admin.list("compute", "/v2.1/os-hypervisors", "hypervisors")
                .get(0)
                .path("hypervisor_hostname")
                .asText();
        admin.post(
                "compute",
                "/v2.1/os-aggregates/" + rack + "/action",
                WireJson.object("add_host", WireJson.object("host", host)));
        clouds.mapping("availability zone", "nova", "rack-7");

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(clouds.target.journal().count("POST", "/v3/*/volumes")).isEqualTo(1);
    }

    @Test
    public void aTypeThatTheTargetDoesNotHaveRefusesTheServer() throws Exception {
        clouds.asVolumes("ssd");

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("is to get a volume of type ssd (rootVolumeType), which is not on new");
    }

    @Test
    public void theQuotasOfTheTargetAreInThePlan() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").quota("volume", "gigabytes", 1);

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("gigabytes");
    }

    @Test
    public void withAnEarlyCopyItsContentIsCarriedOnce() throws Exception {
        clouds.precopy();

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(uploads()).isEqualTo(1);
        assertThat(VolumeFixture.content(clouds.target, only())).contains("db-1 was here");
        assertThat(contentImages(clouds.target)).isEmpty();
    }

    private Outcome move(String name) throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);
    }

    private void endsWhen(String words) throws Exception {
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains(words)) {
                runner.interrupt();
            }
        });
        move("db-1");
        Thread.interrupted();
        clouds.onLine(line -> {});
    }

    private static String ledger(Outcome outcome) {
        return String.valueOf(outcome.facts().get("ledger"));
    }

    private int uploads() {
        return clouds.target.journal().count("PUT", "/v2/images/*/file");
    }

    private JsonNode only() {
        assertThat(volumes(clouds.target)).hasSize(1);
        return volumes(clouds.target).get(0);
    }

    private JsonNode named(String name) {
        return volumes(clouds.target).stream()
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> volumes(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1", "volumes");
    }

    private static List<JsonNode> contentImages(EmbeddedCloud cloud) {
        return cloud.inside().list("image", "/v2/images", "images").stream()
                .filter(image -> image.path("name").asText().endsWith("disk, migrated"))
                .toList();
    }

    private static JsonNode shown(EmbeddedCloud cloud, String name) {
        String demo = cloud.project("demo").id();
        return cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals(name)
                        && server.path("tenant_id").asText().equals(demo))
                .findFirst()
                .orElseThrow();
    }
}
