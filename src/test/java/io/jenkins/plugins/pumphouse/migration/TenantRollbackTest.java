package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A rollback of resources takes the tenant itself away, its users, keys and volumes, if nobody else needs them. */
public class TenantRollbackTest {
    private static final List<Verb> STEPS = List.of(
            Verb.ROLES,
            Verb.TENANTS,
            Verb.USERS,
            Verb.USER_ROLES,
            Verb.FLAVORS,
            Verb.KEYPAIRS,
            Verb.SECGROUPS,
            Verb.NETWORKS,
            Verb.IMAGES,
            Verb.VOLUMES);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final List<CreatedObject> created = new ArrayList<>();

    @Test
    public void aTenantGoesWithItsUsersKeysAndVolumesAndTheTargetIsAsBefore() throws Exception {
        List<String> before = identity();
        moved();
        assertThat(identity()).isNotEqualTo(before);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(report.failed()).as(clouds.lines.toString()).isFalse();
        assertThat(kept(report)).isEmpty();
        assertThat(identity()).isEqualTo(before);
        assertThat(volumes()).isEmpty();
        assertThat(clouds.target.inside().list("network", "/v2.0/security-groups", "security_groups"))
                .extracting(group -> group.path("tenant_id").asText())
                .doesNotContain(outcome(report, "project", "demo").target());
        assertThat(outcome(report, "user", "alice").end()).isEqualTo(End.DELETED);
        assertThat(outcome(report, "user", "alice").message()).contains("does not tell whether the user has logged in");
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO).cost().writes()).isZero();
    }

    @Test
    public void anAddressGroupGoesAlthoughTheGroupThatNeutronMakesNamesIt() throws Exception {
        var inside = clouds.source.inside();
        String project = clouds.source.project("demo").id();
        var offices = inside.make(
                "network",
                "/v2.0/address-groups",
                "address_group",
                WireJson.object("name", "offices", "project_id", project)
                        .set("addresses", WireJson.array("198.51.100.0/24")));
        String group = inside.list("network", "/v2.0/security-groups?tenant_id=" + project, "security_groups").stream()
                .filter(each -> each.path("name").asText().equals("default"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        inside.make(
                "network",
                "/v2.0/security-group-rules",
                "security_group_rule",
                WireJson.object("direction", "ingress", "security_group_id", group, "tenant_id", project)
                        .put("remote_address_group_id", offices.path("id").asText()));
        moved();

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(report.failed()).as(clouds.lines.toString()).isFalse();
        assertThat(outcome(report, "address group", "offices").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.DELETED);
        assertThat(outcome(report, "security group", "default").end()).isEqualTo(End.DELETED);
    }

    @Test
    public void aProjectInWhichSomebodyHasMadeAnythingStaysWithWhatThatNeeds() throws Exception {
        moved();
        new VolumeFixture(clouds.target, "demo", "own", 1, "his own").make();

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(outcome(report, "project", "demo").message()).isEqualTo("stays: it still has volume own");
        assertThat(outcome(report, "network", "demo-net").end()).isEqualTo(End.DELETED);
        assertThat(outcome(report, "user", "alice").message()).contains("which stays, needs it");
        assertThat(VolumeFixture.content(clouds.target, volumes().get(0))).isEqualTo("his own");
        assertThat(report.failed()).as(report.summary()).isFalse();
    }

    @Test
    public void aUserWhoHasARoleElsewhereStaysWithItsKeys() throws Exception {
        moved();
        String alice = target("users", "alice");
        clouds.target.project("other");
        clouds.target
                .inside()
                .put(
                        "identity",
                        "/v3/projects/" + clouds.target.project("other").id() + "/users/" + alice + "/roles/"
                                + target("roles", "member"),
                        null);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(outcome(report, "user", "alice").message()).startsWith("stays: assignment alice on other: member");
        assertThat(outcome(report, "user", "bob").end()).isEqualTo(End.DELETED);
        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("keypair"))
                .extracting(Outcome::end)
                .containsExactlyInAnyOrder(End.DELETED, End.SKIPPED);
    }

    @Test
    public void whatWasChangedOrAddedSinceStays() throws Exception {
        moved();
        clouds.target
                .inside()
                .patch(
                        "identity",
                        "/v3/users/" + target("users", "bob"),
                        WireJson.object("user", WireJson.object("email", "bob@new.example")));
        JsonNode web = clouds.target.inside().named("network", "/v2.0/security-groups", "security_groups", "web");
        clouds.target
                .inside()
                .post(
                        "network",
                        "/v2.0/security-group-rules",
                        WireJson.object(
                                "security_group_rule",
                                WireJson.object(
                                        "security_group_id",
                                        web.path("id").asText(),
                                        "direction",
                                        "ingress",
                                        "protocol",
                                        "tcp",
                                        "port_range_min",
                                        2222,
                                        "port_range_max",
                                        2222)));

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(outcome(report, "user", "bob").message()).contains("bob@new.example", "force: true");
        assertThat(outcome(report, "security group", "web").message()).contains("somebody has added rule", "2222");
        assertThat(outcome(report, "project", "demo").end()).isEqualTo(End.SKIPPED);
        clouds.evenIfChanged();
        assertThat(outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "project", "demo")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aVolumeThatSomebodyHasUsedStays() throws Exception {
        moved();
        clouds.target.skip(Duration.ofSeconds(5));
        VolumeFixture.used(clouds.target, volumes().get(0), "his own");

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(outcome(report, "volume", "data").message()).contains("it may have been used since it was made");
        assertThat(VolumeFixture.content(clouds.target, volumes().get(0))).isEqualTo("his own");
        assertThat(outcome(report, "project", "demo").end()).isEqualTo(End.SKIPPED);
    }

    @Test
    public void whatABuildHasCreatedGoesAlsoWhereNoMarkTellsAndNothingElse() throws Exception {
        clouds.move(Verb.TENANTS);
        List<String> before = identity();
        List<String> flavors = flavors();
        moved();
        assertThat(flavors()).isNotEqualTo(flavors);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(report.failed()).as(clouds.lines.toString()).isFalse();
        assertThat(flavors()).isEqualTo(flavors);
        assertThat(identity()).isEqualTo(before);
        assertThat(outcome(report, "role", "operator-x").end()).isEqualTo(End.DELETED);
        assertThat(outcome(report, "project", "demo").message()).isEqualTo("stays: that build has not made it");
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created))
                        .cost()
                        .writes())
                .isZero();
    }

    @Test
    public void ofATenantTheFlavorsThatOnlyItMayUseAreNamedAsTheyStay() throws Exception {
        Inside source = clouds.source.inside();
        source.make(
                "compute",
                "/v2.1/flavors",
                "flavor",
                json("{'id': 'own', 'name': 'own', 'ram': 64, 'vcpus': 1, 'disk': 1,"
                        + " 'os-flavor-access:is_public': false}"));
        source.post(
                "compute",
                "/v2.1/flavors/own/action",
                json("{'addTenantAccess': {'tenant': '"
                        + clouds.source.project("demo").id() + "'}}"));
        moved();

        Outcome project = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "project", "demo");

        assertThat(project.end()).as(project.message()).isEqualTo(End.DELETED);
        assertThat(project.message())
                .contains("left behind: flavors that only it may use, as they carry no mark: own (");
        assertThat(flavors()).contains("own");
    }

    @Test
    public void aFlavorThatAServerHasStays() throws Exception {
        moved();
        clouds.move(Verb.INSTANCES, TwoClouds.server("db-1"));

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("flavor") && one.end() == End.SKIPPED)
                .extracting(Outcome::message)
                .contains("stays: server db-1 has it");
        assertThat(outcome(report, "project", "demo").message()).contains("server db-1");
        assertThat(report.failed()).as(report.summary()).isFalse();
    }

    private void moved() throws Exception {
        new VolumeFixture(clouds.source, "demo", "data", 1, "data").make();
        for (Verb verb : STEPS) {
            clouds.move(verb, DEMO).outcomes().stream()
                    .filter(one -> one.end() == End.CREATED)
                    .map(one ->
                            new CreatedObject(one.kind(), one.name(), one.source(), one.target(), Map.of(), Map.of()))
                    .forEach(created::add);
        }
        assertThat(volumes()).hasSize(1);
    }

    private static List<String> kept(Report report) {
        return report.outcomes().stream()
                .filter(one -> one.end() == End.SKIPPED && one.target() != null)
                .filter(one -> !List.of("role", "domain", "volume type", "security group")
                        .contains(one.kind()))
                .map(one -> one.kind() + " " + one.name() + ": " + one.message())
                .filter(line -> !line.startsWith("network public") && !line.startsWith("subnet public"))
                .toList();
    }

    private String target(String kind, String name) {
        return clouds.target.inside().id("identity", "/v3/" + kind, kind, name);
    }

    private List<String> identity() {
        List<String> all = new ArrayList<>();
        for (String kind : List.of("projects", "users", "groups")) {
            clouds.target
                    .inside()
                    .list("identity", "/v3/" + kind, kind)
                    .forEach(row -> all.add(kind + " " + row.path("name").asText()));
        }
        clouds.target
                .inside()
                .list("identity", "/v3/role_assignments", "role_assignments")
                .forEach(row -> all.add(row.path("user") + " " + row.path("scope") + " " + row.path("role")));
        all.sort(null);
        return all;
    }

    private List<String> flavors() {
        return TwoClouds.names(
                clouds.target.inside().list("compute", "/v2.1/flavors/detail?is_public=None", "flavors"));
    }

    private List<JsonNode> volumes() {
        clouds.target.skip(Duration.ofSeconds(5));
        return clouds.target
                .inside()
                .list(
                        "volume",
                        "/v3/" + clouds.target.inside().projectId() + "/volumes/detail?all_tenants=1",
                        "volumes");
    }

    @Test
    public void aProjectThatHasAnImageWhichNoPlainListShowsStays() throws Exception {
        moved();
        clouds.target
                .inside("admin", clouds.target.project("demo").id())
                .post(
                        "image",
                        "/v2/images",
                        WireJson.object(
                                "name",
                                "retired",
                                "disk_format",
                                "raw",
                                "container_format",
                                "bare",
                                "owner",
                                clouds.target.project("demo").id(),
                                "os_hidden",
                                true,
                                "visibility",
                                "community"));

        Outcome project = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "project", "demo");

        assertThat(project.end()).as(project.message()).isEqualTo(End.SKIPPED);
        assertThat(project.message()).contains("it still has image retired");
    }
}
