package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import org.junit.Rule;
import org.junit.Test;

/** A Glance before Ocata: an image of visibility "private" may have members. */
public class OldGlanceTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void aPrivateImageKeepsItsMembersAndIsCalledSharedOnTheTarget() throws Exception {
        share("debian-demo");
        clouds.move(Verb.TENANTS, Selection.ALL);

        Outcome moved = outcome(clouds.move(Verb.IMAGES), "image", "debian-demo");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode copy = clouds.target.inside().named("image", "/v2/images", "images", "debian-demo");
        assertThat(copy.path("visibility").asText()).isEqualTo("shared");
        assertThat(clouds.target
                        .inside()
                        .list("image", "/v2/images/" + copy.path("id").asText() + "/members", "members"))
                .extracting(member -> member.path("member_id").asText())
                .containsExactly(project(clouds.target, "shop"));
        assertThat(outcome(clouds.move(Verb.IMAGES), "image", "debian-demo").end())
                .isEqualTo(End.REUSED);
    }

    @Test
    public void aSnapshotThatIsSharedWithAnotherProjectStaysWhenItsServerGoes() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String snapshot = clouds.source.inside().id("image", "/v2/images", "images", "pumphouse db-1");
        ObjectNode member = new ObjectMapper().createObjectNode().put("member", project(clouds.source, "shop"));
        clouds.source.inside().post("image", "/v2/images/" + snapshot + "/members", member);

        Outcome deleted = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(deleted.message()).contains("snapshot " + snapshot + " stays: is shared with other projects");
        assertThat(clouds.source
                        .inside()
                        .get("image", "/v2/images/" + snapshot)
                        .path("status")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    public void aSnapshotWhoseIdIsNotToldIsFoundByWhatItSaysOfItself() throws Exception {
        snapshot().answersInstead(answer -> Answer.text(202, "application/json", ""));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(clouds.source.inside().list("image", "/v2/images", "images"))
                .filteredOn(image -> image.has("pumphouse_snapshot_of"))
                .hasSize(1);
    }

    @Test
    public void aSnapshotWhoseIdIsNotToldAndThatIsNotThereFailsInWordsAndTheServerRunsAgain() throws Exception {
        snapshot().status(202).body("{}");

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("did not say which image the snapshot of server db-1 becomes");
        assertThat(clouds.lines).contains("  db-1 runs on old again");
    }

    private Fault snapshot() {
        return clouds.source
                .faults()
                .on("POST", "/v2/*/servers/*/action")
                .about("createImage")
                .times(1);
    }

    private void share(String name) {
        String image = clouds.source.inside().id("image", "/v2/images", "images", name);
        ObjectNode member = new ObjectMapper().createObjectNode().put("member", project(clouds.source, "shop"));
        clouds.source.inside().post("image", "/v2/images/" + image + "/members", member);
    }

    private static String project(EmbeddedCloud cloud, String name) {
        return cloud.inside().id("identity", "/v3/projects", "projects", name);
    }
}
