package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.Rule;
import org.junit.Test;

/**
 * A property, a metadata item or a tag that the target refuses costs itself and not the object: it is made without
 * exactly that, which is named.
 */
public class RefusedPropertyTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anImageComesWithoutThePropertyThatTheTargetProtects() throws Exception {
        clouds.source.project("demo").image("guest", 4096, json("{'x_billing': 'gold', 'os_type': 'linux'}"));
        clouds.target.behaviour().imagePropertyProtected("x_billing");

        Outcome moved = outcome(clouds.move(Verb.IMAGES), "image", "guest");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message())
                .contains("without image property x_billing (new refuses it: ")
                .contains("Attribute 'x_billing' is reserved.")
                .doesNotContain("os_type");
        JsonNode copy = clouds.ofDemo("image", "/v2/images", "images").stream()
                .filter(i -> i.path("name").asText().equals("guest"))
                .findFirst()
                .orElseThrow();
        assertThat(copy.path("os_type").asText()).isEqualTo("linux");
        assertThat(copy.has("x_billing")).isFalse();
        Report again = clouds.move(Verb.IMAGES);
        assertThat(again.cost().writes()).isZero();
        assertThat(outcome(again, "image", "guest").message()).contains("image property x_billing");
    }

    @Test
    public void aPropertyThatTheSchemaOfTheTargetRefusesIsToldInTheFirstPlan() throws Exception {
        clouds.source
                .project("demo")
                .image("guest", 4096, json("{'os_distro': 'cobalt', 'os_type': 'linux'}"))
                .server("guest-1")
                .image("guest")
                .flavor("m1.tiny")
                .owner("alice", null)
                .boot();
        clouds.target.behaviour().imagePropertyOneOf("os_distro", "debian", "ubuntu");
        String refused = "image property os_distro (new refuses cobalt: its schema allows debian, ubuntu)";

        Outcome image = outcome(clouds.plan(Verb.IMAGES, TwoClouds.DEMO), "image", "guest");
        Outcome server = outcome(clouds.plan(Verb.INSTANCES, server("guest-1")), "server", "guest-1");

        assertThat(image.message()).contains(refused).doesNotContain("os_type");
        assertThat(server.message()).contains(refused);
        Outcome moved = outcome(clouds.move(Verb.IMAGES), "image", "guest");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    @Test
    public void anImageOfAFormatThatTheTargetDoesNotTakeIsRedInThePlan() throws Exception {
        clouds.source.project("demo").image("guest", 4096, json("{'disk_format': 'ploop'}"));

        Outcome image = outcome(clouds.plan(Verb.IMAGES, TwoClouds.DEMO), "image", "guest");

        assertThat(image.end()).isEqualTo(End.CONFLICT);
        assertThat(image.message())
                .contains("has the disk_format ploop, which new does not take (its schema allows raw, qcow2, iso");
    }

    @Test
    public void aServerComesWithoutThePropertyOfItsContentThatTheTargetProtects() throws Exception {
        clouds.source
                .project("demo")
                .image("guest", 4096, json("{'x_billing': 'gold', 'hw_disk_bus': 'ide'}"))
                .server("guest-1")
                .image("guest")
                .flavor("m1.tiny")
                .owner("alice", null)
                .boot();
        clouds.target.behaviour().imagePropertyProtected("x_billing");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("guest-1")), "server", "guest-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("without image property x_billing (new refuses it: ");
        assertThat(clouds.move(Verb.INSTANCES, server("guest-1")).cost().writes())
                .isZero();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("guest-1")), "server", "guest-1")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aServerComesWithoutTheMetadataThatTheTargetRefuses() throws Exception {
        metadata("db-1", "{'metadata': {'tier': 'gold'}}");
        clouds.target.behaviour().serverMetadataRefused("tier");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message())
                .contains("without metadata tier (new refuses it: ")
                .contains("down ");
        JsonNode copy = copy("db-1");
        assertThat(copy.path("metadata").has("tier")).isFalse();
        assertThat(copy.path("metadata").path("role").asText()).isNotEmpty();
        Report again = clouds.move(Verb.INSTANCES, server("db-1"));
        assertThat(again.cost().writes()).isZero();
        assertThat(outcome(again, "server", "db-1").message()).contains("metadata tier (the target refuses it)");
    }

    @Test
    public void aNameOfMetadataThatNoNewNovaTakesIsToldInTheFirstPlan() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .answersInstead(answer ->
                        Answer.text(200, "application/json", text(answer).replace("\"backup\":", "\"back/up\":")));

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(planned.message())
                .contains("metadata back/up (new takes letters, digits, blanks and -_:. in its name)");
    }

    private static String text(Answer answer) {
        try (InputStream in = answer.body().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void aBootThatIsRefusedForAnotherReasonSaysThatReason() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers")
                .status(400)
                .body("{\"badRequest\": {\"code\": 400, \"message\": \"Invalid config drive.\"}}");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).isEqualTo(End.FAILED);
        assertThat(moved.message()).contains("Invalid config drive.");
    }

    private void metadata(String server, String body) throws Exception {
        String id = clouds.source.inside().server(server).path("id").asText();
        clouds.source.inside().post("compute", "/v2.1/servers/" + id + "/metadata", json(body));
    }

    private JsonNode copy(String name) {
        return clouds.target.inside().server(name);
    }
}
