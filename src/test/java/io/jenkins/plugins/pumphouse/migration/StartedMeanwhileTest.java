package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A source's server that somebody starts in the middle of its move never runs unsaid beside its copy. */
public class StartedMeanwhileTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void oneThatIsStartedWhileItsCopyBootsRunsOnAndTheCopyIsRemoved() throws Exception {
        clouds.target.faults().on("POST", "/v2.1/servers").times(1).answersInstead(answer -> {
            start();
            clouds.source.skip(Duration.ofSeconds(5));
            return answer;
        });

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("was started while its content was copied. It is ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(named(clouds.source).path("locked").asBoolean()).isFalse();
        assertThat(move().end()).isEqualTo(End.CREATED);
    }

    @Test
    public void oneThatIsBeingStartedIsNotOff() throws Exception {
        clouds.fromImages();
        clouds.source.behaviour().power(Duration.ofMillis(300));
        clouds.onLine(line -> {
            if (line.endsWith(" is off")) {
                start();
            }
        });

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("was started while its content was copied");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void oneThatIsStartedRightBeforeItsLockRunsOnAndTheCopyIsRemoved() throws Exception {
        startedWhenTheLockIsNoted();

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("was started while its content was copied. It is ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(named(clouds.source).path("locked").asBoolean()).isFalse();
        assertThat(named(clouds.source).path("metadata").has("pumphouse_lock")).isFalse();
    }

    @Test
    public void oneCannotBeStartedWhileItsCopyIsComparedWithIt() throws Exception {
        List<String> refusals = new ArrayList<>();
        clouds.target.faults().on("GET", "/v2.1/servers/*").answersInstead(answer -> {
            JsonNode now = named(clouds.source);
            if (now.path("locked").asBoolean() && !now.path("metadata").has("pumphouse_target")) {
                assertThatThrownBy(this::start).hasMessageContaining("is locked");
                refusals.add("locked");
            }
            return answer;
        });

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(refusals).isNotEmpty();
    }

    @Test
    public void oneThatIsStartedAsItsInterruptedMoveEndsDoesNotCountAsMovedAndItIsSaidThatBothRun() throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_target")
                .times(1)
                .status(403);
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("lock")
                .times(2)
                .status(403);
        move();
        startedWhenTheLockIsNoted();

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("was started on old", "runs on both clouds");
        assertThat(named(clouds.source).path("metadata").has("pumphouse_target"))
                .isFalse();
    }

    private void startedWhenTheLockIsNoted() {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_lock")
                .times(1)
                .answersInstead(answer -> {
                    start();
                    clouds.source.skip(Duration.ofSeconds(5));
                    return answer;
                });
    }

    @Test
    public void oneThatIsBeingStartedWhenItsMoveBeginsRunsOnTheTarget() throws Exception {
        stop();
        clouds.source.behaviour().power(Duration.ofMillis(300));
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_mover")
                .times(1)
                .answersInstead(answer -> {
                    start();
                    return answer;
                });

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(named(clouds.target).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
    }

    private Outcome move() throws InterruptedException {
        return outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
    }

    private void start() {
        act("os-start");
    }

    private void stop() {
        act("os-stop");
        clouds.source.skip(Duration.ofSeconds(5));
    }

    private void act(String action) {
        String path = "/v2.1/servers/" + named(clouds.source).path("id").asText() + "/action";
        clouds.source.inside("bob", "demo").post("compute", path, WireJson.object(action, null));
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return cloud.inside().server("db-1");
    }
}
