package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** The end of moved servers on the source: whole, continued, and how little of it there is the second time. */
public class CleanupTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aMovedServerGoesWithItsSnapshotAndLivesOnOnTheTarget() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        JsonNode copy = clouds.target.inside().servers().get(0);

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(report.summary()).isEqualTo("1 deleted");
        assertThat(report.changed()).isTrue();
        Outcome deleted = outcome(report, "server", "db-1");
        assertThat(deleted.message())
                .contains(
                        "is " + copy.path("id").asText() + " on new",
                        "snapshot deleted, ",
                        "port 10.2.0.13 stays on old");
        assertThat(deleted.target()).isEqualTo(copy.path("id").asText());
        assertThat(names(clouds.source)).containsExactlyInAnyOrder("web-1", "web-2", "web-1");
        assertThat(snapshots(clouds)).isEmpty();
        assertThat(clouds.target.inside().servers()).containsExactly(copy);
        assertThat(clouds.lines).anySatisfy(line -> assertThat(line).startsWith("d  server           db-1"));
    }

    @Test
    public void nothingIsWrittenToTheTargetAndOfTheSourceNothingElseIsTouched() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.journal().clear();
        clouds.target.journal().clear();

        clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(clouds.target.journal().writes()).isEmpty();
        assertThat(clouds.source.journal().writes())
                .extracting(write -> write.method() + " " + write.path().replaceAll("/[0-9a-f-]{36}", "/*"))
                .containsExactly(
                        "POST /v2.1/servers/*/metadata", // for other controllers
                        "PATCH /v2/images/*",
                        "DELETE /v2.1/servers/*",
                        "DELETE /v2/images/*");
    }

    @Test
    public void aSecondRunWritesNothingHoweverTheServerIsNamed() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String id = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                .source();

        for (Selection selection : List.of(DEMO, onHost("compute-1"), server("db-1"), server(id))) {
            Report second = clouds.move(Verb.CLEANUP, selection);

            assertThat(second.changed()).as(second.outcomes().toString()).isFalse();
            assertThat(second.cost().writes()).isZero();
        }
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .isEqualTo("is gone from old already");
        assertThatThrownBy(() -> clouds.move(Verb.CLEANUP, server("db-7")))
                .hasMessageContaining("No server \"db-7\" in old");
    }

    @Test
    public void aMoveAfterTheCleanUpChangesNothing() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.move(Verb.CLEANUP, server("db-1"));

        Report again = clouds.plan(Verb.INSTANCES, DEMO);

        assertThat(ended(again, End.CREATED))
                .contains("server web-1", "server web-2")
                .doesNotContain("server db-1");
    }

    @Test
    public void aDryRunSaysWhatWouldGoAndWhatStandsAgainstTheRest() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        Report report = clouds.plan(Verb.CLEANUP, DEMO);

        assertThat(report.cost().writes()).isZero();
        assertThat(report.summary()).isEqualTo("1 to delete, 2 to skip");
        assertThat(outcome(report, "server", "web-1").message())
                .isEqualTo("has not been moved: run pumpInstances first");
        assertThat(names(clouds.source)).contains("db-1");
    }

    @Test
    public void toSelectNothingDoesNotMeanEverything() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThatThrownBy(() -> clouds.move(Verb.CLEANUP, Selection.ALL))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("host, tenant or instances");

        assertThat(names(clouds.source)).contains("db-1");
    }

    @Test
    public void aServerThatIsNamedIsKeptOnAnotherHost() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        Report report = clouds.move(Verb.CLEANUP, new Selection("demo", null, List.of("db-1"), "compute-2"));

        assertThat(outcome(report, "server", "db-1").message()).isEqualTo("is on compute-1, not on compute-2");
        assertThat(names(clouds.source)).contains("db-1");
    }

    @Test
    public void ofAHostOnlyWhatWasMovedGoes() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        Report report = clouds.move(Verb.CLEANUP, onHost("compute-1"));

        assertThat(ended(report, End.DELETED)).containsExactly("server db-1");
        assertThat(ended(report, End.SKIPPED)).containsExactly("server web-1");
    }

    @Test
    public void anAbortWhileNovaDeletesIsTakenUpByTheNextRun() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.journal().clear(); // a move deletes its own claim
        Thread runner = Thread.currentThread();
        clouds.source.behaviour().power(Duration.ofHours(1));
        clouds.source.faults().on("GET", "/v2.1/servers/detail").answersInstead(answer -> {
            boolean waits = clouds.source.journal().writes().stream()
                    .anyMatch(write -> write.method().equals("DELETE"));
            if (waits) { // the first look after the request, so that its answer has come
                runner.interrupt();
            }
            return answer;
        });
        assertThat(clouds.move(Verb.CLEANUP, server("db-1")).interrupted()).isTrue();
        clouds.source.faults().clear();
        Thread.interrupted(); // taken, so that the next run has none
        clouds.source.journal().clear();
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                clouds.source.skip(Duration.ofHours(1));
            }
        });

        Report next = clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(ended(next, End.DELETED)).as(next.outcomes().toString()).containsExactly("server db-1");
        assertThat(clouds.source.journal().writes())
                .extracting(write -> write.method())
                .containsExactly("DELETE"); // of the snapshot
        assertThat(snapshots(clouds)).isEmpty();
    }

    @Test
    public void alsoWhereNovaWillKeepTheServerForAWhile() throws Exception {
        clouds.source.behaviour().deletedServersKept();
        anAbortWhileNovaDeletesIsTakenUpByTheNextRun();
    }

    @Test
    public void aDeletionWhoseAnswerWasLostIsDoneOnce() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.faults().on("DELETE", "/v2.1/servers/*").resetAfterwards().times(1);
        clouds.move(Verb.CLEANUP, server("db-1"));

        Report next = clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(names(clouds.source)).doesNotContain("db-1");
        assertThat(snapshots(clouds)).isEmpty();
    }

    @Test
    public void aDeletionThatNovaRefusesIsAFailure() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.faults().on("DELETE", "/v2.1/servers/*").status(403);

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        assertThat(ended(report, End.FAILED)).containsExactly("server db-1");
        assertThat(snapshots(clouds)).hasSize(1);
    }

    @Test
    public void aServerThatSomebodyDeletedIsGoneEvenWhileNovaKeepsItForAWhile() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String id = named(clouds.source, "db-1");
        clouds.source.machines().softDelete(id);

        Report report = clouds.move(Verb.CLEANUP, server(id));

        assertThat(outcome(report, "server", "db-1").message()).isEqualTo("is gone from old already");
        assertThat(report.cost().writes()).isZero();
    }

    @Test
    public void aDeletionThatEndsInErrorIsAFailureThatSaysWhereToLookAndKeepsTheSnapshot() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.journal().clear(); // a move deletes its own claim
        String id = named(clouds.source, "db-1");
        clouds.source.behaviour().power(Duration.ofHours(1));
        Thread nova = new Thread(() -> {
            while (clouds.source.journal().writes().stream()
                    .noneMatch(write -> write.method().equals("DELETE"))) {
                Thread.onSpinWait();
            }
            clouds.source
                    .inside()
                    .post(
                            "compute",
                            "/v2.1/servers/" + id + "/action",
                            json("""
                                {"os-resetState": {"state": "error"}}\
                                """)); // as nova-compute does when its driver fails
        });
        nova.start();

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        nova.join();
        assertThat(ended(report, End.FAILED)).containsExactly("server db-1");
        assertThat(outcome(report, "server", "db-1").message())
                .contains(
                        "Server db-1 (" + id + ") could not be deleted on old", "See nova-compute's log on its host.");
        assertThat(snapshots(clouds)).hasSize(1);
    }

    static List<JsonNode> snapshots(TwoClouds clouds) {
        return clouds.source.inside().list("image", "/v2/images?pumphouse=snapshot", "images");
    }

    static String named(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name).path("id").asText();
    }

    static Selection onHost(String host) {
        return new Selection(null, null, List.of(), host);
    }

    static List<String> names(EmbeddedCloud cloud) {
        return TwoClouds.names(cloud.inside().servers());
    }
}
