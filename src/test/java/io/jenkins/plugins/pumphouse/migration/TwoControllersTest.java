package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

/** Controllers that know nothing of each other: what a server says of who moves it keeps the others from it. */
public class TwoControllersTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void twoJvmsMoveEachServerOnceAndNoneRunsOnBothSides() throws Exception {
        for (Verb verb : List.of(Verb.TENANTS, Verb.FLAVORS, Verb.SECGROUPS, Verb.NETWORKS)) {
            clouds.move(verb, verb == Verb.FLAVORS ? TwoClouds.ALL : TwoClouds.DEMO);
        }
        Process other = OtherController.start(clouds.source.authUrl(), clouds.target.authUrl());

        clouds.move(Verb.INSTANCES);
        String said = OtherController.ended(other);
        Report last = clouds.move(Verb.INSTANCES);

        assertThat(last.count(End.FAILED)).as(said + last.outcomes()).isZero();
        assertThat(said).doesNotContain("Exception");
        List<String> marks = clouds.target.inside().servers().stream()
                .map(s -> s.path("metadata").path("pumphouse_source").asText())
                .toList();
        assertThat(marks).isNotEmpty().doesNotHaveDuplicates();
        for (JsonNode server : clouds.source.inside().servers()) {
            assertThat(marks.contains("old/" + server.path("id").asText())
                            && server.path("status").asText().equals("ACTIVE"))
                    .as(server.path("name").asText())
                    .isFalse();
            assertThat(server.path("metadata").toString()).doesNotContain("pumphouse_mover_");
        }
    }

    @Test
    public void aServerThatAnotherControllerMovesIsNotTouched() throws Exception {
        mark("pumphouse_mover_0dd0dd00", Instant.now().minusSeconds(60) + " Jenkins on another host");

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message())
                .contains("is being moved by Jenkins on another host", "metadata pumphouse_mover_0dd0dd00 on old");
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    @Test
    public void itIsAConflictOfThePlanWithNothingElseToldOfIt() throws Exception {
        mark("pumphouse_mover_0dd0dd00", Instant.now().minusSeconds(60) + " Jenkins on another host");
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + shown(clouds.source).path("id").asText() + "/action",
                        WireJson.object("rescue", WireJson.object()));

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(planned.end()).isEqualTo(End.CONFLICT);
        assertThat(planned.message())
                .contains("is being moved by Jenkins on another host")
                .doesNotContain("RESCUE");
    }

    @Test
    public void aMarkThatNobodyRenewsIsRespectedNoLonger() throws Exception {
        mark("pumphouse_mover_0dd0dd00", Instant.now().minus(Duration.ofHours(1)) + " Jenkins on another host");

        assertThat(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void aMarkThatCouldNotBeRemovedIsRemovedByTheNextRun() throws Exception {
        clouds.source
                .faults()
                .on("DELETE", "/v2.1/servers/*/metadata/pumphouse_mover_*")
                .status(403);
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
        assertThat(shown(clouds.source).path("metadata").toString()).contains("pumphouse_mover_");
        clouds.source.faults().clear();

        Outcome next = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(next.end()).as(next.message()).isEqualTo(End.UPDATED);
        assertThat(next.message()).contains("note pumphouse_mover_", "removed from old");
        assertThat(shown(clouds.source).path("metadata").toString()).doesNotContain("pumphouse_mover_");
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    @Test
    public void aMarkOfAControllerThatIsGoneIsRemovedWithTheMove() throws Exception {
        mark("pumphouse_mover_0dd0dd00", Instant.now().minus(Duration.ofHours(1)) + " Jenkins on another host");

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(shown(clouds.source).path("metadata").toString()).doesNotContain("pumphouse_mover_");
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    @Test
    public void aMarkOfAControllerThatIsGoneIsRemovedFromAMovedServer() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        mark("pumphouse_mover_0dd0dd00", Instant.now().minus(Duration.ofHours(1)) + " Jenkins on another host");

        Outcome next = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(next.end()).as(next.message()).isEqualTo(End.UPDATED);
        assertThat(shown(clouds.source).path("metadata").toString()).doesNotContain("pumphouse_mover_");
    }

    @Test
    public void aMovedServerOnWhichAnotherControllerWorksIsLeftAlone() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        mark("pumphouse_mover_0dd0dd00", Instant.now() + " Jenkins on another host");

        Outcome next = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(next.end()).as(next.message()).isEqualTo(End.REUSED);
    }

    @Test
    public void theCleanUpKeepsAServerOnWhichAnotherControllerWorks() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_mover_")
                .times(1)
                .answersInstead(answer -> {
                    mark("pumphouse_mover_0dd0dd00", Instant.now() + " Jenkins on another host");
                    return answer;
                });

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("Jenkins on another host");
        assertThat(fieldNames(shown(clouds.source).path("metadata")))
                .filteredOn(key -> key.startsWith("pumphouse_mover_"))
                .containsExactly("pumphouse_mover_0dd0dd00");
    }

    /** It was suspended between its proof and the deletion for longer than its mark is respected. */
    @Test
    public void theCleanUpDeletesNoServerThatAnotherControllerHasTakenOverSinceItsProof() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.faults().on("PATCH", "/v2/images/*").times(1).answersInstead(answer -> {
            mark("pumphouse_mover_0dd0dd00", Instant.now() + " Jenkins on another host");
            return answer;
        });

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("is being moved by Jenkins on another host");
        assertThat(clouds.source.journal().of("DELETE", "/v2.1/servers/*")).isEmpty();
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    public void theRollbackRemovesNoCopyOfAServerThatAnotherControllerHasTakenOverMeanwhile() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.onLine(line -> {
            if (line.contains("runs on old again")) {
                mark("pumphouse_mover_0dd0dd00", Instant.now() + " Jenkins on another host");
            }
        });

        Outcome failed = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("is being moved by Jenkins on another host");
        assertThat(clouds.target.inside().servers())
                .singleElement()
                .satisfies(copy -> assertThat(copy.path("status").asText()).isEqualTo("SHUTOFF"));
    }

    @Test
    public void aServerThatTheCleanUpDeletesIsMarkedForOtherControllers() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        List<String> marks = new CopyOnWriteArrayList<>();
        clouds.source.faults().on("DELETE", "/v2.1/servers/*").times(1).answersInstead(answer -> {
            marks.addAll(fieldNames(shown(clouds.source).path("metadata")));
            return answer;
        });

        Outcome deleted = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
        assertThat(marks).anyMatch(key -> key.startsWith("pumphouse_mover_"));
        assertThat(clouds.lines).noneMatch(line -> line.contains("pumphouse_mover_"));
    }

    @Test
    public void aServerThatCouldNotBeDeletedKeepsNoMark() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.faults().on("DELETE", "/v2.1/servers/*").status(403);

        Outcome failed = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(shown(clouds.source).path("metadata").toString()).doesNotContain("pumphouse_mover_");
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    public void ofTwoAtTheSameMomentNoneGoesOn() throws Exception {
        clouds.source.faults().on("POST", "/v2.1/servers/*/metadata").times(1).answersInstead(answer -> {
            mark("pumphouse_mover_0dd0dd00", Instant.now() + " Jenkins on another host");
            return answer;
        });

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").message()).contains("is being moved by Jenkins on another host");
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
    }

    private void mark(String key, String value) {
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + shown(clouds.source).path("id").asText() + "/metadata",
                        new ObjectMapper()
                                .createObjectNode()
                                .set(
                                        "metadata",
                                        new ObjectMapper().createObjectNode().put(key, value)));
    }

    private static JsonNode shown(EmbeddedCloud cloud) {
        return cloud.inside().servers().stream()
                .filter(s -> s.path("name").asText().equals("db-1")
                        && s.path("metadata").has("role"))
                .findFirst()
                .orElseThrow();
    }
}
