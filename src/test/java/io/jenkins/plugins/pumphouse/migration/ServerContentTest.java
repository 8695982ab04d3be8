package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * A server's content comes with all that its image says of it: without that, a guest of UEFI, IDE or its own kernel
 * does not boot.
 */
public class ServerContentTest {
    private static final int MEBIBYTE = 1 << 20;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theContentImageHasAllPropertiesOfTheSnapshot() throws Exception {
        bootFrom(json("{'hw_firmware_type': 'uefi', 'hw_disk_bus': 'ide', 'hw_machine_type': 'q35', 'os_type':"
                + " 'windows', 'x_ours': 'é'}"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("guest")), "server", "guest");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode content = content();
        assertThat(content.path("hw_firmware_type").asText()).isEqualTo("uefi");
        assertThat(content.path("hw_disk_bus").asText()).isEqualTo("ide");
        assertThat(content.path("hw_machine_type").asText()).isEqualTo("q35");
        assertThat(content.path("os_type").asText()).isEqualTo("windows");
        assertThat(content.path("x_ours").asText()).isEqualTo("é");
        assertThat(content.has("instance_uuid") || content.has("base_image_ref"))
                .as("ids of the source mean nothing there")
                .isFalse();
    }

    @Test
    public void aKernelAndARamdiskComeAlongAndAreNamedByTheirNewIds() throws Exception {
        clouds.source.project("demo").image("kernel", 4096).image("ramdisk", 4096);
        bootFrom(json("{'kernel_id': '" + image(clouds.source, "kernel") + "', 'ramdisk_id': '"
                + image(clouds.source, "ramdisk") + "'}"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("guest")), "server", "guest");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(content().path("kernel_id").asText()).isEqualTo(image(clouds.target, "kernel"));
        assertThat(content().path("ramdisk_id").asText()).isEqualTo(image(clouds.target, "ramdisk"));
    }

    @Test
    public void theCleanUpKeepsAServerWhoseContentImageLacksAProperty() throws Exception {
        bootFrom(json("{'hw_firmware_type': 'uefi'}"));
        clouds.move(Verb.INSTANCES, server("guest"));
        clouds.target
                .inside()
                .patch(
                        "image",
                        "/v2/images/" + content().path("id").asText(),
                        value("[{'op': 'remove', 'path': '/hw_firmware_type'}]"));

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("guest")), "server", "guest");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).isEqualTo("its image property hw_firmware_type is uefi on old, nothing on new");
    }

    @Test
    public void contentThatArrivedBrokenAndCouldNotBeRemovedIsNotBootedByTheNextRun() throws Exception {
        bootFrom(json("{}"));
        String id = named("guest").path("id").asText();
        clouds.source.inside().post("compute", "/v2.1/servers/" + id + "/action", json("{'os-stop': null}"));
        clouds.source.skip(Duration.ofSeconds(10));
        breakContent();
        clouds.target.faults().on("DELETE", "/v2/images/*").status(503).times(8);

        Outcome first = outcome(clouds.move(Verb.INSTANCES, server("guest")), "server", "guest");
        Outcome second = outcome(clouds.move(Verb.INSTANCES, server("guest")), "server", "guest");

        assertThat(first.end()).isEqualTo(End.FAILED);
        assertThat(second.end()).as(second.message()).isEqualTo(End.FAILED);
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(metadata("guest").has("pumphouse_target")).isFalse();
    }

    @Test
    public void contentThatAnUndoCouldNotRemoveIsRemovedByTheNextRun() throws Exception {
        bootFrom(json("{}"));
        clouds.target.behaviour().bootsFail("guest", "No valid host was found.");
        clouds.source.faults().on("DELETE", "/v2/images/*").times(1).answersInstead(answer -> {
            clouds.target.faults().on("GET", "/v2.1/servers/detail").status(403);
            return answer;
        });
        clouds.move(Verb.INSTANCES, server("guest"));
        clouds.target.faults().clear();
        assertThat(contents()).as("the undo could not see whether it is in use").hasSize(1);

        clouds.move(Verb.INSTANCES, server("guest"));

        assertThat(contents()).as("of both tries").isEmpty();
    }

    private List<JsonNode> contents() {
        return clouds.target.inside().list("image", "/v2/images", "images").stream()
                .filter(image -> image.path("name").asText().endsWith(" disk, migrated"))
                .toList();
    }

    @Test
    public void aServerWhoseContentHasAnotherHashOnTheTargetDoesNotCountAsMoved() throws Exception {
        bootFrom(json("{}"));
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                breakContent();
            }
        });

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("guest")), "server", "guest");

        assertThat(moved.end()).isEqualTo(End.FAILED);
        assertThat(moved.message()).contains("does not count as moved", "disks: os_hash_value ");
        assertThat(metadata("guest").has("pumphouse_target")).isFalse();
    }

    /** From now on the target's Glance says of all that was migrated that its content is another. */
    private void breakContent() {
        clouds.target.faults().on("GET", "/v2/images").answersInstead(ServerContentTest::broken);
        clouds.target.faults().on("GET", "/v2/images/*").answersInstead(ServerContentTest::broken);
    }

    private static Answer broken(Answer answer) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer.body().open());
            json.findParents("pumphouse_source").forEach(image -> ((ObjectNode) image).put("os_hash_value", "00"));
            return Answer.of(answer.status(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode metadata(String name) {
        return named(name).path("metadata");
    }

    private JsonNode named(String name) {
        return clouds.source.inside().server(name);
    }

    @Test
    public void aNameAtTheLimitStillFitsOntoTheSnapshotAndTheContentImage() throws Exception {
        String name = "n".repeat(255);
        clouds.source
                .project("demo")
                .server(name)
                .image("cirros")
                .flavor("m1.tiny")
                .owner("alice", null)
                .boot();

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    private void bootFrom(JsonNode properties) {
        clouds.source
                .project("demo")
                .image("special", MEBIBYTE, (ObjectNode) properties)
                .server("guest")
                .image("special")
                .flavor("m1.tiny")
                .owner("alice", null)
                .boot();
    }

    private JsonNode content() {
        String id =
                clouds.target.inside().servers().get(0).path("image").path("id").asText();
        return clouds.target.inside().get("image", "/v2/images/" + id);
    }

    private static String image(EmbeddedCloud cloud, String name) {
        return cloud.inside().id("image", "/v2/images", "images", name);
    }
}
