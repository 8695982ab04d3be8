package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.Rule;
import org.junit.Test;

/** A moved server stays on the source for as long as the operator wants it to, and longer if its copy is not well. */
public class SoakTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerThatWasMovedTooLatelyIsKeptAndToldUntilWhen() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        Instant moved = movedAgo(Duration.ofDays(3));
        clouds.soak(Duration.ofDays(7));

        Report report = clouds.move(Verb.CLEANUP, server("db-1"));

        Outcome kept = outcome(report, "server", "db-1");
        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .matches("was moved at \\S+Z, 3 d ago, and soak keeps it until "
                        + moved.plus(Duration.ofDays(7)).toString().substring(0, 10)
                        + "T\\S+Z: run again then, or with a shorter soak");
        assertThat(report.failed()).isFalse();
        assertThat(report.cost().writes()).isZero();
    }

    @Test
    public void aServerThatWasMovedLongerAgoIsDeleted() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        movedAgo(Duration.ofDays(8));
        clouds.soak(Duration.ofDays(7));

        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aServerWhoseCopyIsNotInItsStateAnyMoreIsKept() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        movedAgo(Duration.ofDays(8));
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        clouds.target.inside().post("compute", "/v2.1/servers/" + copy + "/action", WireJson.object("os-stop", null));
        clouds.target.skip(Duration.ofMinutes(1));
        clouds.soak(Duration.ofDays(7));

        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .isEqualTo("was ACTIVE before its move, and its copy is SHUTOFF: bring the copy to that"
                        + " state, or leave soak out");
    }

    @Test
    public void aControllerWhoseClockIsLateDoesNotMakeAMoveOlderThanItsCopy() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        note(WireJson.object("pumphouse_moved_at", "2014-01-01T00:00:00Z"));
        clouds.soak(Duration.ofDays(7));

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("0 min ago, and soak keeps it until");
    }

    @Test
    public void aMoveInTheFutureIsToldAsTheClocksMistake() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        movedAgo(Duration.ofDays(-30));
        clouds.soak(Duration.ofDays(7));

        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .contains("which has not come yet by the clock of this JVM");
    }

    @Test
    public void theMoveOfAnOlderReleaseCountsFromTheCopysCreation() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        note(WireJson.object("pumphouse_moved_at", "not noted"));
        clouds.soak(Duration.ofDays(7));

        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .isEqualTo(
                        "does not say when it was moved, and soak is 7 d: leave soak out when that is" + " long ago");
        String path = "/v2.1/servers/" + source().path("id").asText() + "/metadata/pumphouse_moved_at";
        clouds.source.inside().delete("compute", path);
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .contains("0 min ago, and soak keeps it until");
    }

    /** The move's note becomes older by that, and so does the copy. */
    private Instant movedAgo(Duration ago) {
        Instant made = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS);
        clouds.target
                .faults()
                .on("GET", "/v2.1/servers/**")
                .answersInstead(answer -> answer.replacing("(created\" ?: ?\")[^\"]+", "$1" + made));
        note(WireJson.object("pumphouse_moved_at", made.toString()));
        return made;
    }

    private void note(JsonNode items) {
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + source().path("id").asText() + "/metadata",
                        WireJson.object("metadata", items));
    }

    private JsonNode source() {
        return clouds.source.inside().server("db-1");
    }
}
