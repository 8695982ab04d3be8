package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.Rule;
import org.junit.Test;

/** A service that answers the making of an object with the id of another one: the other is not used and not removed. */
public class WrongIdTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aBootRemovesOnlyItsOwnServer() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        String other = clouds.target.inside().servers().get(0).path("id").asText();
        answer(
                clouds.target.faults().on("POST", "/v2.1/servers"),
                WireJson.object("server", WireJson.object("id", other)));

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).isTrue();
        assertThat(ids(clouds.target.inside().servers())).containsExactly(other);
        assertRunsOnTheSource();
    }

    @Test
    public void theSnapshotOfAnotherServerIsNeitherBootedNorRemoved() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        String other = ids(snapshots()).get(0);
        answerSnapshot(other);

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).isTrue();
        assertThat(ids(snapshots())).containsExactly(other);
        assertThat(clouds.target.inside().servers()).hasSize(1);
        assertRunsOnTheSource();
    }

    @Test
    public void anImageOfTheOwnerIsNotTakenForASnapshot() throws Exception {
        String other = clouds.source.inside().id("image", "/v2/images", "images", "debian-demo");
        answerSnapshot(other);

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).isTrue();
        assertThat(ids(clouds.source.inside().list("image", "/v2/images", "images")))
                .contains(other);
        assertThat(snapshots()).isEmpty();
        assertRunsOnTheSource();
    }

    @Test
    public void aVolumeIsMadeUnderItsOwnId() throws Exception {
        new VolumeFixture(clouds.source, "demo", "backup", 1, "one").make();
        clouds.move(Verb.VOLUMES);
        JsonNode before = volumes().get(0);
        new VolumeFixture(clouds.source, "demo", "archive", 1, "another").make();
        answer(
                clouds.target.faults().on("POST", "/v3/*/volumes"),
                WireJson.object(
                        "volume", WireJson.object("id", before.path("id").asText())));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).isTrue();
        assertThat(volumes()).contains(before);
        assertThat(clouds.move(Verb.VOLUMES).failed()).isFalse();
        assertThat(volumes()).hasSize(2).contains(before);
    }

    @Test
    public void anUploadIntoTheImageOfAnotherIsRefusedAndRemovesNothingOfIt() throws Exception {
        Inside target = clouds.target.inside();
        String other = target.id("image", "/v2/images", "images", "cirros");
        answer(clouds.target.faults().on("POST", "/v2/images"), WireJson.object("id", other, "status", "queued"));

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).isTrue();
        assertThat(ids(target.list("image", "/v2/images", "images"))).contains(other);
        assertThat(clouds.move(Verb.IMAGES).failed()).isFalse();
        assertThat(target.list("image", "/v2/images", "images"))
                .allMatch(image -> image.path("status").asText().equals("active"));
    }

    private void answerSnapshot(String id) {
        answer(
                clouds.source.faults().on("POST", "/v2.1/servers/*/action").about("createImage"),
                WireJson.object("image_id", id));
    }

    private static void answer(Fault fault, ObjectNode wrong) {
        fault.times(1)
                .answersInstead(right -> Answer.text(right.status(), "application/json", Objects.toString(wrong)));
    }

    private void assertRunsOnTheSource() {
        clouds.source.skip(Duration.ofMinutes(1));
        assertThat(clouds.source.inside().servers())
                .filteredOn(server -> server.path("name").asText().equals("db-1"))
                .extracting(server -> server.path("status").asText())
                .as(String.join("\n", clouds.lines))
                .containsExactly("ACTIVE");
    }

    private List<JsonNode> snapshots() {
        return clouds.source.inside().list("image", "/v2/images?pumphouse=snapshot", "images");
    }

    private List<JsonNode> volumes() {
        EmbeddedCloud cloud = clouds.target;
        String path = "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1";
        return cloud.inside().list("volume", path, "volumes");
    }

    private static List<String> ids(List<JsonNode> objects) {
        return objects.stream().map(object -> object.path("id").asText()).toList();
    }
}
