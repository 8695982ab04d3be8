package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.object;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.Row;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.State;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What has changed on either cloud since a project was moved is found, object by object, and nothing is written. */
public class DriftCheckTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void afterAMoveOfEverythingAllIsEqual() throws Exception {
        everything();
        clouds.source.journal().clear();
        clouds.target.journal().clear();

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.lines()).isEmpty();
        assertThat(drift.found()).isFalse();
        assertThat(drift.rows()).extracting(Row::kind).contains("network", "image", "rules", "server", "keypair");
        assertThat(clouds.source.journal().writes())
                .noneMatch(entry -> !entry.path().endsWith("/tokens"));
        assertThat(clouds.target.journal().writes())
                .noneMatch(entry -> !entry.path().endsWith("/tokens"));
    }

    @Test
    public void aFieldThatChangedOnEitherSideIsNamedWithBothValues() throws Exception {
        clouds.move(Verb.NETWORKS);
        update(
                clouds.target,
                "/v2.0/subnets",
                "subnets",
                "demo-net-subnet",
                "subnet",
                "{\"gateway_ip\": \"10.1.0.254\", \"allocation_pools\": [{\"start\": \"10.1.0.2\", \"end\": \"10.1.0.253\"}]}");
        update(clouds.source, "/v2.0/networks", "networks", "demo-net", "network", "{\"admin_state_up\": false}");

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(row(drift, "subnet", "demo-net-subnet").message())
                .contains("gateway_ip: 10.1.0.1 on old, 10.1.0.254 on new");
        assertThat(row(drift, "network", "demo-net").message()).contains("admin_state_up: false on old, true on new");
        assertThat(drift.count(State.DIFFERS)).isEqualTo(2);
    }

    /** It is the same role for the services' policies, and a run leaves it as it is; a comparison says it. */
    @Test
    public void aRoleThatDescribesItselfInOtherWordsIsNamedWithBoth() throws Exception {
        role(clouds.source, "reads all logs");
        clouds.move(Verb.ROLES, TwoClouds.ALL);
        String copy = clouds.target.inside().id("identity", "/v3/roles", "roles", "auditor");
        clouds.target
                .inside()
                .patch("identity", "/v3/roles/" + copy, json("{\"role\": {\"description\": \"reads nothing\"}}"));

        Row row = row(clouds.drift(TwoClouds.ALL), "role", "auditor");

        assertThat(row.state()).isEqualTo(State.DIFFERS);
        assertThat(row.message()).contains("description: reads all logs on old, reads nothing on new");
        assertThat(clouds.move(Verb.ROLES, TwoClouds.ALL).cost().writes()).isZero();
    }

    private static void role(EmbeddedCloud cloud, String description) {
        cloud.inside().make("identity", "/v3/roles", "role", object("name", "auditor", "description", description));
    }

    @Test
    public void whatCameToTheSourceIsMissingAndWhatLeftItIsGone() throws Exception {
        clouds.move(Verb.SECGROUPS);
        JsonNode db = clouds.source.inside().named("network", "/v2.0/security-groups", "security_groups", "db");
        clouds.source.project("demo").group("cache", "", rules -> {});
        for (JsonNode port : clouds.source.inside().list("network", "/v2.0/ports", "ports")) {
            if (port.path("security_groups").toString().contains(db.path("id").asText())) {
                clouds.source
                        .inside()
                        .put(
                                "network",
                                "/v2.0/ports/" + port.path("id").asText(),
                                json("{\"port\": {\"security_groups\": []}}"));
            }
        }
        for (JsonNode rule :
                clouds.source.inside().list("network", "/v2.0/security-group-rules", "security_group_rules")) {
            if (db.path("id").asText().equals(rule.path("remote_group_id").asText())) {
                clouds.source
                        .inside()
                        .delete(
                                "network",
                                "/v2.0/security-group-rules/" + rule.path("id").asText());
            }
        }
        clouds.source
                .inside()
                .delete("network", "/v2.0/security-groups/" + db.path("id").asText());

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(row(drift, "security group", "cache").state()).isEqualTo(State.MISSING);
        assertThat(row(drift, "security group", "db").state()).isEqualTo(State.GONE);
        assertThat(row(drift, "security group", "db").sourceId()).isNull();
        assertThat(row(drift, "rules", "web").state()).isEqualTo(State.DIFFERS);
    }

    @Test
    public void aTypeOfWhichNothingWasMovedIsANoteUnlessItIsNamed() throws Exception {
        clouds.move(Verb.SECGROUPS);

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.rows()).extracting(Row::kind).doesNotContain("image", "server", "network");
        assertThat(drift.notes())
                .anySatisfy(note ->
                        assertThat(note).startsWith("images: none was moved yet, or all were deleted since, 2 on"));
        assertThat(clouds.drift(TwoClouds.DEMO, "images").count(State.MISSING)).isEqualTo(2);
        assertThatThrownBy(() -> clouds.drift(TwoClouds.DEMO, "imagse"))
                .hasMessageContaining("types names \"imagse\"")
                .hasMessageContaining("security group");
    }

    @Test
    public void whereAllOfATypeAreGoneTheNoteDoesNotSayThatNoneWasMoved() throws Exception {
        clouds.move(Verb.IMAGES);
        Inside target = clouds.target.inside();
        for (String name : List.of("debian-demo", "golden")) {
            String id = target.id("image", "/v2/images", "images", name);
            target.patch(
                    "image", "/v2/images/" + id, value("[{'op': 'replace', 'path': '/protected', 'value': false}]"));
            target.delete("image", "/v2/images/" + id);
        }

        assertThat(clouds.drift(TwoClouds.DEMO).notes())
                .anyMatch(note -> note.startsWith("images: none was moved yet, or all were deleted since"));
    }

    /** It keeps no mark that would tell whether it was moved, so it is no row. */
    @Test
    public void aFlavorThatDiffersFromThatOfItsNameIsNamedAtLeast() throws Exception {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            int ram = cloud == clouds.source ? 64 : 128;
            cloud.inside()
                    .make(
                            "compute",
                            "/v2.1/flavors",
                            "flavor",
                            WireJson.object("id", "55", "name", "lab.big", "ram", ram, "vcpus", 1, "disk", 1));
        }

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.rows()).extracting(Row::kind).doesNotContain("flavor");
        assertThat(drift.notes())
                .anyMatch(note -> note.equals("flavors: 1 with other values than the target's in their place, as where"
                        + " none was moved: lab.big; not compared (types: compares them anyway)"));
        assertThat(clouds.drift(TwoClouds.DEMO, "flavors").count(State.DIFFERS)).isEqualTo(1);
    }

    @Test
    public void rolesThatWereAllTakenAwayFromUsersWhoWereMovedAreTold() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.move(Verb.USERS);
        clouds.move(Verb.USER_ROLES);
        Inside target = clouds.target.inside();
        String demo = target.id("identity", "/v3/projects", "projects", "demo");
        List<JsonNode> given = target.list("identity", "/v3/role_assignments", "role_assignments").stream()
                .filter(one ->
                        one.path("scope").path("project").path("id").asText().equals(demo))
                .toList();
        for (JsonNode one : given) {
            target.delete(
                    "identity",
                    "/v3/projects/" + demo + "/users/"
                            + one.path("user").path("id").asText() + "/roles/"
                            + one.path("role").path("id").asText());
        }
        assertThat(given).isNotEmpty();

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.notes())
                .anyMatch(note ->
                        note.startsWith("assignments: the target has none for users and projects that were moved")
                                && note.contains("somebody has taken them away"));
    }

    @Test
    public void anInterfaceThatWasTakenFromAMovedRouterIsMissing() throws Exception {
        clouds.move(Verb.NETWORKS);
        Inside target = clouds.target.inside();
        String router = target.id("network", "/v2.0/routers", "routers", "demo-router");
        String subnet = target.id("network", "/v2.0/subnets", "subnets", "demo-net-subnet");
        target.put(
                "network",
                "/v2.0/routers/" + router + "/remove_router_interface",
                json("{'subnet_id': '%s'}".formatted(subnet)));

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.rows())
                .filteredOn(row -> row.kind().equals("router interface"))
                .filteredOn(row -> row.state() == State.MISSING)
                .extracting(Row::name)
                .containsExactly("demo-router at 10.1.0.1");
    }

    @Test
    public void oneQuotaThatWasRaisedSinceIsFound() throws Exception {
        clouds.move(Verb.QUOTAS);
        clouds.source.project("demo").quota("compute", "cores", 64);

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(row(drift, "quota", "demo").message()).contains("cores: 64 on old, 42 on new");
        assertThat(drift.rows()).extracting(Row::kind).doesNotContain("role");
    }

    @Test
    public void aMovedServerIsComparedInAllThatItsMoveVerified() throws Exception {
        everything();
        JsonNode web = server(clouds.target, "web-1");
        JsonNode db = server(clouds.target, "db-1");
        clouds.target
                .inside()
                .put(
                        "compute",
                        "/v2.1/servers/" + web.path("id").asText(),
                        json("{\"server\": {\"name\": \"www-1\"}}"));
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + db.path("id").asText() + "/metadata",
                        json("{\"metadata\": {\"backup\": \"never\"}}"));
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/"
                                + server(clouds.source, "web-2").path("id").asText() + "/action",
                        json("{\"unlock\": null}"));
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/"
                                + server(clouds.source, "web-2").path("id").asText() + "/action",
                        json("{\"os-start\": null}"));

        Drift drift = clouds.drift(TwoClouds.DEMO, "server");

        assertThat(row(drift, "server", "web-1").message()).contains("name: web-1 on old, www-1 on new");
        assertThat(row(drift, "server", "db-1").message()).contains("metadata", "daily", "never");
        assertThat(row(drift, "server", "web-2").state()).isNotEqualTo(State.EQUAL);
    }

    @Test
    public void whatPumpCleanupDeletedIsNoDrift() throws Exception {
        everything();
        clouds.move(Verb.CLEANUP);

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(row(drift, "server", "web-1").state()).isEqualTo(State.DELETED);
        assertThat(drift.lines()).noneMatch(line -> line.startsWith("!"));
    }

    @Test
    public void aListThatCannotBeReadIsNoEquality() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.source.faults().on("GET", "/v2.0/routers").status(500);

        Drift drift = clouds.drift(TwoClouds.DEMO, "network", "router");

        assertThat(row(drift, "router", "(all)").state()).isEqualTo(State.UNKNOWN);
        assertThat(row(drift, "network", "demo-net").state()).isEqualTo(State.EQUAL);
        assertThat(drift.found()).isTrue();
    }

    private void everything() throws InterruptedException {
        for (Verb verb : TwoClouds.EVERYTHING) {
            clouds.move(verb);
        }
    }

    private static JsonNode server(EmbeddedCloud cloud, String name) {
        return cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals(name)
                        && !server.path("metadata").path("role").isMissingNode())
                .findFirst()
                .orElseThrow();
    }

    private static void update(EmbeddedCloud cloud, String path, String list, String name, String one, String fields) {
        JsonNode found = cloud.inside().named("network", path, list, name);
        cloud.inside()
                .put("network", path + "/" + found.path("id").asText(), json("{\"" + one + "\": " + fields + "}"));
    }

    private static Row row(Drift drift, String kind, String name) {
        return drift.rows().stream()
                .filter(row -> row.kind().equals(kind) && row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + drift.rows()));
    }
}
