package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A copy that has run for long has data that is nowhere else: no run removes it, whatever became of its snapshot. */
public class UsedCopyTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String copy;

    @Before
    public void aCopyThatRunsForYearsAndDoesNotCountAsMoved() throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_target")
                .status(503);
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.faults().clear();
        copy = named(clouds.target).path("id").asText();
        clouds.target.faults().on("GET", "/v2.1/servers/detail").answersInstead(UsedCopyTest::launchedLongAgo);
    }

    @Test
    public void oneWhoseSnapshotIsGoneStays() throws Exception {
        removeSnapshot();

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThat(refused.message())
                .contains("the snapshot that its copy was made of is gone, and its copy " + copy + " on new was used")
                .contains("it was up from 2024-02-03T04:05:06Z on. Nothing was removed")
                .contains("openstack server set --property pumphouse_target=new/" + copy + " ");
        assertThat(named(clouds.target).path("id").asText()).isEqualTo(copy);
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    public void oneCountsAsMovedWhenAPersonHasSaidSo() throws Exception {
        removeSnapshot();
        String id = named(clouds.source).path("id").asText();
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + id + "/metadata",
                        WireJson.object("metadata", WireJson.object("pumphouse_target", "new/" + copy)));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isNotEqualTo(End.FAILED);
        assertThat(named(clouds.target).path("id").asText()).isEqualTo(copy);
    }

    @Test
    public void oneWhoseSourceWasStartedForAMomentStays() throws Exception {
        clouds.source.skip(Duration.ofSeconds(10));
        act(clouds.source, "os-start");
        act(clouds.source, "os-stop");

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThat(refused.message()).contains("was started on old after its content was taken, and its copy " + copy);
        assertThat(named(clouds.target).path("id").asText()).isEqualTo(copy);
    }

    @Test
    public void alsoWhereNovaOnceSaysThatItHasNoHistory() throws Exception {
        removeSnapshot();
        clouds.target
                .faults()
                .on("GET", "/v2.1/servers/" + copy + "/os-instance-actions")
                .status(404)
                .times(1);

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).as(refused.message()).isEqualTo(End.FAILED);
        assertThat(named(clouds.target).path("id").asText()).isEqualTo(copy);
    }

    @Test
    public void oneThatIsBrokenNowStays() throws Exception {
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + copy + "/action",
                        WireJson.object("os-resetState", WireJson.object("state", "error")));

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThat(refused.message()).contains("that somebody has used: it was up from 2024-02-03T04:05:06Z on");
        assertThat(named(clouds.target).path("id").asText()).isEqualTo(copy);
    }

    private void removeSnapshot() {
        JsonNode snapshot = clouds.source.inside().named("image", "/v2/images", "images", "pumphouse db-1");
        clouds.source
                .inside()
                .delete("image", "/v2/images/" + snapshot.path("id").asText());
    }

    private static void act(EmbeddedCloud cloud, String action) {
        String path = "/v2.1/servers/" + named(cloud).path("id").asText() + "/action";
        cloud.inside().post("compute", path, WireJson.object(action, null));
        cloud.skip(Duration.ofSeconds(10));
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return cloud.inside().server("db-1");
    }

    private static Answer launchedLongAgo(Answer answer) {
        return answer.replacing("(launched_at\" ?: ?\")[^\"]+", "$12024-02-03T04:05:06.000000");
    }
}
