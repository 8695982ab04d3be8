package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptedServerFixture.SERVER;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** A rollback of a server whose move was interrupted undoes that move, wherever it was. */
public class UnfinishedRollbackTest {
    private static final int MOST_WRITES = 60;

    /** Each write takes some seconds; 1 for all of them. */
    private static final int STRIDE = Integer.getInteger("adoption.stride", 9);

    private TwoClouds clouds;

    @Test
    public void whereverAnAdoptionEndsTheSourcesServerRunsAgainWithItsVolumes() throws Exception {
        boolean interrupted = true;
        for (int write = 1; interrupted && write < MOST_WRITES; write += STRIDE) {
            interrupted = takenBackAfter(write);
        }
        assertThat(interrupted).isFalse();
    }

    /** Whether the move was interrupted. */
    private boolean takenBackAfter(int write) throws Exception {
        clouds = TwoClouds.modern();
        clouds.before();
        try {
            AdoptedServerFixture files = new AdoptedServerFixture(clouds).boot();
            clouds.move(Verb.NETWORKS);
            boolean interrupted = AdoptedServerFixture.endsAfter(write, clouds);
            skip();
            clouds.copying(); // a step of another pipeline
            assertThat(clouds.drift(server(SERVER), "server").rows())
                    .as("write " + write)
                    .allSatisfy(row -> assertThat(row.state() == Drift.State.EQUAL
                                    || row.message().contains("not finished")
                                    || row.message().contains("unfinished"))
                            .as(row.state() + " " + row.message())
                            .isTrue());
            Report back = clouds.move(Verb.ROLLBACK, server(SERVER));
            skip();
            String at = "write " + write + ": " + back.outcomes() + "\n" + String.join("\n", clouds.lines);

            assertThat(outcome(back, "server", SERVER).end()).as(at).isEqualTo(End.RESTORED);
            assertThat(files.onSource().path("status").asText()).as(at).isEqualTo("ACTIVE");
            assertThat(files.onSource().path("locked").asBoolean()).as(at).isFalse();
            assertThat(files.contents()).as(at).containsExactly("old data-1 one", "old data-2 two");
            assertThat(disks(clouds.source, files.onSource()))
                    .as(at)
                    .containsExactly("data-1 one false", "data-2 two true");
            assertThat(clouds.target.inside().servers()).as(at).isEmpty();
            assertThat(files.shared.storage.sizes()).as(at).hasSize(2);
            assertThat(AdoptedServerFixture.notes(files.onSource()))
                    .as(at)
                    .allMatch(note -> note.startsWith("pumphouse_mover"));
            return interrupted;
        } finally {
            clouds.after();
        }
    }

    @Test
    public void aServerThatWasOnlyStoppedRunsAgainAndItsSnapshotIsRemoved() throws Exception {
        clouds = TwoClouds.modern();
        clouds.before();
        try {
            Thread runner = Thread.currentThread();
            clouds.onLine(line -> {
                if (line.contains("boots on new")) {
                    runner.interrupt();
                }
            });
            clouds.move(Verb.INSTANCES, server("db-1"));
            Thread.interrupted();
            clouds.onLine(line -> {});
            skip();

            Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

            assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
            JsonNode server = DiskFixture.shown(clouds.source, "db-1");
            assertThat(server.path("status").asText()).isEqualTo("ACTIVE");
            assertThat(AdoptedServerFixture.notes(server)).isEmpty();
            assertThat(clouds.target.inside().servers()).isEmpty();
            assertThat(TwoClouds.names(clouds.source.inside().list("image", "/v2/images", "images")))
                    .noneMatch(name -> name.startsWith("pumphouse "));
            Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
            assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        } finally {
            clouds.after();
        }
    }

    @Test
    public void aMoveThatHasEndedSinceThePlanIsNotTakenBack() throws Exception {
        clouds = TwoClouds.modern();
        clouds.before();
        try {
            clouds.move(Verb.INSTANCES, server("db-1"));
            JsonNode moved = DiskFixture.shown(clouds.source, "db-1");
            String metadata = "/v2.1/servers/" + moved.path("id").asText() + "/metadata";
            JsonNode target = moved.path("metadata").path("pumphouse_target");
            clouds.source.inside().delete("compute", metadata + "/pumphouse_target");
            clouds.source
                    .faults()
                    .on("POST", "/v2.1/servers/*/metadata")
                    .containing("pumphouse_mover")
                    .times(1)
                    .answersInstead(answer -> {
                        clouds.source
                                .inside()
                                .post(
                                        "compute",
                                        metadata,
                                        WireJson.object("metadata", WireJson.object("pumphouse_target", target)));
                        return answer;
                    });

            Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

            assertThat(kept.end()).as(kept.message()).isNotEqualTo(End.RESTORED);
            assertThat(kept.message()).contains("since the plan was made: its move has come to its end");
            assertThat(DiskFixture.shown(clouds.target, "db-1").path("status").asText())
                    .isEqualTo("ACTIVE");
        } finally {
            clouds.after();
        }
    }

    private void skip() {
        List.of(clouds.source, clouds.target).forEach(cloud -> {
            cloud.skip(Duration.ofMinutes(5));
            cloud.skip(Duration.ofMinutes(5)); // what is queued begins when that is over
        });
    }
}
