package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/**
 * A moved server cannot be started beside its copy by its owner; what the owner had locked stays locked; what ran or
 * was off stays so.
 */
public class ServerLockTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theOwnerCannotStartAMovedServer() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        Inside bob = clouds.source.inside("bob", "demo");
        String path = "/v2.1/servers/" + named(clouds.source, "db-1").path("id").asText() + "/action";
        assertThatThrownBy(() -> bob.post("compute", path, json("{'os-start': null}")))
                .hasMessageContaining("is locked");
        assertThatThrownBy(() -> bob.post("compute", path, json("{'unlock': null}")))
                .hasMessageContaining("unlock_override");
        assertThat(named(clouds.source, "db-1").path("locked_reason").asText()).contains("moved to new as server ");
        assertThat(named(clouds.target, "db-1").path("locked").asBoolean()).isFalse();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aServerThatItsOwnerHasLockedIsLockedOnBothSidesAndTheOwnerMayUnlockTheCopy() throws Exception {
        clouds.source
                .inside("bob", "demo")
                .post("compute", action(clouds.source, "db-1"), json("{'lock': {'locked_reason': 'books close'}}"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("lock kept");
        for (EmbeddedCloud cloud : java.util.List.of(clouds.source, clouds.target)) {
            assertThat(named(cloud, "db-1").path("locked").asBoolean()).isTrue();
            assertThat(named(cloud, "db-1").path("locked_reason").asText()).isEqualTo("books close");
        }
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .startsWith("is locked by its owner (unlock it first)");
    }

    @Test
    public void aServerThatIsBroughtBackBecauseItsSecondMoveFailedIsUnlockedAgain() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target
                .inside()
                .delete(
                        "compute",
                        "/v2.1/servers/"
                                + named(clouds.target, "db-1").path("id").asText());
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");

        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.skip(Duration.ofSeconds(5));

        assertThat(named(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(named(clouds.source, "db-1").path("locked").asBoolean()).isFalse();
    }

    @Test
    public void aServerThatWasOffIsUnlockedIfItsInterruptedMoveFailsInTheNextRun() throws Exception {
        stop();
        lockedByAnInterruptedMove();
        deleteCopy();
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(named(clouds.source, "db-1").path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(named(clouds.source, "db-1").path("locked").asBoolean()).isFalse();
        assertThat(named(clouds.source, "db-1").path("metadata").has("pumphouse_lock"))
                .isFalse();
    }

    @Test
    public void soIsOneOfWhichNovaShowsNothingRightAfterItsLock() throws Exception {
        stop();
        String id = named(clouds.source, "db-1").path("id").asText();
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("lock")
                .answersInstead(answer -> {
                    clouds.source
                            .faults()
                            .on("GET", "/v2.1/servers/" + id)
                            .times(1)
                            .status(403);
                    return answer;
                });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(named(clouds.source, "db-1").path("locked").asBoolean()).isFalse();
    }

    @Test
    public void aServerThatCannotBeMovedNowIsToldToBeLockedByItsInterruptedMove() throws Exception {
        stop();
        lockedByAnInterruptedMove();
        deleteCopy();
        String id = named(clouds.source, "db-1").path("id").asText();
        clouds.source.inside().post("compute", action(clouds.source, "db-1"), json("{'rescue': {}}"));
        clouds.source.skip(Duration.ofSeconds(5));

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("is RESCUE (openstack server unrescue " + id + ")")
                .contains("is still locked by its interrupted move: openstack server unlock " + id);
        clouds.source.inside().post("compute", action(clouds.source, "db-1"), json("{'unlock': null}"));
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .message())
                .doesNotContain("locked");
    }

    private void stop() throws Exception {
        clouds.source.inside("bob", "demo").post("compute", action(clouds.source, "db-1"), json("{'os-stop': null}"));
        clouds.source.skip(Duration.ofSeconds(5));
    }

    private void lockedByAnInterruptedMove() throws Exception {
        boolean locked = new Interruption(clouds)
                .at(
                        asked -> named(clouds.source, "db-1").path("locked").asBoolean(),
                        () -> clouds.move(Verb.INSTANCES, server("db-1")));
        assertThat(locked).isTrue();
        assertThat(named(clouds.source, "db-1").path("locked").asBoolean()).isTrue();
    }

    private void deleteCopy() {
        clouds.target
                .inside()
                .delete(
                        "compute",
                        "/v2.1/servers/"
                                + named(clouds.target, "db-1").path("id").asText());
        clouds.target.skip(Duration.ofSeconds(5));
    }

    @Test
    public void aLockThatFailedIsSetByTheNextRun() throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("lock")
                .status(404);
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
        clouds.source.faults().clear();

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(again.end()).as(again.message()).isEqualTo(End.UPDATED);
        assertThat(named(clouds.source, "db-1").path("locked").asBoolean()).isTrue();
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    @Test
    public void aLockWhoseNoteFailedIsSetByTheNextRun() throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_lock")
                .status(404);
        clouds.move(Verb.INSTANCES, server("db-1"));
        JsonNode unlocked = named(clouds.source, "db-1");
        assertThat(unlocked.path("metadata").has("pumphouse_target")).isTrue();
        assertThat(unlocked.path("locked").asBoolean()).isFalse();
        clouds.source.faults().clear();

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(again.end()).as(again.message()).isEqualTo(End.UPDATED);
        assertThat(named(clouds.source, "db-1").path("locked").asBoolean()).isTrue();
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    @Test
    public void aLaterRunSaysThatAServerRunsOnBothClouds() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.inside().post("compute", action(clouds.source, "db-1"), json("{'os-start': null}"));
        clouds.source.skip(Duration.ofSeconds(5));

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(again.end()).isEqualTo(End.CONFLICT);
        assertThat(again.message()).contains("runs on both clouds with the same MACs and addresses");
    }

    @Test
    public void whatItsOwnerStoppedAfterAFailedTryStaysOff() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.skip(Duration.ofSeconds(5));
        note("ACTIVE"); // as a run that was killed before it could take the note back leaves it
        clouds.source.inside("bob", "demo").post("compute", action(clouds.source, "db-1"), json("{'os-stop': null}"));
        clouds.source.skip(Duration.ofSeconds(5));
        clouds.target.behaviour().healed();

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(named(clouds.target, "db-1").path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    public void whatItsOwnerStartedAfterAFailedTryRuns() throws Exception {
        note("SHUTOFF");

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(named(clouds.target, "db-1").path("status").asText()).isEqualTo("ACTIVE");
    }

    private void note(String power) {
        String id = named(clouds.source, "db-1").path("id").asText();
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + id + "/metadata",
                        json("{'metadata': {'pumphouse_power': '" + power + "'}}"));
    }

    private static String action(EmbeddedCloud cloud, String name) {
        return "/v2.1/servers/" + named(cloud, name).path("id").asText() + "/action";
    }

    private static JsonNode named(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name);
    }
}
