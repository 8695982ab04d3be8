package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * The table of states in docs/servers.md, each with each kind of disk: what state the copy comes to, what its ledger
 * says, and which command leads out of a state in which a server is refused.
 */
@RunWith(Parameterized.class)
public class StateAndDiskTest {
    private static final String KEPT = "kept \\(root disk (volume \\S+ now, )?sha512 \\w{16}….*\\)";

    /** What is expected of a server in a state; {@code comes} is null where it is refused. */
    private enum State {
        ACTIVE("ACTIVE"),
        SHUTOFF("SHUTOFF", "os-stop"),
        PAUSED(null, "pause"),
        SUSPENDED(null, "suspend"),
        SHELVED("SHELVED_OFFLOADED", "shelve"),
        SHELVED_OFFLOADED("SHELVED_OFFLOADED", "shelve", "shelveOffload"),
        RESCUE(null, "rescue"),
        VERIFY_RESIZE(null, "migrate"),
        ERROR(null),
        BUILD(null),
        LOCKED("ACTIVE", "lock"),
        BUSY(null);

        private static final Map<State, String> WAYS_OUT = Map.of(
                PAUSED, "is PAUSED (openstack server unpause %s, or let the step do it",
                SUSPENDED, "is SUSPENDED (openstack server resume %s, or let the step do it",
                RESCUE, "is RESCUE (openstack server unrescue %s)",
                VERIFY_RESIZE,
                        "is VERIFY_RESIZE (openstack server resize confirm %s, or openstack server resize revert",
                ERROR, "is ERROR (see why: openstack server show -c fault %s;",
                BUILD, "is BUILD (wait until it is ACTIVE or SHUTOFF: openstack server show -c status %s)",
                BUSY,
                        "is busy: migrating (wait until that is over: openstack server show -c OS-EXT-STS:task_state %s)");

        private final String comes;
        private final String[] actions;

        State(String comes, String... actions) {
            this.comes = comes;
            this.actions = actions;
        }

        String server() {
            return "is-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        boolean isShelved() {
            return this == SHELVED || this == SHELVED_OFFLOADED;
        }
    }

    private enum Disks {
        SNAPSHOT,
        IMAGE,
        VOLUME,
        ADOPT
    }

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final Disks disks;

    public StateAndDiskTest(Object disks) {
        this.disks = (Disks) disks;
    }

    @Parameters(name = "{0}")
    public static Object[] disks() {
        return Disks.values();
    }

    @Before
    public void aServerInEachState() throws Exception {
        clouds.source.behaviour().shelvedServersKept();
        clouds.source.project("demo").quota("volume", "volumes", 2 * State.values().length);
        AdoptionFixture shared = disks == Disks.ADOPT ? new AdoptionFixture(clouds) : null;
        for (State state : State.values()) {
            ServerFixture server = clouds.source
                    .project("demo")
                    .server(state.server())
                    .image("cirros")
                    .flavor("m1.tiny")
                    .nic("demo-net", null, null)
                    .owner("alice", null)
                    .writes("written by " + state);
            if (shared != null) {
                server.volume(shared.volume("data of " + state.server(), "rows"), false);
            }
            server.then(state.actions).boot();
        }
        act(State.ERROR, "os-resetState", WireJson.object("state", "error"));
        clouds.source.faults().on("GET", "/v2.1/servers/detail").answersInstead(this::asListed);
        switch (disks) {
            case IMAGE -> clouds.fromImages();
            case VOLUME -> clouds.asVolumes();
            default -> clouds.bySnapshot();
        }
        clouds.move(Verb.TENANTS);
        clouds.move(Verb.QUOTAS);
    }

