package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A server comes into a group of the same policy and rules, and into the availability zone that a mapping names. */
public class ServerGroupTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerComesIntoAGroupOfTheSamePolicyAndRules() throws Exception {
        boot("front-1", group("front", "{'policy': 'anti-affinity', 'rules': {'max_server_per_host': 2}}"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("front-1")), "server", "front-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode group = only(groups(clouds.target));
        assertThat(group.path("name").asText()).isEqualTo("front");
        assertThat(group.path("policy").asText()).isEqualTo("anti-affinity");
        assertThat(group.path("rules").path("max_server_per_host").asInt()).isEqualTo(2);
        assertThat(group.path("members").toString())
                .isEqualTo("[\"" + copy("front-1").path("id").asText() + "\"]");
        assertThat(group.path("project_id").asText())
                .isEqualTo(copy("front-1").path("tenant_id").asText());
        assertThat(clouds.move(Verb.INSTANCES, server("front-1")).cost().writes())
                .isZero();
    }

    @Test
    public void alsoWhereTheSourceOnceSaysThatItHasNoGroups() throws Exception {
        boot("front-1", group("front", "{'policy': 'anti-affinity'}"));
        clouds.source.faults().on("GET", "/v2.1/os-server-groups").status(404).times(1);

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("front-1")), "server", "front-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(only(groups(clouds.target)).path("members").toString())
                .isEqualTo("[\"" + copy("front-1").path("id").asText() + "\"]");
    }

    @Test
    public void theNextServerOfTheGroupJoinsIt() throws Exception {
        String group = group("front", "{'policy': 'soft-anti-affinity'}");
        boot("front-1", group);
        boot("front-2", group);
        clouds.move(Verb.INSTANCES, server("front-1"));

        Report next = clouds.move(Verb.INSTANCES, server("front-2"));

        assertThat(outcome(next, "server group", "front").end()).isEqualTo(End.REUSED);
        assertThat(only(groups(clouds.target)).path("members")).hasSize(2);
    }

    @Test
    public void twoGroupsOfOneNameAndPolicyStayTwo() throws Exception {
        String one = group("front", "{'policy': 'anti-affinity'}");
        boot("front-1", one);
        boot("front-2", group("front", "{'policy': 'anti-affinity'}"));

        Report first = clouds.move(Verb.INSTANCES, server("front-1"));
        clouds.move(Verb.INSTANCES, server("front-2"));

        assertThat(outcome(first, "server group", "front").message())
                .contains("name (it becomes front-" + one.substring(0, 8));
        assertThat(groups(clouds.target))
                .hasSize(2)
                .allMatch(group -> group.path("members").size() == 1);
        assertThat(clouds.move(Verb.INSTANCES, server("front-2")).cost().writes())
                .isZero();
    }

    @Test
    public void aServerThatThePolicyLeavesNoHostForSaysSoAndTheSourcesRunsAgain() throws Exception {
        String group = group("front", "{'policy': 'anti-affinity', 'rules': {'max_server_per_host': 5}}");
        boot("front-1", group);
        boot("front-2", group);
        clouds.move(Verb.INSTANCES, server("front-1"));
        clouds.target.behaviour().bootsFail("front-2", "No valid host was found.");

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("front-2")), "server", "front-2");
        clouds.source.skip(Duration.ofSeconds(5));

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("No valid host was found.");
        assertThat(copyOf(clouds.source, "front-2").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void theCleanUpKeepsAServerWhoseCopyIsInNoSuchGroup() throws Exception {
        boot("front-1", group("front", "{'policy': 'anti-affinity'}"));
        clouds.move(Verb.INSTANCES, server("front-1"));
        clouds.target
                .inside()
                .delete(
                        "compute",
                        "/v2.1/os-server-groups/"
                                + only(groups(clouds.target)).path("id").asText());

        assertThat(outcome(clouds.move(Verb.CLEANUP, server("front-1")), "server", "front-1")
                        .message())
                .contains("is in server group front (anti-affinity) on old, but in none on new");
    }

    @Test
    public void aGroupThatAnotherControllerMakesAtTheSameMomentIsMadeOnce() throws Exception {
        clouds.move(Verb.TENANTS);
        boot("front-1", group("front", "{'policy': 'anti-affinity'}"));
        String admin = clouds.target.inside().userId();
        String demo = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        String role = clouds.target.inside().id("identity", "/v3/roles", "roles", "member");
        clouds.target.inside().put("identity", "/v3/projects/" + demo + "/users/" + admin + "/roles/" + role, null);
        ObjectNode twin = json("{'server_group': {'name': 'front', 'policy': 'anti-affinity'}}");
        boolean[] made = new boolean[1];
        clouds.onLine(line -> {
            if (line.startsWith("plan")) { // after which the run believes that there is none
                if (!made[0]) {
                    made[0] = true;
                    clouds.target.inside("admin", "demo").post("compute", "/v2.1/os-server-groups", twin);
                }
            }
        });

        Report report = clouds.move(Verb.INSTANCES, server("front-1"));

        assertThat(made[0]).isTrue();
        assertThat(outcome(report, "server", "front-1").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(only(groups(clouds.target)).path("members")).hasSize(1);
    }

    @Test
    public void theQuotaOfGroupsShowsInThePlan() throws Exception {
        clouds.move(Verb.TENANTS);
        quota("server_groups", 0);
        boot("front-1", group("front", "{'policy': 'anti-affinity'}"));

        Report planned = clouds.plan(Verb.INSTANCES, server("front-1"));

        assertThat(outcome(planned, "server group", "front").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(planned, "server group", "front").message()).contains("compute server_groups 1 more");
    }

    @Test
    public void theQuotaOfMembersShowsInThePlan() throws Exception {
        clouds.move(Verb.TENANTS);
        quota("server_group_members", 1);
        String group = group("front", "{'policy': 'soft-affinity'}");
        boot("front-1", group);
        boot("front-2", group);

        Report planned = clouds.plan(Verb.INSTANCES, new Selection("demo", null, List.of("front-*"), null));

        assertThat(List.of(outcome(planned, "server", "front-1"), outcome(planned, "server", "front-2")))
                .filteredOn(outcome -> outcome.end() == End.CONFLICT)
                .singleElement()
                .satisfies(refused -> assertThat(refused.message())
                        .contains("compute server_group_members of front", "1 more, where 1 of 1 are taken"));
    }

    @Test
    public void theMembersThatTheTargetsGroupHasAlreadyCount() throws Exception {
        String group = group("front", "{'policy': 'soft-affinity'}");
        boot("front-1", group);
        boot("front-2", group);
        clouds.move(Verb.INSTANCES, server("front-1"));
        quota("server_group_members", 1);

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("front-2")), "server", "front-2");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("compute server_group_members of front", "1 more, where 1 of 1 are taken");
    }

    @Test
    public void aGroupWithAMemberOnEachHypervisorOfTheTargetIsFullInThePlan() throws Exception {
        boot("front-1", group("front", "{'policy': 'anti-affinity'}"));
        clouds.target.faults().on("GET", "/v2.1/os-services").status(200).body("{\"services\": []}");

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("front-1")), "server", "front-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("is in server group front (anti-affinity), which has 0 members on new already, where 0"
                        + " hypervisors serve; add one with pumpHost");
    }

    @Test
    public void aMappingNamesTheAvailabilityZone() throws Exception {
        zone(clouds.target, "rack-7");
        clouds.mapping("availability zone", "nova", "rack-7");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(copy("db-1").path("OS-EXT-AZ:availability_zone").asText()).isEqualTo("rack-7");
    }

    @Test
    public void aMappingToAZoneThatTheTargetDoesNotHaveIsRefused() throws Exception {
        clouds.mapping("availability zone", "nova", "rack-8");

        Outcome refused = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("mapping: availability_zones: names rack-8");
    }

    private void quota(String key, int limit) throws Exception {
        String demo = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        clouds.target
                .inside()
                .put("compute", "/v2.1/os-quota-sets/" + demo, json("{'quota_set': {'" + key + "': " + limit + "}}"));
    }

    private static void zone(EmbeddedCloud cloud, String name) throws Exception {
        Inside admin = cloud.inside();
        JsonNode aggregate = admin.post(
                "compute",
                "/v2.1/os-aggregates",
                json("{'aggregate': {'name': '" + name + "', 'availability_zone': '" + name + "'}}"));
        String host = admin.list("compute", "/v2.1/os-hypervisors", "hypervisors")
                .get(0)
                .path("hypervisor_hostname")
                .asText();
        admin.post(
                "compute",
                "/v2.1/os-aggregates/" + aggregate.path("aggregate").path("id").asText() + "/action",
                json("{'add_host': {'host': '" + host + "'}}"));
    }

    private String group(String name, String rest) throws Exception {
        ObjectNode group = json(rest).put("name", name);
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.set("server_group", group);
        return clouds.source
                .inside("alice", "demo")
                .post("compute", "/v2.1/os-server-groups", body)
                .path("server_group")
                .path("id")
                .asText();
    }

    private void boot(String name, String group) throws Exception {
        Inside alice = clouds.source.inside("alice", "demo");
        String image = alice.id("image", "/v2/images", "images", "cirros");
        String flavor = alice.id("compute", "/v2.1/flavors", "flavors", "m1.tiny");
        alice.post(
                "compute",
                "/v2.1/servers",
                json("{'server': {'name': '" + name + "', 'imageRef': '" + image + "', 'flavorRef': '" + flavor
                        + "', 'networks': 'none'}, 'os:scheduler_hints': {'group': '" + group + "'}}"));
        clouds.source.skip(Duration.ofSeconds(5));
    }

    private static List<JsonNode> groups(EmbeddedCloud cloud) {
        return cloud.inside().list("compute", "/v2.1/os-server-groups?all_projects=1", "server_groups");
    }

    private static JsonNode only(List<JsonNode> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private JsonNode copy(String name) {
        return copyOf(clouds.target, name);
    }

    private static JsonNode copyOf(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name);
    }
}
