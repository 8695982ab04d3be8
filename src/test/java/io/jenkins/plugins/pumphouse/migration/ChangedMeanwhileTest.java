package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** A server that its owner changes between the plan and its stop is not moved as it was: it is not stopped. */
public class ChangedMeanwhileTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void oneThatIsResizedAndConfirmedIsMovedByTheNextRun() throws Exception {
        meanwhile(() -> {
            resize();
            act("confirmResize", null);
        });

        Outcome failed = move();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("was changed since the plan was made: flavor ");
        assertThatItRunsUntouched();
        Outcome moved = move();
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(named(clouds.target).path("flavor").path("ram"))
                .isEqualTo(named(clouds.source).path("flavor").path("ram"));
    }

    @Test
    public void oneWhoseResizeWaitsForItsOwnersWordIsNotTouched() throws Exception {
        meanwhile(this::resize);

        Outcome failed = move();

        assertThat(failed.message()).contains("has become VERIFY_RESIZE since the plan was made");
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("VERIFY_RESIZE");
    }

    @Test
    public void oneWhoseResizeIsRevertedIsMoved() throws Exception {
        meanwhile(() -> {
            resize();
            act("revertResize", null);
        });

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    @Test
    public void oneThatHasGotAVolumeIsNotMovedWithoutIt() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        meanwhile(() ->
                clouds.source.machines().attach(named(clouds.source).path("id").asText(), data));

        Outcome failed = move();

        assertThat(failed.message()).contains("was changed since the plan was made: volumes none became " + data);
        assertThatItRunsUntouched();
    }

    private void assertThatItRunsUntouched() {
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(named(clouds.source).path("metadata").has("pumphouse_power")).isFalse();
    }

    /** After the plan, and before the stop. */
    private void meanwhile(Runnable change) {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_mover")
                .times(1)
                .answersInstead(answer -> {
                    change.run();
                    return answer;
                });
    }

    private void resize() {
        String tiny = clouds.source.inside().list("compute", "/v2.1/flavors/detail?is_public=None", "flavors").stream()
                .filter(flavor -> flavor.path("name").asText().equals("m1.tiny"))
                .map(flavor -> flavor.path("id").asText())
                .findFirst()
                .orElseThrow();
        act("resize", WireJson.object("flavorRef", tiny));
    }

    private void act(String action, JsonNode body) {
        String path = "/v2.1/servers/" + named(clouds.source).path("id").asText() + "/action";
        clouds.source.inside().post("compute", path, WireJson.object(action, body));
        clouds.source.skip(Duration.ofMinutes(5));
    }

    private Outcome move() throws InterruptedException {
        return outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals("db-1"))
                .findFirst()
                .orElseThrow();
    }
}