    @Test
    public void isMovedToItsStateOrRefusedWithTheCommandThatLeadsOut() throws Exception {
        Report report = clouds.move(Verb.INSTANCES, servers(State.values()));

        for (State state : State.values()) {
            Outcome outcome = TwoClouds.outcome(report, "server", state.server());
            String said = state + ": " + outcome;
            if (state.comes == null || state.isShelved() && disks == Disks.ADOPT) {
                String out = State.WAYS_OUT.getOrDefault(state, "openstack server unshelve %s");
                assertThat(outcome.end()).as(said).isEqualTo(End.CONFLICT);
                assertThat(outcome.message()).contains(out.formatted(id(state)), "it was not touched");
                assertThat(clouds.source.journal().writes().toString())
                        .as(said)
                        .doesNotContain("/servers/" + id(state));
                assertThat(isOnTarget(state)).as(said).isFalse();
                continue;
            }
            assertThat(outcome.end()).as(said).isEqualTo(End.CREATED);
            JsonNode copy = DiskFixture.shown(clouds.target, state.server());
            assertThat(copy.path("status").asText()).as(said).isEqualTo(state.comes);
            assertThat(copy.path("locked").asBoolean()).as(said).isEqualTo(state == State.LOCKED);
            assertThat(DiskFixture.shown(clouds.source, state.server())
                            .path("status")
                            .asText())
                    .as(said)
                    .isNotEqualTo("ACTIVE");
            Map<String, String> ledger = ledger(outcome);
            assertThat(ledger).as(said).containsEntry("state", "kept");
            assertThat(ledger.get("lock")).as(said).isEqualTo(state == State.LOCKED ? "kept" : null);
            assertThat(ledger.get("disks"))
                    .as(said)
                    .matches(disks == Disks.IMAGE ? "lost \\(root disk: runs on new.*" : KEPT);
            assertThat(ledger.get("volumes")).as(said).isEqualTo(disks == Disks.ADOPT ? "kept" : null);
        }
        assertThat(clouds.move(Verb.INSTANCES, servers(State.values())).cost().writes())
                .isZero();
    }

    @Test
    public void onePausedOrSuspendedComesAsTheOperatorChooses() throws Exception {
        clouds.paused(Options.Paused.RESUME);
        Outcome resumed =
                TwoClouds.outcome(clouds.move(Verb.INSTANCES, servers(State.PAUSED)), "server", State.PAUSED.server());
        clouds.paused(Options.Paused.STOP);
        Outcome stopped = TwoClouds.outcome(
                clouds.move(Verb.INSTANCES, servers(State.SUSPENDED)), "server", State.SUSPENDED.server());

        assertThat(resumed.end()).as(resumed.message()).isEqualTo(End.CREATED);
        assertThat(ledger(resumed).get("state")).startsWith("changed (PAUSED with the server's memory -> ACTIVE");
        assertThat(stopped.end()).as(stopped.message()).isEqualTo(End.CREATED);
        assertThat(ledger(stopped).get("state")).startsWith("changed (SUSPENDED with the server's memory -> SHUTOFF");
        assertThat(DiskFixture.shown(clouds.target, State.PAUSED.server())
                        .path("status")
                        .asText())
                .isEqualTo("ACTIVE");
        assertThat(DiskFixture.shown(clouds.target, State.SUSPENDED.server())
                        .path("status")
                        .asText())
                .isEqualTo("SHUTOFF");
    }

    private static Selection servers(State... states) {
        return new Selection(
                "demo", null, Arrays.stream(states).map(State::server).toList(), null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get(PreservationLedger.FACT);
    }

    private String id(State state) {
        return WireJson.text(DiskFixture.shown(clouds.source, state.server()), "id");
    }

    private boolean isOnTarget(State state) {
        return clouds.target.inside().servers().stream()
                .anyMatch(server -> state.server().equals(WireJson.text(server, "name")));
    }

    private void act(State state, String action, JsonNode body) {
        clouds.source.inside().post("compute", "/v2.1/servers/" + id(state) + "/action", WireJson.object(action, body));
    }

    /** States that a server only passes through. */
    private Answer asListed(Answer answer) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer.body().open());
            for (JsonNode server : json.path("servers")) {
                if (State.BUILD.server().equals(WireJson.text(server, "name"))) {
                    ((ObjectNode) server).put("status", "BUILD");
                } else if (State.BUSY.server().equals(WireJson.text(server, "name"))) {
                    ((ObjectNode) server).put("OS-EXT-STS:task_state", "migrating");
                }
            }
            return Answer.ok(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
