package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** A lock that the owner sets or removes while his server is moved, or later, is his whatever the migration does. */
public class OwnersLockTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void oneThatIsSetDuringTheCopyComesAlongAndStaysWhenTheServerIsTakenBack() throws Exception {
        clouds.target.faults().on("POST", "/v2.1/servers").times(1).answersInstead(answer -> {
            bob(clouds.source, "lock");
            return answer;
        });

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("lock kept");
        assertThat(named(clouds.target).path("locked").asBoolean()).isTrue();
        assertTakenBackLocked();
        bob(clouds.source, "unlock");
        assertThat(named(clouds.source).path("locked").asBoolean()).isFalse();
    }

    @Test
    public void oneOfAServerWhoseVolumesAreAdoptedComesAlongAndStaysWhenThatIsUndone() throws Exception {
        AdoptedServerFixture files = new AdoptedServerFixture(clouds).boot("lock");
        clouds.target.behaviour().bootsFail(AdoptedServerFixture.SERVER, "No valid host was found.");

        clouds.move(Verb.INSTANCES, server(AdoptedServerFixture.SERVER));

        assertThat(files.onSource().path("status").asText()).isEqualTo("ACTIVE");
        assertThat(files.onSource().path("locked").asBoolean()).isTrue();
        assertThat(AdoptedServerFixture.notes(files.onSource())).isEmpty();
        assertThat(files.contents()).containsExactly("old data-1 one", "old data-2 two");
        clouds.target.behaviour().healed();

        Outcome moved = outcome(
                clouds.move(Verb.INSTANCES, server(AdoptedServerFixture.SERVER)),
                "server",
                AdoptedServerFixture.SERVER);

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(files.onTarget().path("locked").asBoolean()).isTrue();
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
    }

    @Test
    public void aServerThatAnotherControllerTakesBackSinceThePlanIsNotLockedAgain() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String path = "/v2.1/servers/" + named(clouds.source).path("id").asText();
        clouds.source.inside().post("compute", path + "/action", WireJson.object("unlock", null));
        clouds.source.faults().on("GET", "/v2.1/servers/detail").times(1).answersInstead(answer -> {
            clouds.source
                    .inside()
                    .post(
                            "compute",
                            path + "/metadata",
                            WireJson.object(
                                    "metadata", WireJson.object("pumphouse_rollback", "2031-04-01T22:10:05Z ACTIVE")));
            return answer;
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("is taken back since the plan was made");
        assertThat(named(clouds.source).path("locked").asBoolean()).isFalse();
    }

    @Test
    public void oneThatIsSetRightBeforeTheMigrationsStaysWhenTheServerIsTakenBack() throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_lock")
                .times(1)
                .answersInstead(answer -> {
                    bob(clouds.source, "lock");
                    return answer;
                });

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(clouds.lines).anyMatch(line -> line.contains("was locked by its owner on old at the same moment"));
        assertTakenBackLocked();
    }

    @Test
    public void oneThatIsSetWhereTheMigrationsFailedStaysWhenTheServerIsTakenBack() throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("lock")
                .status(404);
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.faults().clear();
        bob(clouds.source, "lock");

        assertTakenBackLocked();
    }

    @Test
    public void oneThatIsRemovedAfterTheMoveLetsTheCleanUpDeleteTheServer() throws Exception {
        bob(clouds.source, "lock");
        clouds.move(Verb.INSTANCES, server("db-1"));
        bob(clouds.source, "unlock");

        Outcome deleted = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void oneThatIsRemovedAfterTheMoveIsReplacedByTheMigrationsInTheNextRun() throws Exception {
        bob(clouds.source, "lock");
        clouds.move(Verb.INSTANCES, server("db-1"));
        bob(clouds.source, "unlock");

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(again.message()).contains("locked again on old");
        assertThat(named(clouds.source).path("locked_reason").asText()).contains("by Pumphouse");
        clouds.move(Verb.ROLLBACK, server("db-1"));
        assertThat(named(clouds.source).path("locked").asBoolean()).isFalse();
    }

    @Test
    public void oneOfTheCopyThatIsSetAfterThePlanOfARollbackStaysWhenTheCopyHasToRunAgain() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_rollback")
                .answersInstead(answer -> {
                    bob(clouds.target, "lock");
                    return answer;
                });
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-start")
                .status(403);

        clouds.move(Verb.ROLLBACK, server("db-1"));

        assertThat(named(clouds.target).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(named(clouds.target).path("locked").asBoolean()).isTrue();
    }

    private void assertTakenBackLocked() throws InterruptedException {
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(named(clouds.source).path("locked").asBoolean()).isTrue();
        assertThat(named(clouds.source).path("metadata").toString()).doesNotContain("pumphouse");
    }

    private static void bob(EmbeddedCloud cloud, String action) {
        act(cloud, "bob", action);
    }

    private static void act(EmbeddedCloud cloud, String user, String action) {
        String path = "/v2.1/servers/" + named(cloud).path("id").asText() + "/action";
        cloud.inside(user, "demo").post("compute", path, WireJson.object(action, null));
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return cloud.inside().server("db-1");
    }
}
