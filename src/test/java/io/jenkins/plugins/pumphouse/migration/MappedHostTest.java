package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The operator names a hypervisor of the target for one of the source ({@code mapping: hosts:}): its servers boot on
 * that one, or are refused before they are stopped.
 */
public class MappedHostTest {
    private static final String OWNERS = "alice's own";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void boot() {
        clouds.source.behaviour().newestCompute(96); // which shows whether a server is pinned to a zone
        clouds.target.behaviour().newestCompute(96);
        on("compute-1", "odd").boot();
        clouds.mapping("host", "compute-1", "compute-2");
    }

    @Test
    public void aServerBootsOnTheHypervisorThatPlanLogAndLedgerName() throws Exception {
        plan();
        List<String> plan = List.copyOf(clouds.lines);
        Outcome moved = move();

        assertThat(plan)
                .anyMatch(line -> line.contains("odd") && line.contains("ACTIVE on compute-1, goes to compute-2"));
        assertThat(clouds.lines).anyMatch(line -> line.contains("boots on new (compute-2) at 10.1.0."));
        assertThat(ledger(moved)).containsEntry("host", "changed (compute-1 -> compute-2)");
        assertThat(hostOf("odd")).isEqualTo("compute-2");
        assertThat(copy().path("pinned_availability_zone").isNull())
                .as("Nova may migrate it to any zone later")
                .isTrue();
    }

    @Test
    public void aSecondRunAndAComparisonFindNothingToDo() throws Exception {
        move();

        Report again = clouds.move(Verb.INSTANCES, server("odd"));

        Outcome found = outcome(again, "server", "odd");
        assertThat(found.end()).isEqualTo(End.REUSED);
        assertThat(ledger(found)).containsEntry("host", "changed (compute-1 -> compute-2)");
        assertThat(again.cost().writes()).isZero();
        assertThat(clouds.drift(server("odd")).rows())
                .filteredOn(row -> row.kind().equals("server"))
                .extracting(row -> row.state().words())
                .containsOnly("equal");
    }

