package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** A way back that was interrupted is resumed by the next run, and bars a move until then. */
public class InterruptedRollbackTest {
    private static final Duration DELETION = Duration.ofMinutes(5);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anInterruptedRollbackIsResumedByTheNextAndLeavesNothing() throws Exception {
        interruptedWhenItAskedForTheDeletion();
        assertThat(outcome(clouds.plan(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .contains("is being taken back by pumpRollback");
        clouds.target.skip(DELETION);
        clouds.target.behaviour().power(Duration.ZERO);

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(RollbackTest.images(clouds.target)).doesNotContain("db-1 disk, migrated");
        assertThat(RollbackTest.named(clouds.source, "db-1").path("metadata").toString())
                .doesNotContain("pumphouse");
        assertThat(clouds.move(Verb.ROLLBACK, server("db-1")).cost().writes()).isZero();
    }

    @Test
    public void aCopyThatNovaIsStillDeletingIsWaitedFor() throws Exception {
        interruptedWhenItAskedForTheDeletion();

        resumedDuringTheDeletion();

        assertThat(clouds.target.journal().of("DELETE", "/v2.1/servers/*")).isNotEmpty();
    }

    @Test
    public void alsoOneThatNovaWillKeepForAWhile() throws Exception {
        clouds.target.behaviour().deletedServersKept();
        interruptedWhenItAskedForTheDeletion();

        resumedDuringTheDeletion();
    }

    private void resumedDuringTheDeletion() throws Exception {
        clouds.onLine(line -> {
            if (line.endsWith(" is being deleted")) {
                clouds.target.skip(DELETION);
                clouds.target.behaviour().power(Duration.ZERO);
            }
        });

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(clouds.target.inside().list("compute", "/v2.1/servers?all_tenants=1&soft_deleted=True", "servers"))
                .isEmpty();
        assertThat(RollbackTest.images(clouds.target)).doesNotContain("db-1 disk, migrated");
        assertThat(RollbackTest.named(clouds.source, "db-1").path("status").asText())
                .isEqualTo("ACTIVE");
        assertThat(RollbackTest.named(clouds.source, "db-1").path("metadata").toString())
                .doesNotContain("pumphouse");
    }

    private void interruptedWhenItAskedForTheDeletion() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.endsWith(" is off on new")) {
                clouds.target.behaviour().power(DELETION);
            }
        });
        clouds.target.faults().on("DELETE", "/v2.1/servers/*").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.ROLLBACK, server("db-1"));
        Thread.interrupted();
    }

    @Test
    public void aRollbackOfWhichOnlyItsNoteIsLeftIsEndedByTheNextAndBarsAMoveUntilThen() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source
                .faults()
                .on("DELETE", "/v2.1/servers/*/metadata/pumphouse_rollback")
                .status(503);
        clouds.move(Verb.ROLLBACK, server("db-1"));
        clouds.source.faults().clear();
        assertThat(RollbackTest.named(clouds.source, "db-1").path("metadata").toString())
                .contains("pumphouse_rollback")
                .doesNotContain("pumphouse_target");

        Outcome barred = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
        assertThat(barred.end()).isEqualTo(End.CONFLICT);
        assertThat(barred.message()).contains("is being taken back by pumpRollback, which was interrupted: run that");
        assertThat(clouds.target.inside().servers()).isEmpty();

        Outcome ended = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");
        assertThat(ended.end()).as(ended.message()).isEqualTo(End.RESTORED);
        assertThat(RollbackTest.named(clouds.source, "db-1").path("metadata").toString())
                .doesNotContain("pumphouse");
    }

    @Test
    public void aNoteOfARollbackAloneDoesNotCountWhileACopyIsOnTheTarget() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        String id = RollbackTest.named(clouds.source, "db-1").path("id").asText();
        String metadata = "/v2.1/servers/" + id + "/metadata";
        clouds.source
                .inside()
                .post("compute", metadata, WireJson.object("metadata", WireJson.object("pumphouse_rollback", "now")));
        clouds.source.inside().delete("compute", metadata + "/pumphouse_target");

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(kept.end()).isEqualTo(End.CONFLICT);
        assertThat(kept.message()).contains("is marked as its copy, but its note pumphouse_target is gone");
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test
    public void anInterruptedRollbackBarsAMoveAlsoWhileTheCopyIsThere() throws Exception {
        begun("db-1");

        Outcome barred = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(barred.end()).isEqualTo(End.CONFLICT);
        assertThat(barred.message()).contains("is being taken back by pumpRollback, which was interrupted");
    }

    @Test
    public void whatWasChangedAfterAnInterruptCountsWhileTheCopyRuns() throws Exception {
        begun("db-1");
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        clouds.target
                .inside()
                .put("compute", "/v2.1/servers/" + copy, WireJson.object("server", WireJson.object("name", "renamed")));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(kept.end()).isEqualTo(End.CONFLICT);
        assertThat(kept.message()).contains("renamed on new");
    }

    /** The copy runs again, and the note of the rollback could not be removed. */
    private void begun(String name) throws Exception {
        clouds.move(Verb.INSTANCES, server(name));
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-start")
                .status(403);
        clouds.source
                .faults()
                .on("DELETE", "/v2.1/servers/*/metadata/pumphouse_rollback")
                .status(503);
        clouds.move(Verb.ROLLBACK, server(name));
        clouds.source.faults().clear();
        assertThat(clouds.target.inside().servers().get(0).path("status").asText())
                .isEqualTo("ACTIVE");
        assertThat(RollbackTest.named(clouds.source, name).path("metadata").has("pumphouse_rollback"))
                .isTrue();
    }
}
