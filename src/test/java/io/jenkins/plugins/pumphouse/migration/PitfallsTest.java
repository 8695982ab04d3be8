package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.fields;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Cases of docs/pitfalls.md that no other test is about. */
public class PitfallsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private Inside target;
    private String demo;

    @Before
    public void demo() {
        source = clouds.source.inside();
        target = clouds.target.inside();
        demo = id(source, "/v3/projects", "projects", "demo");
    }

    @Test
    public void aServiceAccountAndTheMigratingAccountAreLeftAlone() throws Exception {
        String service = id(source, "/v3/projects", "projects", "service");
        String trove = source.make("identity", "/v3/users", "user", fields("'name': 'trove', 'password': 'secret'"))
                .path("id")
                .asText();
        String admin = id(source, "/v3/roles", "roles", "admin");
        source.put("identity", "/v3/projects/" + service + "/users/" + trove + "/roles/" + admin, null);
        JsonNode before = target.named("identity", "/v3/users", "users", "admin");

        Report users = clouds.move(Verb.USERS, Selection.ALL);
        Report roles = clouds.move(Verb.USER_ROLES, Selection.ALL);

        assertThat(outcome(users, "user", "trove").message()).contains("is a service account of the cloud itself");
        assertThat(TwoClouds.names(target.list("identity", "/v3/users", "users")))
                .doesNotContain("trove");
        assertThat(ended(roles, End.CREATED)).noneMatch(created -> created.contains("trove"));
        assertThat(target.named("identity", "/v3/users", "users", "admin")).isEqualTo(before);
    }

    @Test
    public void aRoleInTheDomainIsAssignedAndASystemRoleIsTold() throws Exception {
        String alice = id(source, "/v3/users", "users", "alice");
        String member = id(source, "/v3/roles", "roles", "member");
        source.put("identity", "/v3/domains/default/users/" + alice + "/roles/" + member, null);
        source.put("identity", "/v3/system/users/" + alice + "/roles/" + member, null);

        Report roles = clouds.move(Verb.USER_ROLES, Selection.ALL);

        assertThat(ended(roles, End.CREATED)).contains("assignment alice on Default: member");
        assertThat(outcome(roles, "assignment", "alice on system: member").message())
                .isEqualTo(
                        "is a system role, which gives power over the whole cloud. Pumphouse assigns none on the target;"
                                + " its owner decides: openstack role add --system all --user alice --user-domain Default member");
    }

    @Test
    public void aFlavorOfThatNameAndAnotherSizeIsAConflictWithBothSizes() throws Exception {
        target.make(
                "compute",
                "/v2.1/flavors",
                "flavor",
                fields("'name': 'demo.small', 'ram': 1024, 'vcpus': 1, 'disk': 2, 'id': 'x'"));

        Report report = clouds.move(Verb.FLAVORS);

        assertThat(outcome(report, "flavor", "demo.small").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "flavor", "demo.small").message()).contains("768 MB on old, 1024 MB on new");
    }

    @Test
    public void aPrivateFlavorWithSwapComes() throws Exception {
        source.make(
                "compute",
                "/v2.1/flavors",
                "flavor",
                fields("'name': 'swapped', 'ram': 64, 'vcpus': 1, 'disk': 0, 'swap': 128, 'id': 'swapped',"
                        + " 'os-flavor-access:is_public': false"));

        Report report = clouds.move(Verb.FLAVORS);

        assertThat(outcome(report, "flavor", "swapped").end()).isEqualTo(End.CREATED);
        JsonNode copy = target.get("compute", "/v2.1/flavors/swapped").path("flavor");
        assertThat(copy.path("swap").asInt()).isEqualTo(128);
        assertThat(copy.path("os-flavor-access:is_public").asBoolean()).isFalse();
        assertThat(clouds.move(Verb.FLAVORS).cost().writes()).isZero();
    }

    @Test
    public void aProjectThatComesWithItsServersMayUseItsPrivateFlavor() throws Exception {
        source.make(
                "compute",
                "/v2.1/flavors",
                "flavor",
                fields("'name': 'own', 'ram': 512, 'vcpus': 1, 'disk': 1, 'id': 'own',"
                        + " 'os-flavor-access:is_public': false"));
        source.post(
                "compute",
                "/v2.1/flavors/own/action",
                Json.object("addTenantAccess", Json.object().put("tenant", demo)));
        clouds.move(Verb.FLAVORS, Selection.ALL);
        clouds.source
                .project("demo")
                .server("own-1")
                .image("debian-demo")
                .flavor("own")
                .boot();

        Report report = clouds.move(Verb.INSTANCES, TwoClouds.server("own-1"));

        assertThat(outcome(report, "flavor", "own").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.UPDATED);
        assertThat(target.get("compute", "/v2.1/flavors/own/os-flavor-access")
                        .path("flavor_access")
                        .findValuesAsText("tenant_id"))
                .containsExactly(id(target, "/v3/projects", "projects", "demo"));
        assertThat(clouds.move(Verb.INSTANCES, TwoClouds.server("own-1")).cost().writes())
                .isZero();
    }

    @Test
    public void anExternalNetworkIsFoundAndNeverMade() throws Exception {
        clouds.source.project("admin").commonNetwork("dsl", "198.51.100.0/24", true);
        clouds.source.project("demo").router("dsl-router", "dsl");

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(outcome(report, "network", "public").end()).isEqualTo(End.REUSED);
        assertThat(outcome(report, "network", "dsl").message())
                .contains("belongs to the cloud itself and is not on new", "mapping: networks: {dsl: …}");
        assertThat(TwoClouds.names(target.list("network", "/v2.0/networks", "networks")))
                .doesNotContain("dsl")
                .containsOnlyOnce("public");
    }

    @Test
    public void withATenantNoListOfAllUsersIsRead() throws Exception {
        clouds.source.journal().clear();

        clouds.move(Verb.USERS);

        assertThat(clouds.source.journal().count("GET", "/v3/users")).isZero();
    }

    @Test
    public void aFlavorOrAKeyInAnotherCaseIsTheOneThatNovaHas() throws Exception {
        source.make(
                "compute",
                "/v2.1/flavors",
                "flavor",
                fields("'name': 'Gold', 'ram': 64, 'vcpus': 1, 'disk': 0, 'id': 'a'"));
        target.make(
                "compute",
                "/v2.1/flavors",
                "flavor",
                fields("'name': 'gold', 'ram': 64, 'vcpus': 1, 'disk': 0, 'id': 'b'"));
        clouds.move(Verb.USERS);
        clouds.target.project("demo").keypair("alice", "LAPTOP");

        Report flavors = clouds.move(Verb.FLAVORS);
        Report keys = clouds.move(Verb.KEYPAIRS);

        assertThat(outcome(flavors, "flavor", "Gold").end()).isEqualTo(End.REUSED);
        assertThat(ended(keys, End.FAILED)).isEmpty();
        assertThat(keys.outcomes())
                .filteredOn(one -> one.kind().equals("keypair") && one.end() == End.CONFLICT)
                .hasSize(1)
                .allMatch(one -> one.message().contains("name: laptop on old, LAPTOP on new"));
    }

    @Test
    public void aKeyOfThatNameAndAnotherFingerprintIsAConflict() throws Exception {
        clouds.move(Verb.USERS);
        target.make(
                "compute",
                "/v2.1/os-keypairs",
                "keypair",
                fields("'name': 'laptop', 'public_key': 'ssh-rsa "
                                + Base64.getEncoder().encodeToString("another".getBytes(StandardCharsets.UTF_8)) + "'")
                        .put("user_id", id(target, "/v3/users", "users", "alice")));

        Report report = clouds.move(Verb.KEYPAIRS);

        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("keypair") && one.end() == End.CONFLICT)
                .hasSize(1)
                .allMatch(one -> one.message().contains("public_key"));
    }

    @Test
    public void aSnapshotOfVolumesIsSkippedAndSaysWhereItsDataIs() throws Exception {
        clouds.source
                .project("demo")
                .image("of-volumes", 0, fields("'block_device_mapping': '[{\"snapshot_id\": \"s\"}]'"));

        Report report = clouds.move(Verb.IMAGES);

        assertThat(outcome(report, "image", "of-volumes").message())
                .contains("is a snapshot of volumes: its data is in Cinder, not in Glance");
    }

    @Test
    public void twoImagesOfTheTargetThatFitAreAConflictThatNamesThem() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").image("golden", 1024).image("golden", 1024);

        Report report = clouds.move(Verb.IMAGES);

        assertThat(outcome(report, "image", "golden").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "image", "golden").message())
                .contains("2 of that name are on new", "Name the id of the right one in mapping:");
    }

    @Test
    public void membersWhoHaveNotAnsweredOrHaveRefusedAreSoOnTheTarget() throws Exception {
        clouds.source.project("demo").image("offered", 1024, Json.object().put("visibility", "shared"));
        String image = source.id("image", "/v2/images", "images", "offered");
        String shop = id(source, "/v3/projects", "projects", "shop");
        String admin = source.projectId();
        for (String member : List.of(shop, admin)) {
            source.post(
                    "image", "/v2/images/" + image + "/members", Json.object().put("member", member));
        }
        source.put(
                "image",
                "/v2/images/" + image + "/members/" + shop,
                Json.object().put("status", "rejected"));
        clouds.move(Verb.TENANTS, Selection.ALL);

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        String copy = target.id("image", "/v2/images", "images", "offered");
        assertThat(target.list("image", "/v2/images/" + copy + "/members", "members"))
                .extracting(member -> member.path("status").asText())
                .containsExactlyInAnyOrder("rejected", "pending");
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    @Test
    public void whatAProjectThatIsGoneHasLeftInNeutronComesWithNobody() throws Exception {
        source.make("network", "/v2.0/networks", "network", fields("'name': 'orphan', 'tenant_id': 'gone'"));

        Report report = clouds.move(Verb.NETWORKS, Selection.ALL);

        assertThat(outcome(report, "network", "orphan").end()).isIn(End.SKIPPED, End.CONFLICT);
        assertThat(outcome(report, "network", "orphan").message()).contains("project gone, which old no longer has");
    }

    @Test
    public void nothingElseOfSuchAProjectStopsARunOfTheWholeCloud() throws Exception {
        String network = source.make(
                        "network", "/v2.0/networks", "network", fields("'name': 'orphan', 'tenant_id': 'gone'"))
                .path("id")
                .asText();
        String subnet = source.make(
                        "network",
                        "/v2.0/subnets",
                        "subnet",
                        fields("'name': 'orphan', 'tenant_id': 'gone', 'ip_version': 4, 'cidr': '10.90.0.0/24'")
                                .put("network_id", network))
                .path("id")
                .asText();
        String router = source.make(
                        "network", "/v2.0/routers", "router", fields("'name': 'orphan', 'tenant_id': 'gone'"))
                .path("id")
                .asText();
        source.put(
                "network",
                "/v2.0/routers/" + router + "/add_router_interface",
                Json.object().put("subnet_id", subnet));
        source.make(
                "network",
                "/v2.0/ports",
                "port",
                fields("'name': 'orphan', 'tenant_id': 'gone'").put("network_id", network));
        source.make(
                "network", "/v2.0/security-groups", "security_group", fields("'name': 'orphan', 'tenant_id': 'gone'"));
        String dsl = id(source, "/v2.0/networks", "networks", "public");
        source.make(
                "network",
                "/v2.0/floatingips",
                "floatingip",
                fields("'tenant_id': 'gone'").put("floating_network_id", dsl));

        for (Verb verb : List.of(Verb.SECGROUPS, Verb.NETWORKS, Verb.FLOATING_IPS)) {
            Report report = clouds.move(verb, Selection.ALL);

            assertThat(report.failed()).as("%s: %s", verb, report.outcomes()).isFalse();
            assertThat(ended(report, End.CREATED)).as(verb.toString()).noneMatch(one -> one.contains("orphan"));
            assertThat(report.outcomes())
                    .filteredOn(one -> one.name().contains("orphan"))
                    .allMatch(one -> one.message().contains("gone"));
        }
    }

    private static String id(Inside cloud, String path, String list, String name) {
        return cloud.named(path.startsWith("/v2.0") ? "network" : "identity", path, list, name)
                .path("id")
                .asText();
    }
}
