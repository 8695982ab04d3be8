package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.DiskFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * What an owner makes of a migrated object gets its marks from the cloud: Nova's snapshots, Cinder's images and
 * restored backups. It is the owner's all the same.
 */
public class InheritedMarkTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aSnapshotThatTheOwnerHasTakenOfACopyStaysWhenTheServerIsTakenBack() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String backup = snapshot("db-1", "backup before upgrade");
        assertThat(image(backup).has("pumphouse_source")).isTrue();

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(names()).contains("backup before upgrade").doesNotContain("db-1 disk, migrated");
    }

    @Test
    public void aSnapshotOfACopyThatIsGoneIsNeitherRemovedNorTakenForTheContent() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String copy = copy("db-1");
        ServerFixture.writes(clouds.target, copy, "written on the target");
        String backup = snapshot("db-1", "backup before upgrade");
        clouds.target.inside().delete("compute", "/v2.1/servers/" + copy);
        clouds.target.skip(Duration.ofSeconds(5));

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(names()).contains("backup before upgrade");
        assertThat(clouds.target.inside().servers())
                .as(again.message())
                .noneMatch(one -> one.path("image").path("id").asText().equals(backup));
    }

    @Test
    public void anImageOfTheRootVolumeOfACopyStaysWhenTheServerIsTakenBack() throws Exception {
        clouds.asVolumes().move(Verb.INSTANCES, server("db-1"));
        String volume = volumes(clouds.target).get(0).path("id").asText();
        JsonNode properties = volumes(clouds.target).get(0).path("volume_image_metadata");
        assertThat(properties.has("pumphouse_source")).isTrue();
        ObjectNode backup = WireJson.object(
                "name",
                "backup of " + volume,
                "disk_format",
                "raw",
                "container_format",
                "bare",
                "visibility",
                "private");
        properties.properties().stream()
                .filter(item -> item.getKey().startsWith("pumphouse"))
                .forEach(item -> backup.set(item.getKey(), item.getValue()));
        clouds.target.inside().post("image", "/v2/images", backup);

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(names()).contains("backup of " + volume);
    }

    @Test
    public void aSnapshotOfAServerThatWasBootedFromAMigratedImageIsNotTakenForThatImage() throws Exception {
        clouds.source.project("demo").image("own-os", 1024);
        clouds.move(Verb.IMAGES, TwoClouds.ALL);
        String original = named("own-os").path("id").asText();
        clouds.move(Verb.FLAVORS, TwoClouds.ALL);
        clouds.move(Verb.NETWORKS);
        clouds.target
                .project("demo")
                .server("its-own")
                .image("own-os")
                .flavor("m1.tiny")
                .nic("demo-net", null, null)
                .boot();
        String backup = snapshot("its-own", "my backup");
        assertThat(image(backup).path("pumphouse_source").asText()).startsWith("old/");
        JsonNode before = image(backup);

        Outcome known = outcome(clouds.move(Verb.IMAGES, TwoClouds.ALL), "image", "own-os");
        assertThat(known.end()).as(known.message()).isEqualTo(End.REUSED);
        clouds.target.inside().delete("compute", "/v2.1/servers/" + copy("its-own"));
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.target.inside().delete("image", "/v2/images/" + original);
        Outcome again = outcome(clouds.move(Verb.IMAGES, TwoClouds.ALL), "image", "own-os");

        assertThat(again.end()).as(again.message()).isEqualTo(End.CREATED);
        assertThat(image(backup)).isEqualTo(before);
    }

    @Test
    public void aVolumeThatWasRestoredFromABackupOfACopyStaysWhenTheServerIsTakenBack() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data-1", 1, "rows").make();
        DiskFixture.boot(clouds.source, "files", List.of(data));
        clouds.move(Verb.INSTANCES, server("files"));
        JsonNode copied = volumes(clouds.target).get(0);
        String restored = new VolumeFixture(clouds.target, "demo", "restored", 1, "rows of last night")
                .set("metadata", copied.path("metadata"))
                .make();

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("files")), "server", "files");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.target))
                .singleElement()
                .satisfies(volume -> assertThat(volume.path("id").asText()).isEqualTo(restored));
    }

    private String snapshot(String server, String name) {
        String image = clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + copy(server) + "/action",
                        WireJson.object("createImage", WireJson.object("name", name)))
                .path("image_id")
                .asText();
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.target.skip(Duration.ofSeconds(5)); // queued, then saving
        return image.isEmpty() ? named(name).path("id").asText() : image;
    }

    private String copy(String name) {
        return clouds.target.inside().server(name).path("id").asText();
    }

    private JsonNode named(String name) {
        return clouds.target.inside().named("image", "/v2/images", "images", name);
    }

    private JsonNode image(String id) {
        return clouds.target.inside().get("image", "/v2/images/" + id);
    }

    private List<String> names() {
        return TwoClouds.names(clouds.target.inside().list("image", "/v2/images", "images"));
    }
}
