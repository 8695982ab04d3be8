package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * A hypervisor that {@code mapping: hosts:} names and that cannot take the server, or not beside its group, refuses the
 * server before it is stopped.
 */
public class MappedHostRefusalTest {
    private static final String OWNERS = "alice's own";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void boot() {
        HostFixture.on(clouds, "compute-1", "odd").boot();
        clouds.mapping("host", "compute-1", "compute-2");
    }

    @Test
    public void aHypervisorThatTheTargetDoesNotHaveIsRefusedWithThoseThatItHas() throws Exception {
        clouds.mapping("host", "compute-1", "compute-7");

        assertRefused("is to go to hypervisor compute-7 of new by mapping: hosts:, which has none of that name"
                + " (compute-1, compute-2). Correct the entry");
    }

    @Test
    public void oneWhoseNovaComputeDoesNotAnswerIsRefused() throws Exception {
        clouds.target.hostDown("compute-2");

        assertRefused("whose nova-compute does not answer. Start it, or name another: compute-1;");
    }

    @Test
    public void oneThatIsDisabledIsRefusedWithTheReason() throws Exception {
        HostFixture.disable(clouds.target, "compute-2", "new memory");

        assertRefused("which is disabled (new memory). Enable it, or name another: compute-1;");
    }

    @Test
    public void oneThatIsDisabledAfterThePlanStopsNoServer() throws Exception {
        clouds.precopy();
        clouds.onLine(line -> {
            if (line.contains("odd") && line.contains("early")) {
                HostFixture.disable(clouds.target, "compute-2", "new memory");
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("which is disabled (new memory)", "The server was not stopped");
        assertThat(clouds.lines).noneMatch(line -> line.contains("odd") && line.contains("is off"));
    }

    @Test
    public void oneOfAnotherZoneThanTheMappedOneIsRefused() throws Exception {
        HostFixture.zone(clouds.target, "rack-1", "compute-1");
        HostFixture.zone(clouds.target, "rack-7", "compute-2");
        HostFixture.both(clouds, "rack-1", "compute-2");

        assertRefused("which is in availability zone rack-7, and mapping: availability_zones: names rack-1 for the"
                + " server. Name another zone, or another hypervisor: compute-1;");
    }

    /** Another one would, which is no help. */
    @Test
    public void oneWithoutRoomForTheServerIsRefused() throws Exception {
        fill(0);

        assertRefused("is to go to hypervisor compute-2 of new by mapping: hosts:, which has no room for VCPU:1,");
        clouds.mapping("host", "compute-1", "compute-1");
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd")
                        .end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void oneThatFillsUpAfterThePlanStopsNoServer() throws Exception {
        clouds.precopy();
        clouds.onLine(line -> {
            if (line.contains("odd") && line.contains("early")) {
                fill(0);
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("which has no room for VCPU:1,", "The server was not stopped");
        assertThat(clouds.lines).noneMatch(line -> line.contains("odd") && line.contains("is off"));
    }

    @Test
    public void whatAllItsServersNeedOfItTogetherIsRedInThePlan() throws Exception {
        HostFixture.on(clouds, "compute-1", "even").boot();
        fill(1);

        FitRow cores = row("odd", "even");

        assertThat(cores.state()).isEqualTo(State.LACKS);
        assertThat(cores.where()).isEqualTo("hypervisor compute-2");
        assertThat(cores.sentence())
                .isEqualTo("VCPU: 2 needed, 1 free (of the servers that mapping: hosts: sends to it, with Placement's"
                        + " allocation ratios)");
        assertThat(row("odd").state()).isEqualTo(State.FITS);
    }

    /** Fills compute-2 of the target but for some cores. */
    private void fill(int free) {
        IntStream.range(0, 1024 - free).forEach(i -> clouds.target.machines().allocation("compute-2", "lease-" + i));
    }

    private FitRow row(String... servers) throws Exception {
        return clouds.plan(Verb.INSTANCES, new Selection("demo", null, List.of(servers), null)).fit().rows().stream()
                .filter(row ->
                        row.where().startsWith("hypervisor") && row.what().equals("VCPU"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void whereTheSourceShowsNoHypervisorsNobodyKnowsWhichEntryCounts() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .answersInstead(answer -> answer.replacing("\"OS-EXT-SRV-ATTR:host\":\"[^\"]*\",", ""));

        assertRefused("is on a hypervisor that old does not show to the account");
    }

    @Test
    public void anOwnerWhoIsNoAdministratorMayNotChooseAndTheServerIsRefused() throws Exception {
        people();
        clouds.owners(clouds.target, OwnerLogin.withPassword("alice", OWNERS));

        assertRefused("and Nova lets only an administrator choose one", "alice", "the login out of owners:");
    }

    @Test
    public void anOwnerWhoIsOneMay() throws Exception {
        people();
        Inside admin = clouds.target.inside();
        String role = admin.id("identity", "/v3/roles", "roles", "admin");
        String demo = admin.id("identity", "/v3/projects", "projects", "demo");
        String alice = admin.id("identity", "/v3/users", "users", "alice");
        admin.put("identity", "/v3/projects/" + demo + "/users/" + alice + "/roles/" + role, null);
        clouds.owners(clouds.target, OwnerLogin.withPassword("alice", OWNERS));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(ledger(moved)).containsEntry("owner", "kept");
        assertThat(hostOf("odd")).isEqualTo("compute-2");
    }

    /** A policy that no request shows. */
    @Test
    public void whereNovaRefusesTheChoiceTheServerRunsOnTheSourceAgain() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers")
                .containing("\"host\":\"compute-2\"")
                .status(403)
                .body("{\"forbidden\": {\"code\": 403, \"message\": \"Policy doesn't allow"
                        + " compute:servers:create:requested_destination to be performed.\"}}");

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("compute:servers:create:requested_destination");
        assertThat(clouds.source.inside().server("odd").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void membersOfAnAntiAffinityGroupMayNotGoToOneHypervisor() throws Exception {
        String group = group("anti-affinity");
        HostFixture.on(clouds, "compute-1", "front-1").hint("group", group).boot();
        HostFixture.on(clouds, "compute-2", "front-2").hint("group", group).boot();
        clouds.mapping(new Mapping(Map.of("host", Map.of("compute-1", "compute-2", "compute-2", "compute-2"))));

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("front-1")), "server", "front-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("is in server group front (anti-affinity), and is to go to hypervisor compute-2 by mapping:"
                        + " hosts:, while front-2 of the group is on it, or is to be");
    }

    @Test
    public void oneThatIsOnTheTargetAlreadyCounts() throws Exception {
        String group = group("anti-affinity");
        HostFixture.on(clouds, "compute-1", "front-1").hint("group", group).boot();
        HostFixture.on(clouds, "compute-2", "front-2").hint("group", group).boot();
        clouds.mapping("host", "compute-2", "compute-2");
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("front-2")), "server", "front-2")
                        .end())
                .isEqualTo(End.CREATED);
        clouds.mapping("host", "compute-1", "compute-2");

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("front-1")), "server", "front-1");

        assertThat(refused.message()).contains("while front-2 of the group is on it");
        clouds.mapping("host", "compute-1", "compute-1");
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("front-1")), "server", "front-1")
                        .end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void membersOfAnAffinityGroupMayNotGoApart() throws Exception {
        String group = group("affinity");
        HostFixture.on(clouds, "compute-1", "front-1").hint("group", group).boot();
        HostFixture.on(clouds, "compute-1", "front-2").hint("group", group).boot();
        clouds.mapping("host", "compute-1", "compute-1");
        clouds.move(Verb.INSTANCES, server("front-1"));
        clouds.mapping("host", "compute-1", "compute-2");

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("front-2")), "server", "front-2");

        assertThat(refused.message())
                .contains("while front-1 of the group is on compute-1, or is to be. Name one hypervisor for all");
    }

    private void assertRefused(String... words) throws Exception {
        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("odd")), "server", "odd");
        assertThat(refused.end()).as(refused.message()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains(words).contains("it was not touched");
    }

    private String group(String policy) {
        return clouds.source
                .inside("alice", "demo")
                .make(
                        "compute",
                        "/v2.1/os-server-groups",
                        "server_group",
                        WireJson.object("name", "front", "policy", policy))
                .path("id")
                .asText();
    }

    /** The users and their roles are on the target, and alice has her own password. */
    private void people() throws Exception {
        for (Verb verb : List.of(Verb.TENANTS, Verb.USERS, Verb.USER_ROLES, Verb.KEYPAIRS)) {
            clouds.move(verb, DEMO);
        }
        Inside admin = clouds.target.inside();
        admin.patch(
                "identity",
                "/v3/users/" + admin.id("identity", "/v3/users", "users", "alice"),
                WireJson.object("user", WireJson.object("password", OWNERS)));
    }

    private String hostOf(String name) {
        return clouds.target.inside().server(name).path("OS-EXT-SRV-ATTR:host").asText();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