    @Test
    public void serversOfOtherHypervisorsGoWhereTheTargetWants() throws Exception {
        on("compute-2", "other").boot();

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("other")), "server", "other");

        assertThat(ledger(moved)).doesNotContainKey("host");
    }

    @Test
    public void aHypervisorMayBeCalledByItsOwnNameOnEitherCloud() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v2.1/servers/detail")
                .answersInstead(
                        answer -> answer.replacing("(hypervisor_hostname\":\"compute-\\d)", "$1.old.example.org"));
        clouds.target
                .faults()
                .on("GET", "/v2.1/os-hypervisors/detail")
                .answersInstead(
                        answer -> answer.replacing("(hypervisor_hostname\":\"compute-\\d)", "$1.new.example.org"));
        clouds.mapping("host", "compute-1.old.example.org", "compute-2.new.example.org");

        move();

        assertThat(hostOf("odd")).isEqualTo("compute-2");
    }

    /** Nova before Train knows it behind the zone alone, and asks no scheduler. */
    @Test
    public void before274TheZoneOfTheHypervisorNamesIt() throws Exception {
        clouds.target.behaviour().newestCompute(73);
        zone("rack-7", "compute-2");

        move();

        assertThat(hostOf("odd")).isEqualTo("compute-2");
        clouds.target.behaviour().newestCompute(96);
        assertThat(copy().path("pinned_availability_zone").asText()).isEqualTo("rack-7");
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
        disable("compute-2", "new memory");

        assertRefused("which is disabled (new memory). Enable it, or name another: compute-1;");
    }

    @Test
    public void oneThatIsDisabledAfterThePlanStopsNoServer() throws Exception {
        clouds.precopy();
        clouds.onLine(line -> {
            if (line.contains("odd") && line.contains("early")) {
                disable("compute-2", "new memory");
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("which is disabled (new memory)", "The server was not stopped");
        assertThat(clouds.lines).noneMatch(line -> line.contains("odd") && line.contains("is off"));
    }

    @Test
    public void oneOfAnotherZoneThanTheMappedOneIsRefused() throws Exception {
        zone("rack-1", "compute-1");
        zone("rack-7", "compute-2");
        both("rack-1", "compute-2");

        assertRefused("which is in availability zone rack-7, and mapping: availability_zones: names rack-1 for the"
                + " server. Name another zone, or another hypervisor: compute-1;");
    }

    @Test
    public void theZoneOfTheMappingHoldsTheServerBesideTheHypervisor() throws Exception {
        zone("rack-7", "compute-2");
        both("rack-7", "compute-2");

        move();

        assertThat(hostOf("odd")).isEqualTo("compute-2");
        assertThat(copy().path("pinned_availability_zone").asText()).isEqualTo("rack-7");
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

        Outcome moved = move();

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
        on("compute-1", "front-1").hint("group", group).boot();
        on("compute-2", "front-2").hint("group", group).boot();
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
        on("compute-1", "front-1").hint("group", group).boot();
        on("compute-2", "front-2").hint("group", group).boot();
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
        on("compute-1", "front-1").hint("group", group).boot();
        on("compute-1", "front-2").hint("group", group).boot();
        clouds.mapping("host", "compute-1", "compute-1");
        clouds.move(Verb.INSTANCES, server("front-1"));
        clouds.mapping("host", "compute-1", "compute-2");

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("front-2")), "server", "front-2");

        assertThat(refused.message())
                .contains("while front-1 of the group is on compute-1, or is to be. Name one hypervisor for all");
    }

    /** What the target's operator does with it later is no difference that anybody has to answer for. */
    @Test
    public void aCopyThatWasMigratedSinceIsToldAndCleanedUp() throws Exception {
        move();
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + copy().path("id").asText() + "/action",
                        WireJson.object("os-migrateLive", WireJson.object("host", null, "block_migration", "auto")));
        clouds.target.skip(Duration.ofMinutes(5));
        assertThat(hostOf("odd")).isEqualTo("compute-1");

        Outcome found = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(ledger(found)).containsEntry("host", "changed (compute-1 -> compute-1, mapped to compute-2)");
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("odd")), "server", "odd")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void anEntryThatMeansNoHypervisorOfTheSourceIsTold() throws Exception {
        clouds.mapping("host", "compute-11", "compute-2");

        plan();

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("mapping: hosts: \"compute-11\" means no hypervisor of old (nearest:"
                        + " \"compute-1\"). Correct or remove it"));
    }

    private ServerFixture on(String host, String name) {
        return DiskFixture.small(clouds.source, name).host(host);
    }

    private void both(String zone, String host) {
        clouds.mapping(
                new Mapping(Map.of("availability zone", Map.of("nova", zone), "host", Map.of("compute-1", host))));
    }

    private Outcome plan() throws Exception {
        return outcome(clouds.plan(Verb.INSTANCES, server("odd")), "server", "odd");
    }

    private Outcome move() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        return moved;
    }

    private void assertRefused(String... words) throws Exception {
        Outcome refused = plan();
        assertThat(refused.end()).as(refused.message()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains(words).contains("it was not touched");
    }

    private JsonNode copy() {
        return clouds.target.inside().server("odd");
    }

    private String hostOf(String name) {
        return clouds.target.inside().server(name).path("OS-EXT-SRV-ATTR:host").asText();
    }

    private void disable(String host, String reason) {
        String service = clouds.target.inside().list("compute", "/v2.1/os-services?host=" + host, "services").stream()
                .filter(one -> one.path("binary").asText().equals("nova-compute"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        clouds.target
                .inside()
                .put(
                        "compute",
                        "/v2.1/os-services/" + service,
                        WireJson.object("status", "disabled", "disabled_reason", reason));
    }

    private void zone(String name, String host) {
        Inside admin = clouds.target.inside();
        String aggregate = admin.make(
                        "compute",
                        "/v2.1/os-aggregates",
                        "aggregate",
                        WireJson.object("name", name, "availability_zone", name))
                .path("id")
                .asText();
        admin.post(
                "compute",
                "/v2.1/os-aggregates/" + aggregate + "/action",
                WireJson.object("add_host", WireJson.object("host", host)));
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

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
