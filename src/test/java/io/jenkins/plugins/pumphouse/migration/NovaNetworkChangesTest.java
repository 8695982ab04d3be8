package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.NovaNetworkFixture;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * What came from a Keystone v2.0 and a nova-network is changed on the target in twenty places; each is found and named,
 * no other.
 */
public class NovaNetworkChangesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromNovaNetwork(NovaNetworkChangesTest::contents)
            .mapping("network", NovaNetworkFixture.POOL, "public");

    private final ExpectedDrift expected = new ExpectedDrift();
    private Inside target;
    private String demo;

    private static void contents(EmbeddedCloud cloud) {
        NovaNetworkFixture.vlan(cloud);
        cloud.project("demo")
                .user("bob")
                .quota("compute", "cores", 42)
                .quota("compute", "instances", -1)
                .quota("volume", "volumes", 7);
    }

    @Before
    public void everythingIsMoved() throws Exception {
        for (Verb verb : TwoClouds.EVERYTHING) {
            Report report = clouds.move(verb);
            assertThat(report.failed())
                    .as(verb.step() + " " + report.outcomes())
                    .isFalse();
        }
        target = clouds.target.inside();
        demo = target.id("identity", "/v3/projects", "projects", "demo");
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();
    }

    @Test
    public void eachOfTwentyIsFound() throws Exception {
        identity();
        compute();
        network();
        imagesAndServers();
        assertThat(expected.places()).isEqualTo(20);

        expected.isAllOf(clouds.drift(TwoClouds.DEMO));
    }

    private void identity() throws Exception {
        String alice = target.id("identity", "/v3/users", "users", "alice");
        target.patch("identity", "/v3/projects/" + demo, json("{'project': {'description': 'x'}}"));
        expected.differs("project", "demo", "description: Web shop for demonstrations on old, x on new");
        target.patch(
                "identity",
                "/v3/users/" + alice,
                json("{'user': {'email': 'alice@elsewhere.example', 'enabled': false}}"));
        expected.differs("user", "alice", "email: ", "enabled: true on old, false on new");
        for (JsonNode one : target.list(
                "identity",
                "/v3/role_assignments?user.id=" + alice + "&scope.project.id=" + demo,
                "role_assignments")) {
            target.delete(
                    "identity",
                    "/v3/projects/" + demo + "/users/" + alice + "/roles/"
                            + one.path("role").path("id").asText());
        }
        expected.isMissing("assignment", "alice");
    }

    private void compute() {
        clouds.target.project("demo").quota("compute", "cores", 41).quota("volume", "volumes", 8);
        expected.differs("quota", "demo", "cores: 42 on old, 41 on new", "volumes: 7 on old, 8 on new");
    }

    private void network() throws Exception {
        put("security-groups", "security_groups", "web", "{'security_group': {'description': 'changed'}}");
        expected.differs("security group", "web", "description: Front ends on old, changed on new");
        put("security-groups", "security_groups", "db", "{'security_group': {'name': 'dbs'}}");
        expected.differs("security group", "db", "name: db on old, dbs on new");
        withoutRule(network("security-groups", "security_groups", "web"), 80);
        expected.differs("rules", "web", "80");
        withoutRule(network("security-groups", "security_groups", "dbs"), 5432);
        expected.differs("rules", "db", "5432");
        put("networks", "networks", "private_0", "{'network': {'admin_state_up': false}}");
        expected.differs("network", "private_0", "admin_state_up: true on old, false on new");
        put("routers", "routers", "private_0", "{'router': {'admin_state_up': false}}");
        expected.differs("router", "private_0", "admin_state_up: true on old, false on new");
        JsonNode subnet = ofDemo("subnets", "subnets").get(0);
        target.put(
                "network",
                "/v2.0/subnets/" + subnet.path("id").asText(),
                json("{'subnet': {'dns_nameservers': ['9.9.9.9'],"
                        + " 'host_routes': [{'destination': '10.9.0.0/16', 'nexthop': '10.1.0.9'}]}}"));
        expected.differs("subnet", subnet.path("name").asText(), "dns_nameservers", "host_routes");
    }

    private void imagesAndServers() throws Exception {
        target.patch(
                "image",
                "/v2/images/" + target.id("image", "/v2/images", "images", "debian-demo"),
                value("[{'op': 'replace', 'path': '/min_disk', 'value': 2},"
                        + " {'op': 'replace', 'path': '/protected', 'value': true}]"));
        expected.differs(
                "image",
                "debian-demo",
                "minimum disk: 1 GB on old, 2 GB on new",
                "protected: false on old, true on new");
        target.put("compute", "/v2.1/servers/" + server("web-1"), json("{'server': {'name': 'www-1'}}"));
        target.post("compute", "/v2.1/servers/" + server("www-1") + "/metadata", json("{'metadata': {'role': 'x'}}"));
        expected.differs("server", "web-1", "www-1", "role");
        target.post("compute", "/v2.1/servers/" + server("db-1") + "/metadata", json("{'metadata': {'backup': 'no'}}"));
        for (JsonNode port : ofDemo("ports", "ports")) {
            if (port.path("mac_address").asText().equals("fa:16:3e:aa:00:13")) {
                target.put(
                        "network",
                        "/v2.0/ports/" + port.path("id").asText(),
                        json("{'port': {'security_groups': []}}"));
            }
        }
        expected.differs("server", "db-1", "backup", "db");
    }

    private void withoutRule(String group, int port) {
        for (JsonNode rule : target.list("network", "/v2.0/security-group-rules", "security_group_rules")) {
            if (rule.path("security_group_id").asText().equals(group)
                    && rule.path("port_range_min").asInt() == port) {
                target.delete(
                        "network",
                        "/v2.0/security-group-rules/" + rule.path("id").asText());
            }
        }
    }

    private void put(String path, String list, String name, String body) throws Exception {
        target.put("network", "/v2.0/" + path + "/" + network(path, list, name), json(body));
    }

    private String network(String path, String list, String name) {
        return ofDemo(path, list).stream()
                .filter(object -> object.path("name").asText().equals(name))
                .map(object -> object.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> ofDemo(String path, String list) {
        return clouds.ofDemo("network", "/v2.0/" + path, list);
    }

    private String server(String name) {
        return target.servers().stream()
                .filter(server -> server.path("name").asText().equals(name))
                .map(server -> server.path("id").asText())
                .findFirst()
                .orElseThrow();
    }
}
