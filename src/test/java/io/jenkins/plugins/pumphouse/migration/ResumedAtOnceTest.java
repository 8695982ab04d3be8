package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The next run starts while Nova still does what the interrupted one asked for: it waits for that, as it would have
 * done without the interrupt.
 */
public class ResumedAtOnceTest {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void slow() {
        clouds.source.behaviour().power(ONE_SECOND);
        clouds.target.behaviour().power(ONE_SECOND);
    }

    @Test
    public void aMoveWhoseSourceIsStillShuttingDown() throws Exception {
        interrupted("os-stop", Verb.INSTANCES);

        assertThat(again(Verb.INSTANCES)).isEqualTo(End.CREATED);
        assertThat(status(clouds.source)).isEqualTo("SHUTOFF");
        assertThat(status(clouds.target)).isEqualTo("ACTIVE");
    }

    @Test
    public void aMoveWhoseSourceIsStillCopiedByNova() throws Exception {
        clouds.source.behaviour().snapshot(ONE_SECOND);
        interrupted("createImage", Verb.INSTANCES);

        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("createImage")
                .status(403);

        assertThat(again(Verb.INSTANCES)).as("with one snapshot").isEqualTo(End.CREATED);
    }

    @Test
    public void theRollbackOfAMoveWhoseSourceIsStillShuttingDown() throws Exception {
        interrupted("os-stop", Verb.INSTANCES);

        assertThat(again(Verb.ROLLBACK)).isEqualTo(End.RESTORED);
        isBack();
    }

    @Test
    public void aRollbackWhoseCopyIsStillShuttingDown() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        interrupted("os-stop", Verb.ROLLBACK);

        assertThat(again(Verb.ROLLBACK)).isEqualTo(End.RESTORED);
        isBack();
    }

    @Test
    public void aRollbackWhoseSourceIsStillComingUp() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        interrupted("os-start", Verb.ROLLBACK);

        assertThat(again(Verb.ROLLBACK)).isEqualTo(End.RESTORED);
        isBack();
    }

    @Test
    public void butWhatSomebodyElseHasAskedForIsNotWaitedForAndTheStepFails() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        interrupted("os-stop", Verb.ROLLBACK);
        clouds.target.skip(ONE_SECOND);
        clouds.target.behaviour().snapshot(Duration.ofHours(1));
        String copy = RollbackTest.named(clouds.target, "db-1").path("id").asText();
        clouds.target
                .inside()
                .post("compute", "/v2.1/servers/" + copy + "/action", WireJson.object("shelve", WireJson.node(null)));

        Report blocked = clouds.move(Verb.ROLLBACK, server("db-1"));

        assertThat(outcome(blocked, "server", "db-1").message()).contains("is busy on new: shelving");
        assertThat(blocked.failed()).isTrue();
    }

    private void isBack() {
        assertThat(status(clouds.source)).isEqualTo("ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(RollbackTest.named(clouds.source, "db-1").path("metadata").toString())
                .doesNotContain("pumphouse");
    }

    private void interrupted(String action, Verb verb) throws Exception {
        assertThat(new Interruption(clouds)
                        .at(asked -> asked.body().contains(action), () -> clouds.move(verb, server("db-1"))))
                .isTrue();
    }

    private End again(Verb verb) throws Exception {
        Outcome outcome = outcome(clouds.move(verb, server("db-1")), "server", "db-1");
        assertThat(outcome.end()).as(outcome.message()).isNotEqualTo(End.FAILED);
        return outcome.end();
    }

    private static String status(EmbeddedCloud cloud) {
        return RollbackTest.named(cloud, "db-1").path("status").asText();
    }
}
