package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;

/**
 * The table of states in docs/servers.md, row by row: moved into the same state, or refused untouched with the command
 * that leads out.
 */
public class ServerStateTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void oneThatIsActiveIsActiveOnTheTarget() throws Exception {
        assertMovedAs("ACTIVE");
    }

    @Test
    public void oneThatIsShutoffIsShutoffOnTheTarget() throws Exception {
        act("{'os-stop': null}");

        assertMovedAs("SHUTOFF");
    }

    @Test
    public void oneThatIsLockedIsMovedAndLockedOnTheTarget() throws Exception {
        clouds.source.inside("alice", "demo").post("compute", path() + "/action", json("{'lock': null}"));

        assertMovedAs("ACTIVE");
        assertThat(named(clouds.target).path("locked").asBoolean()).isTrue();
    }

    @Test
    public void oneThatIsPausedIsMovedOnceItIsUnpaused() throws Exception {
        act("{'pause': null}");
        assertRefused("is PAUSED (openstack server unpause " + id()
                + ", or let the step do it, without the server's memory: paused: 'resume' or paused: 'stop')");

        act("{'unpause': null}");
        assertMovedAs("ACTIVE");
    }

    @Test
    public void oneThatIsSuspendedIsMovedOnceItIsResumed() throws Exception {
        act("{'suspend': null}");
        assertRefused("is SUSPENDED (openstack server resume " + id()
                + ", or let the step do it, without the server's memory: paused: 'resume' or paused: 'stop')");

        act("{'resume': null}");
        assertMovedAs("ACTIVE");
    }

    @Test
    public void oneThatIsPausedOrSuspendedIsResumedAndMovedIfTheOperatorSaysSo() throws Exception {
        act("{'pause': null}");
        clouds.paused(Options.Paused.RESUME);

        assertThat(outcome(clouds.plan(Verb.INSTANCES, server("web-2")), "server", "web-2")
                        .message())
                .contains("state PAUSED with the server's memory (it becomes ACTIVE)");
        assertMovedAs("ACTIVE");
    }

    @Test
    public void whatASleepingServerHasLostIsToldByLaterRunsToo() throws Exception {
        act("{'suspend': null}");
        clouds.paused(Options.Paused.RESUME);
        assertMovedAs("ACTIVE");
        clouds.paused(Options.Paused.REFUSE);

        Report again = clouds.move(Verb.INSTANCES, server("web-2"));

        assertThat(again.cost().writes()).isZero();
        assertThat(String.valueOf(outcome(again, "server", "web-2").facts().get("ledger")))
                .contains("state=changed (SUSPENDED with the server's memory -> ACTIVE)");
        clouds.move(Verb.ROLLBACK, server("web-2"));
        assertThat(named(clouds.source).path("metadata").has("pumphouse_asleep"))
                .isFalse();
    }

    @Test
    public void oneThatRanBeforeItsNextMoveLosesNothing() throws Exception {
        act("{'pause': null}");
        clouds.paused(Options.Paused.RESUME);
        clouds.target.faults().on("POST", "/v2.1/servers").status(400);
        clouds.source
                .faults()
                .on("DELETE", "/v2.1/servers/*/metadata/pumphouse_asleep")
                .status(500);
        clouds.move(Verb.INSTANCES, server("web-2"));
        clouds.source.faults().clear();
        clouds.target.faults().clear();
        clouds.source.skip(Duration.ofSeconds(5));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(String.valueOf(moved.facts().get("ledger"))).contains("state=kept");
    }

    @Test
    public void oneThatIsSuspendedIsMovedAsShutOffIfTheOperatorSaysSo() throws Exception {
        act("{'suspend': null}");
        clouds.paused(Options.Paused.STOP);

        assertMovedAs("SHUTOFF");
        assertThat(clouds.move(Verb.INSTANCES, server("web-2")).cost().writes()).isZero();
    }

    @Test
    public void oneThatWasPausedRunsAgainAfterAFailedMoveThatShouldHaveResumedIt() throws Exception {
        act("{'pause': null}");
        clouds.paused(Options.Paused.RESUME);
        clouds.target.behaviour().bootsFail("web-2", "No valid host was found.");

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");
        clouds.source.skip(Duration.ofSeconds(5));

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void oneThatIsShelvedIsMovedFromItsImageAndShelvedOnTheTarget() throws Exception {
        act("{'shelve': null}");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(named(clouds.target).path("status").asText()).isEqualTo("SHELVED_OFFLOADED");
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("SHELVED_OFFLOADED");
        assertThat(clouds.lines).noneMatch(line -> line.endsWith(" is off"));
        Report again = clouds.move(Verb.INSTANCES, server("web-2"));
        assertThat(outcome(again, "server", "web-2").end()).isEqualTo(End.REUSED);
        assertThat(again.cost().writes()).isZero();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("web-2")), "server", "web-2")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void oneThatIsShelvedAndHasNoImageIsRefused() throws Exception {
        listedAs(server -> server.put("status", "SHELVED"));

        assertRefused(
                "is SHELVED, and Glance of old has no image of its disk (openstack server unshelve " + id() + ")");
    }

    @Test
    public void oneThatWasUnshelvedOnTheSourceAfterItsMoveIsAConflictAndItsCopyStays() throws Exception {
        act("{'shelve': null}");
        clouds.move(Verb.INSTANCES, server("web-2"));
        act("{'unshelve': null}");

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(again.end()).as(again.message()).isEqualTo(End.CONFLICT);
        assertThat(named(clouds.target).path("status").asText()).isEqualTo("SHELVED_OFFLOADED");
    }

    @Test
    public void oneThatIsRescuedIsRefused() throws Exception {
        listedAs(server -> server.put("status", "RESCUE"));

        assertRefused("is RESCUE (openstack server unrescue " + id() + ")");
    }

    @Test
    public void oneWhoseResizeIsNotConfirmedIsRefused() throws Exception {
        listedAs(server -> server.put("status", "VERIFY_RESIZE"));

        assertRefused("is VERIFY_RESIZE (openstack server resize confirm " + id()
                + ", or openstack server resize revert " + id() + ")");
    }

    @Test
    public void oneInErrorIsMovedOnceItsStateIsReset() throws Exception {
        act("{'os-resetState': {'state': 'error'}}");
        assertRefused("is ERROR (see why: openstack server show -c fault " + id()
                + "; then, if its operating system is well, openstack server set --state" + " active " + id()
                + ", else openstack server reboot --hard " + id() + ")");

        act("{'os-resetState': {'state': 'active'}}");
        assertMovedAs("ACTIVE");
    }

    @Test
    public void oneThatIsBeingBuiltIsRefusedUntilItIsActive() throws Exception {
        listedAs(server -> server.put("status", "BUILD"));

        assertRefused("is BUILD (wait until it is ACTIVE or SHUTOFF: openstack server show -c status " + id() + ")");
    }

    @Test
    public void oneThatIsSoftDeletedIsRefused() throws Exception {
        listedAs(server -> server.put("status", "SOFT_DELETED"));

        assertRefused("is SOFT_DELETED (openstack server restore " + id() + ")");
    }

    @Test
    public void oneInAStateThatNobodyKnowsIsRefused() throws Exception {
        listedAs(server -> server.put("status", "LEVITATING"));

        assertRefused(
                "is LEVITATING (wait until it is ACTIVE or SHUTOFF: openstack server show -c status " + id() + ")");
    }

    @Test
    public void oneThatIsBusyIsRefusedUntilItsTaskIsOver() throws Exception {
        listedAs(server -> server.put("OS-EXT-STS:task_state", "migrating"));

        assertRefused("is busy: migrating (wait until that is over: openstack server show -c OS-EXT-STS:task_state "
                + id() + ")");
    }

    private void assertMovedAs(String status) throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(named(clouds.target).path("status").asText()).isEqualTo(status);
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
    }

    private void assertRefused(String reason) throws Exception {
        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains(reason, "it was not touched");
        assertThat(clouds.source.journal().writes()).isEmpty();
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    /** Nova's list shows the server so. */
    private void listedAs(Consumer<ObjectNode> change) {
        ObjectNode list = new ObjectMapper().createObjectNode();
        ObjectNode server = named(clouds.source).deepCopy();
        String flavor =
                server.path("flavor").path("original_name").asText(); // from 2.47 on the list names it, and gives no id
        server.putObject("flavor").put("id", clouds.source.inside().id("compute", "/v2.1/flavors", "flavors", flavor));
        change.accept(server);
        list.putArray("servers").add(server);
        clouds.source.faults().on("GET", "/v2.1/servers/detail").status(200).body(list.toString());
    }

    private void act(String action) throws Exception {
        clouds.source.inside().post("compute", path() + "/action", json(action));
        clouds.source.skip(Duration.ofSeconds(5));
    }

    private String path() {
        return "/v2.1/servers/" + id();
    }

    private String id() {
        return named(clouds.source).path("id").asText();
    }

    private static ObjectNode named(EmbeddedCloud cloud) {
        return (ObjectNode) cloud.inside().server("web-2");
    }
}
