package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What the source has emptied since a run is found by pumpVerify, and emptied on the target by the next run. */
public class EmptiedFieldsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;

    @Before
    public void inside() {
        source = clouds.source.inside();
    }

    @Test
    public void theWordsAndTagsOfAProject() throws Exception {
        String path = "/v3/projects/" + id("identity", "/v3/projects", "projects", "demo");
        source.patch("identity", path, json("{'project': {'tags': ['a', 'b'], 'description': 'x'}}"));
        clouds.move(Verb.TENANTS);
        source.patch("identity", path, json("{'project': {'tags': [], 'description': ''}}"));
        bringsAfter(Verb.TENANTS, "project demo");
    }

    @Test
    public void theAddressOfAUser() throws Exception {
        String path = "/v3/users/" + id("identity", "/v3/users", "users", "alice");
        source.patch("identity", path, json("{'user': {'email': 'a@b.example', 'description': 'x'}}"));
        clouds.move(Verb.USERS);
        source.patch("identity", path, json("{'user': {'email': null, 'description': null}}"));
        bringsAfter(Verb.USERS, "user alice");
    }

    @Test
    public void theDefaultProjectOfAUser() throws Exception {
        String path = "/v3/users/" + id("identity", "/v3/users", "users", "alice");
        String demo = id("identity", "/v3/projects", "projects", "demo");
        source.patch("identity", path, json("{'user': {'default_project_id': '" + demo + "'}}"));
        clouds.move(Verb.TENANTS);
        clouds.move(Verb.USERS);
        source.patch("identity", path, json("{'user': {'default_project_id': null}}"));
        bringsAfter(Verb.USERS, "user alice");
    }

    /** Which nobody can tell from one that the target's operator has set. */
    @Test
    public void thePropertyOfAnImageIsToldAndStays() throws Exception {
        clouds.move(Verb.IMAGES);
        String path = "/v2/images/" + id("image", "/v2/images", "images", "debian-demo");
        source.patch("image", path, new ObjectMapper().readTree("[{\"op\": \"remove\", \"path\": \"/os_distro\"}]"));

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.found()).isFalse();
        assertThat(drift.notes())
                .contains("image debian-demo has only on new: property os_distro. Removed on old since the move, or"
                        + " added on new; no step takes it away");
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    @Test
    public void theQuotaThatIsTheDefaultAgainIsToldAndStays() throws Exception {
        clouds.move(Verb.QUOTAS);
        clouds.source.project("demo").quota("compute", "cores", 20);

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.found()).isFalse();
        assertThat(drift.notes())
                .anyMatch(note -> note.startsWith("quota demo has only on new: compute cores 42 (default 20). "));
    }

    /** Nothing tells them from quotas that were never moved. */
    @Test
    public void quotasOfWhichEveryValueDiffersAreTold() throws Exception {
        clouds.move(Verb.TENANTS);

        assertThat(clouds.drift(TwoClouds.DEMO).notes())
                .anyMatch(note -> note.startsWith("quotas: 1 differ in every value, as where none was moved"));
    }

    @Test
    public void allQuotasOfAProjectThatAreTheDefaultAgainAreTold() throws Exception {
        clouds.move(Verb.QUOTAS);
        clouds.source
                .project("demo")
                .quota("compute", "cores", 20)
                .quota("compute", "instances", 10)
                .quota("network", "security_group", 10)
                .quota("volume", "volumes", 10);

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.notes())
                .anyMatch(note -> note.startsWith("quota demo has only on new: compute cores 42 (default 20), ")
                        && note.contains("volume volumes 7 (default 10)"));
    }

    @Test
    public void theQuotasOfAUserThatFollowTheProjectsAgainAreTold() throws Exception {
        String demo = clouds.source.project("demo").id();
        String alice = source.id("identity", "/v3/users", "users", "alice");
        String path = "/v2.1/os-quota-sets/" + demo + "?user_id=" + alice;
        source.put("compute", path, json("{'quota_set': {'cores': 3, 'ram': 2048}}"));
        clouds.move(Verb.USER_ROLES);
        clouds.move(Verb.QUOTAS);
        assertThat(clouds.drift(TwoClouds.DEMO).notes()).noneMatch(note -> note.startsWith("user quota"));
        source.delete("compute", path);

        assertThat(clouds.drift(TwoClouds.DEMO).notes())
                .anyMatch(note -> note.startsWith("user quota alice in demo has only on new: ")
                        && note.contains("compute cores 3")
                        && note.contains("compute ram 2048"));
    }

    @Test
    public void theServersAndRoutesOfASubnet() throws Exception {
        String path = "/v2.0/subnets/" + network("subnets", "demo-net-subnet");
        source.put("network", path, json("""
                {'subnet': {'dns_nameservers': ['9.9.9.9'], 'description': 'x',
                 'host_routes': [{'destination': '10.9.0.0/16', 'nexthop': '10.1.0.9'}]}}"""));
        clouds.move(Verb.NETWORKS);
        source.put("network", path, json("""
                {'subnet': {'dns_nameservers': [], 'host_routes': [], 'description': ''}}"""));
        bringsAfter(Verb.NETWORKS, "subnet demo-net-subnet");
    }

    @Test
    public void theGatewayOfASubnet() throws Exception {
        String path = "/v2.0/subnets/" + network("subnets", "demo-backend-subnet");
        clouds.move(Verb.NETWORKS);
        source.put("network", path, json("{'subnet': {'gateway_ip': null}}"));
        bringsAfter(Verb.NETWORKS, "subnet demo-backend-subnet");
    }

    @Test
    public void theWordsOfANetworkAndARouter() throws Exception {
        String network = "/v2.0/networks/" + network("networks", "demo-net");
        String router = "/v2.0/routers/" + network("routers", "demo-router");
        source.put("network", network, json("{'network': {'description': 'x'}}"));
        source.put("network", router, json("{'router': {'description': 'x'}}"));
        clouds.move(Verb.NETWORKS);
        source.put("network", network, json("{'network': {'description': ''}}"));
        source.put("network", router, json("{'router': {'description': ''}}"));
        bringsAfter(Verb.NETWORKS, "network demo-net", "router demo-router");
    }

    @Test
    public void theWordsOfAGroup() throws Exception {
        String path = "/v2.0/security-groups/" + network("security-groups", "web");
        clouds.move(Verb.SECGROUPS);
        source.put("network", path, json("{'security_group': {'description': ''}}"));
        bringsAfter(Verb.SECGROUPS, "security group web");
    }

    @Test
    public void whatAnOperatorHasAddedToAUserComesAndGoes() throws Exception {
        String path = "/v3/users/" + id("identity", "/v3/users", "users", "alice");
        source.patch("identity", path, json("{'user': {'phone': '555-0100', 'rooms': [1, 2]}}"));

        Report report = clouds.move(Verb.USERS);

        assertThat(outcome(report, "user", "alice").message()).doesNotContain("left behind");
        assertThat(alice().path("phone").asText()).isEqualTo("555-0100");
        assertThat(alice().path("rooms")).hasSize(2);
        source.patch("identity", path, json("{'user': {'phone': null, 'rooms': [2]}}"));
        bringsAfter(Verb.USERS, "user alice");
        assertThat(alice().hasNonNull("phone")).isFalse();
        assertThat(alice().path("rooms")).hasSize(1);
    }

    /** Keystone shows no field that a user or group never had. */
    @Test
    public void aDescriptionOrAddressThatOnlyTheCopyHasIsFoundAndGoes() throws Exception {
        String bare = source.make("identity", "/v3/users", "user", json("{'name': 'bare'}"))
                .path("id")
                .asText();
        String member = id("identity", "/v3/roles", "roles", "member");
        String demo = id("identity", "/v3/projects", "projects", "demo");
        source.put("identity", "/v3/projects/" + demo + "/users/" + bare + "/roles/" + member, null);
        clouds.move(Verb.USERS);
        JsonNode copy = clouds.target.inside().named("identity", "/v3/users", "users", "bare");
        assertThat(copy.has("description")).isFalse();
        assertThat(copy.has("email")).isFalse();
        clouds.target
                .inside()
                .patch(
                        "identity",
                        "/v3/users/" + copy.path("id").asText(),
                        json("{'user': {'description': 'x', 'email': 'x@example.org'}}"));

        bringsAfter(Verb.USERS, "user bare");
    }

    private JsonNode alice() {
        return clouds.target.inside().named("identity", "/v3/users", "users", "alice");
    }

    private void bringsAfter(Verb verb, String... objects) throws Exception {
        assertThat(clouds.drift(TwoClouds.DEMO).found()).isTrue();
        Report report = clouds.move(verb);
        assertThat(ended(report, End.UPDATED)).as(report.outcomes().toString()).containsExactlyInAnyOrder(objects);
        assertThat(clouds.move(verb).cost().writes()).isZero();
    }

    private String network(String list, String name) {
        String demo = id("identity", "/v3/projects", "projects", "demo");
        return source.list("network", "/v2.0/" + list, list.replace('-', '_')).stream()
                .filter(object -> object.path("name").asText().equals(name))
                .filter(object -> object.path("tenant_id").asText().equals(demo))
                .map(object -> object.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private String id(String service, String path, String list, String name) {
        return source.id(service, path, list, name);
    }
}
