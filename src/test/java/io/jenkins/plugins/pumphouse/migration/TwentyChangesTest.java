package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * A project is moved, then changed on the target in twenty places, of all kinds; each is found and named, no other.
 * From a cloud of today, and from one of 2014.
 */
@RunWith(Parameterized.class)
public class TwentyChangesTest {
    @Parameters(name = "{0}")
    public static List<String> sources() {
        return List.of("today", "Icehouse");
    }

    @Rule
    public final TwoClouds clouds;

    private final boolean isOld;

    private final ExpectedDrift expected = new ExpectedDrift();
    private Inside target;

    public TwentyChangesTest(String source) {
        isOld = source.equals("Icehouse");
        clouds = isOld ? TwoClouds.fromIcehouse() : TwoClouds.modern();
    }

    @Before
    public void everythingIsMoved() throws Exception {
        for (Verb verb : TwoClouds.EVERYTHING) {
            assertThat(clouds.move(verb).failed()).as(verb.step()).isFalse();
        }
        target = clouds.target.inside();
        assertThat(clouds.drift(TwoClouds.DEMO).found()).isFalse();
    }

    @Test
    public void eachOfThemIsFound() throws Exception {
        identity();
        compute();
        network();
        imagesAndServers();
        assertThat(expected.places()).isEqualTo(20);

        expected.isAllOf(clouds.drift(TwoClouds.DEMO));
    }

    private void identity() throws Exception {
        patch(
                "/v3/projects/" + id("identity", "/v3/projects", "projects", "demo"),
                "{'project': {'description': 'x'}}");
        expected.differs("project", "demo", "description: Web shop for demonstrations on old, x on new");
        patch("/v3/users/" + user("alice"), "{'user': {'email': 'alice@elsewhere.example'}}");
        expected.differs("user", "alice", "email: ");
        patch("/v3/users/" + user("bob"), "{'user': {'enabled': false}}");
        expected.differs("user", "bob", "enabled: true on old, false on new");
        target.delete(
                "identity",
                "/v3/projects/" + id("identity", "/v3/projects", "projects", "demo") + "/users/" + user("bob")
                        + "/roles/" + id("identity", "/v3/roles", "roles", "operator-x"));
        expected.isMissing("assignment", "operator-x");
    }

    private void compute() throws Exception {
        if (isOld) { // whose Nova shows nobody another's keys
            put("subnets", "subnets", "demo-backend-subnet", "{'subnet': {'allocation_pools': []}}");
            expected.differs("subnet", "demo-backend-subnet", "allocation_pools");
        } else {
            clouds.target.inside("alice", "demo").delete("compute", "/v2.1/os-keypairs/laptop");
            expected.isMissing("keypair", "laptop");
        }
        clouds.target
                .project("demo")
                .quota("compute", "cores", 41)
                .quota("volume", "volumes", 8)
                .quota("network", "security_group", 31);
        expected.differs("quota", "demo", "cores: 42 on old, 41 on new");
        expected.differs("quota", "demo", "volumes: 7 on old, 8 on new");
        expected.differs("quota", "demo", "security_group: 30 on old, 31 on new");
    }

    private void network() throws Exception {
        put("security-groups", "security_groups", "web", "{'security_group': {'description': 'changed'}}");
        expected.differs("security group", "web", "description: Front ends on old, changed on new");
        String group = network("security-groups", "security_groups", "db");
        for (JsonNode rule : target.list("network", "/v2.0/security-group-rules", "security_group_rules")) {
            if (rule.path("security_group_id").asText().equals(group)
                    && rule.path("port_range_min").asInt() == 5432) {
                target.delete(
                        "network",
                        "/v2.0/security-group-rules/" + rule.path("id").asText());
            }
        }
        expected.differs("rules", "db", "5432");
        put("networks", "networks", "demo-net", "{'network': {'admin_state_up': false}}");
        expected.differs("network", "demo-net", "admin_state_up: true on old, false on new");
        put("subnets", "subnets", "demo-net-subnet", "{'subnet': {'dns_nameservers': ['9.9.9.9']}}");
        expected.differs("subnet", "demo-net-subnet", "dns_nameservers");
        put(
                "subnets",
                "subnets",
                "demo-backend-subnet",
                "{'subnet': {'host_routes': [{'destination': '10.9.0.0/16', 'nexthop': '10.2.0.9'}]}}");
        expected.differs("subnet", "demo-backend-subnet", "host_routes");
        put("networks", "networks", "demo-backend", "{'network': {'name': 'renamed'}}");
        expected.differs("network", "demo-backend", "name: demo-backend on old, renamed on new");
        put("routers", "routers", "demo-router", "{'router': {'admin_state_up': false}}");
        expected.differs("router", "demo-router", "admin_state_up: true on old, false on new");
    }

    private void imagesAndServers() throws Exception {
        target.patch(
                "image",
                "/v2/images/" + id("image", "/v2/images", "images", "debian-demo"),
                value("[{'op': 'replace', 'path': '/os_distro', 'value': 'ubuntu'}]"));
        expected.differs("image", "debian-demo", "os_distro: debian on old, ubuntu on new");
        target.patch(
                "image",
                "/v2/images/" + id("image", "/v2/images", "images", "golden"),
                value("[{'op': 'replace', 'path': '/protected', 'value': false}]"));
        expected.differs("image", "golden", "protected: true on old, false on new");
        target.put("compute", "/v2.1/servers/" + server("web-1"), json("{'server': {'name': 'www-1'}}"));
        expected.differs("server", "web-1", "www-1");
        target.post("compute", "/v2.1/servers/" + server("db-1") + "/metadata", json("{'metadata': {'backup': 'no'}}"));
        expected.differs("server", "db-1", "backup");
        for (JsonNode port : target.list("network", "/v2.0/ports", "ports")) {
            if (port.path("mac_address").asText().equals("fa:16:3e:aa:00:12")) {
                target.put(
                        "network",
                        "/v2.0/ports/" + port.path("id").asText(),
                        json("{'port': {'security_groups': []}}"));
            }
        }
        expected.differs("server", "web-2", "web");
    }

    private void patch(String path, String body) throws Exception {
        target.patch("identity", path, json(body));
    }

    private void put(String path, String list, String name, String body) throws Exception {
        target.put("network", "/v2.0/" + path + "/" + network(path, list, name), json(body));
    }

    private String network(String path, String list, String name) {
        String demo = id("identity", "/v3/projects", "projects", "demo");
        return target.list("network", "/v2.0/" + path, list).stream()
                .filter(object -> object.path("name").asText().equals(name))
                .filter(object -> object.path("tenant_id").asText().equals(demo))
                .map(object -> object.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private String user(String name) {
        return id("identity", "/v3/users", "users", name);
    }

    private String server(String name) {
        return target.servers().stream()
                .filter(server -> server.path("name").asText().equals(name))
                .map(server -> server.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private String id(String service, String path, String list, String name) {
        return target.id(service, path, list, name);
    }
}
