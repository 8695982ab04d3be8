package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** The snapshot of a moved server on the source goes with it, unless it may be of use to somebody else. */
public class SnapshotCleanupTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRunThatEndedBeforeTheSnapshotWasDeletedIsFinishedByTheNext() throws Exception {
        for (Selection selection : List.of(server("db-1"), DEMO, CleanupTest.onHost("compute-1"))) {
            clouds.source.faults().on("DELETE", "/v2/images/*").status(500);
            String name = selection.instances().isEmpty() ? selection.host() == null ? "web-2" : "web-1" : "db-1";
            clouds.move(Verb.INSTANCES, server(name));
            Report first = clouds.move(Verb.CLEANUP, server(name));
            assertThat(outcome(first, "server", name).message())
                    .contains("the server is gone, but its snapshot could not be deleted");
            assertThat(first.failed()).isTrue();
            clouds.source.faults().clear();

            Report next = clouds.move(Verb.CLEANUP, selection);

            assertThat(ended(next, End.DELETED)).as(next.outcomes().toString()).containsExactly("server " + name);
            assertThat(CleanupTest.snapshots(clouds)).isEmpty();
            assertThat(clouds.move(Verb.CLEANUP, selection).cost().writes()).isZero();
        }
    }

    @Test
    public void theSnapshotThatIsLeftOfAServerStaysWhenItMayBeAllThatThereIs() throws Exception {
        clouds.source.faults().on("DELETE", "/v2/images/*").status(500);
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.move(Verb.CLEANUP, server("db-1"));
        clouds.source.faults().clear();
        clouds.target
                .inside()
                .delete(
                        "compute",
                        "/v2.1/servers/"
                                + clouds.target
                                        .inside()
                                        .servers()
                                        .get(0)
                                        .path("id")
                                        .asText());
        clouds.target.skip(Duration.ofSeconds(5));

        Report next = clouds.move(Verb.CLEANUP, DEMO);

        assertThat(outcome(next, "server", "db-1").message())
                .contains("is gone from old, but its snapshot stays", "this may be the only copy");
        assertThat(next.cost().writes()).isZero();
        assertThat(CleanupTest.snapshots(clouds)).hasSize(1);
    }

    @Test
    public void aSnapshotThatIsProtectedStays() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String snapshot = CleanupTest.snapshots(clouds).get(0).path("id").asText();
        clouds.source.inside().patch("image", "/v2/images/" + snapshot, WireJson.value("""
            [{"op": "replace", "path": "/protected", "value": true}]\
            """));

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message())
                .contains("snapshot " + snapshot + " stays: is protected");
        assertThat(CleanupTest.names(clouds.source)).doesNotContain("db-1");
        Report second = clouds.move(Verb.CLEANUP, DEMO);
        assertThat(second.cost().writes()).isZero();
        assertThat(outcome(second, "server", "db-1").message())
                .isEqualTo("is gone from old, but its snapshot stays: is protected");
    }

    /** Nova itself offers it to the server's project, as an administrator of another one has taken it. */
    @Test
    public void aSnapshotThatIsOfferedToTheServersProjectGoesAndOneThatSomebodySharedStays() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String snapshot = CleanupTest.snapshots(clouds).get(0).path("id").asText();
        String members = "/v2/images/" + snapshot + "/members";
        assertThat(clouds.source.inside().list("image", members, "members")).hasSize(1);
        clouds.source.inside().post("image", members, WireJson.json("""
            {"member": "4d7c1f0e5a2b4c9d8e3f6a1b2c3d4e5f"}\
            """));

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message())
                .contains("snapshot " + snapshot + " stays: is shared with other projects");
        assertThat(CleanupTest.names(clouds.source)).doesNotContain("db-1");
    }

    @Test
    public void aSnapshotThatAnotherServerWasBootedFromStays() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String snapshot = CleanupTest.snapshots(clouds).get(0).path("id").asText();
        String flavor = clouds.source.inside().id("compute", "/v2.1/flavors", "flavors", "demo.small");
        clouds.source.inside().post("compute", "/v2.1/servers", WireJson.json("""
            {"server": {"name": "db-1-again", "flavorRef": "%s", "imageRef": "%s", "networks": "none"}}\
            """.formatted(flavor, snapshot)));

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message()).contains("stays: is the image of server db-1-again (");
        assertThat(CleanupTest.snapshots(clouds)).hasSize(1);
    }

    @Test
    public void aSnapshotThatGlanceHoldsForAnotherStays() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.faults().on("DELETE", "/v2/images/*").status(409);

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(ended(report, End.DELETED)).containsExactly("server db-1");
        assertThat(outcome(report, "server", "db-1").message()).contains("stays: ");
    }
}
