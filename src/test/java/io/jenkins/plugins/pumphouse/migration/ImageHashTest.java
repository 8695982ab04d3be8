package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;

/** Glances that hash their images in another way (its option {@code hashing_algorithm}), or not at all. */
public class ImageHashTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aTargetThatHashesInAnotherWayHasTheSameImage() throws Exception {
        onTarget(image -> image.put("os_hash_algo", "sha256")
                .put("os_hash_value", image.path("os_hash_value").asText().substring(0, 64)));

        Report first = clouds.move(Verb.IMAGES);
        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        Report second = clouds.move(Verb.IMAGES);

        assertThat(second.changed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO, "image").found()).isFalse();
    }

    @Test
    public void whatArrivesOtherwiseThereIsFoundByItsMd5() throws Exception {
        onTarget(image -> image.put("os_hash_algo", "sha256")
                .put("os_hash_value", image.path("os_hash_value").asText().substring(0, 64))
                .put("checksum", "0".repeat(32)));

        Report first = clouds.move(Verb.IMAGES);

        assertThat(outcome(first, "image", "debian-demo").end()).isEqualTo(End.FAILED);
        assertThat(outcome(first, "image", "debian-demo").message()).contains("has another size or hash than");
    }

    @Test
    public void anotherImageOfThatNameIsAConflictAlsoWhereNoHashIsOfTheSameKind() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").image("debian-demo", 3 << 20, Json.object());
        onTarget(image -> image.putNull("os_hash_algo").putNull("os_hash_value").putNull("checksum"));

        Report plan = clouds.plan(Verb.IMAGES, TwoClouds.DEMO);

        assertThat(outcome(plan, "image", "debian-demo").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "image", "debian-demo").message()).contains("content: ", "without a hash");
    }

    @Test
    public void anImageOfNoBytesComes() throws Exception {
        clouds.source.project("demo").image("empty", 0);

        Report first = clouds.move(Verb.IMAGES);

        assertThat(outcome(first, "image", "empty").end())
                .as(first.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    private void onTarget(Consumer<ObjectNode> otherwise) {
        for (String path : new String[] {"/v2/images", "/v2/images/*"}) {
            clouds.target.faults().on("GET", path).answersInstead(answer -> reshaped(answer, otherwise));
        }
    }

    private static Answer reshaped(Answer answer, Consumer<ObjectNode> otherwise) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer.body().open());
            json.findParents("os_hash_value").stream()
                    .filter(image -> image.hasNonNull("os_hash_value"))
                    .forEach(image -> otherwise.accept((ObjectNode) image));
            return Answer.ok(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
