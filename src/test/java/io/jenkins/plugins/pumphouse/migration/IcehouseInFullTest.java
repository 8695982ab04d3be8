package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.fields;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.NovaNetworkFixture;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Rule;
import org.junit.Test;

/**
 * A tenant of a cloud of 2014 (Keystone v2.0, nova-network, no microversions) with the cases of docs/pitfalls.md that
 * such a cloud can have, through every step, and back.
 */
public class IcehouseInFullTest {
    private static final Set<Verb> MOVES =
            EnumSet.complementOf(EnumSet.of(Verb.CLEANUP, Verb.ROLLBACK, Verb.ROLLBACK_RESOURCES));

    @Rule
    public final TwoClouds clouds = TwoClouds.fromNovaNetwork(IcehouseInFullTest::contents)
            .mapping("network", NovaNetworkFixture.POOL, "public");

    private final ExpectedDrift expected = new ExpectedDrift();
    private Inside target;

    private static void contents(EmbeddedCloud cloud) {
        NovaNetworkFixture.flat(cloud);
        cloud.project("demo")
                .user("bob", "_member_", "Operator-X")
                .user("dora")
                .keypair("alice", "laptop")
                .quota("compute", "cores", 42)
                .quota("compute", "instances", -1)
                .quota("compute", "injected_files", 0)
                .quota("volume", "volumes", 7)
                .group("left", "", rules -> {})
                .group("right", "Of the left", rules -> rules.ingressFrom("udp", 53, 53, "left"))
                .rules(
                        "left",
                        rules -> rules.ingressFrom("udp", 53, 53, "right").ingressFrom("tcp", 1, 65535, "left"))
                .image("golden", 4096, WireJson.object("protected", true, "os_distro", "debian"))
                .image("kernel", 4096, WireJson.object("disk_format", "aki", "container_format", "aki"))
                .image("ramdisk", 4096, WireJson.object("disk_format", "ari", "container_format", "ari"))
                .image("for-all", 4096, WireJson.object("visibility", "public"))
                .image("lent", 4096);
        Inside admin = cloud.inside();
        identity(cloud, admin);
        flavors(cloud, admin);
        images(cloud, admin);
        groups(cloud, admin);
        new VolumeFixture(cloud, "demo", "backup", 1, "data").make();
    }

    private static void identity(EmbeddedCloud cloud, Inside admin) {
        admin.patch("identity", "/v3/users/" + user(admin, "bob"), json("{'user': {'enabled': false}}"));
        admin.patch("identity", "/v3/users/" + user(admin, "dora"), json("{'user': {'email': null, 'phone': '42'}}"));
    }

    private static void flavors(EmbeddedCloud cloud, Inside admin) {
        String flavors = "/v2/" + admin.projectId() + "/flavors";
        admin.make(
                "compute",
                flavors,
                "flavor",
                fields("'name': 'own', 'ram': 512, 'vcpus': 1, 'disk': 1, 'swap': 64, 'id': 'own',"
                        + " 'OS-FLV-EXT-DATA:ephemeral': 1, 'os-flavor-access:is_public': false"));
        admin.post(
                "compute",
                flavors + "/own/action",
                json("{'addTenantAccess': {'tenant': '" + cloud.project("demo").id() + "'}}"));
        admin.post("compute", flavors + "/own/os-extra_specs", json("{'extra_specs': {'quota:cpu_shares': '10'}}"));
    }

    private static void images(EmbeddedCloud cloud, Inside admin) {
        String kernel = image(admin, "kernel");
        String ramdisk = image(admin, "ramdisk");
        cloud.project("demo")
                .image(
                        "machine",
                        4096,
                        WireJson.object(
                                "disk_format",
                                "ami",
                                "container_format",
                                "ami",
                                "kernel_id",
                                kernel,
                                "ramdisk_id",
                                ramdisk,
                                "instance_uuid",
                                "6c0a8b1e-0000-4000-8000-000000000002"));
        admin.post(
                "image",
                "/v2/images/" + image(admin, "lent") + "/members",
                WireJson.object("member", cloud.project("shop").id()));
        admin.post(
                "image",
                "/v2/images",
                fields("'name': 'begun', 'disk_format': 'raw', 'container_format': 'bare'")
                        .put("owner", cloud.project("demo").id()));
    }

    /** A group of another tenant is let in, as nova-network names it: by name and project. */
    private static void groups(EmbeddedCloud cloud, Inside admin) {
        String shops = admin.named(
                        "network",
                        "/v2.0/security-groups?tenant_id="
                                + cloud.project("shop").id(),
                        "security_groups",
                        "web")
                .path("id")
                .asText();
        String left = admin.named("network", "/v2.0/security-groups", "security_groups", "left")
                .path("id")
                .asText();
        admin.make(
                "network",
                "/v2.0/security-group-rules",
                "security_group_rule",
                fields("'direction': 'ingress', 'protocol': 'tcp', 'port_range_min': 25, 'port_range_max': 25")
                        .put("remote_group_id", shops)
                        .put("security_group_id", left)
                        .put("tenant_id", cloud.project("demo").id()));
    }

    @Test
    public void itIsListedPlannedMovedComparedAndTakenBackAndTheTargetIsAsBefore() throws Exception {
        target = clouds.target.inside();
        listed();
        Map<String, List<String>> before = TargetSnapshot.of(clouds.target);
        planned();
        assertThat(TargetSnapshot.of(clouds.target)).isEqualTo(before);

        Map<String, String> source = TenantFacts.ofIcehouse(clouds.source, "demo");
        assertThat(source).hasSizeGreaterThan(100);
        List<CreatedObject> created = moved();
        // The target's own default group stays what it is; only its rules are the source's.
        assertThat(differences(source, TenantFacts.ofToday(clouds.target, "demo")))
                .containsExactly("group default description: default -> Default security group");
        movedAgainWithoutAWrite();
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();

        identityIsChanged();
        computeIsChanged();
        networkIsChanged();
        imagesAndServersAreChanged();
        assertThat(expected.places()).isGreaterThanOrEqualTo(20);
        expected.isAllOf(clouds.drift(TwoClouds.DEMO));
        assertThat(clouds.drift(TwoClouds.ALL, "flavor").lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("own", "extra_specs", "10", "20"));

        takenBack(created);
        assertThat(TargetSnapshot.of(clouds.target)).isEqualTo(before);
        assertThat(clouds.source.inside().servers())
                .allSatisfy(server -> assertThat(server.path("status").asText()).isEqualTo("ACTIVE"));
    }

    private static List<String> differences(Map<String, String> source, Map<String, String> target) {
        Set<String> keys = new TreeSet<>(source.keySet());
        keys.addAll(target.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(source.get(key), target.get(key)))
                .map(key -> key + ": " + source.get(key) + " -> " + target.get(key))
                .toList();
    }

    private void listed() throws Exception {
        List<Row> rows = clouds.inventory(TwoClouds.DEMO).rows();
        assertThat(rows).filteredOn(row -> row.fate() == Fate.UNREAD).isEmpty();
        assertThat(rows)
                .extracting(Row::kind)
                .contains("project", "user", "assignment", "flavor", "quota", "security group", "network", "image")
                .contains("server", "volume", "floating address", "keypair");
        assertThat(rows)
                .filteredOn(row -> row.name().equals("begun"))
                .singleElement()
                .satisfies(row -> assertThat(row.why()).contains("is queued: it has no data"));
    }

    private void planned() throws Exception {
        for (Verb verb : MOVES) {
            Report plan = clouds.plan(verb, TwoClouds.DEMO);
            assertThat(plan.failed()).as("%s: %s", verb, plan.outcomes()).isFalse();
            assertThat(plan.cost().writes()).as(verb.toString()).isZero();
        }
    }

    private List<CreatedObject> moved() throws Exception {
        List<CreatedObject> created = new ArrayList<>();
        for (Verb verb : MOVES) {
            Report report = clouds.move(verb);
            assertThat(report.failed()).as("%s: %s", verb, report.outcomes()).isFalse();
            report.outcomes().stream()
                    .filter(one -> one.end() == End.CREATED)
                    .map(one ->
                            new CreatedObject(one.kind(), one.name(), one.source(), one.target(), Map.of(), Map.of()))
                    .forEach(created::add);
        }
        return created;
    }

    private void movedAgainWithoutAWrite() throws Exception {
        for (Verb verb : MOVES) {
            Report second = clouds.move(verb);
            assertThat(second.failed()).as("%s: %s", verb, second.outcomes()).isFalse();
            assertThat(second.cost().writes())
                    .as("%s: %s", verb, second.outcomes())
                    .isZero();
        }
    }

    private void identityIsChanged() {
        String demo = project();
        target.patch("identity", "/v3/projects/" + demo, json("{'project': {'description': 'x'}}"));
        expected.differs("project", "demo", "description: Web shop for demonstrations on old, x on new");
        target.patch("identity", "/v3/users/" + user(target, "bob"), json("{'user': {'enabled': true}}"));
        expected.differs("user", "bob", "enabled: false on old, true on new");
        target.patch(
                "identity",
                "/v3/users/" + user(target, "dora"),
                json("{'user': {'email': 'dora@example.org', 'phone': '43'}}"));
        expected.differs("user", "dora", "email: ", "phone: 42 on old, 43 on new");
        String alice = user(target, "alice");
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

    private void computeIsChanged() {
        clouds.target.project("demo").quota("compute", "cores", 41).quota("volume", "volumes", 8);
        expected.differs("quota", "demo", "cores: 42 on old, 41 on new", "volumes: 7 on old, 8 on new");
        target.post("compute", "/v2.1/flavors/own/os-extra_specs", json("{'extra_specs': {'quota:cpu_shares': '20'}}"));
    }

    private void networkIsChanged() throws Exception {
        put("security-groups", "security_groups", "right", "{'security_group': {'description': 'changed'}}");
        expected.differs("security group", "right", "description: Of the left on old, changed on new");
        put("security-groups", "security_groups", "left", "{'security_group': {'name': 'links'}}");
        expected.differs("security group", "left", "name: left on old, links on new");
        withoutRules("links");
        expected.differs("rules", "left", "udp 53-53", "tcp with group", "tcp 25-25");
    }

    private void imagesAndServersAreChanged() {
        target.patch(
                "image",
                "/v2/images/" + image(target, "golden"),
                value("[{'op': 'replace', 'path': '/min_disk', 'value': 2},"
                        + " {'op': 'replace', 'path': '/os_distro', 'value': 'arch'},"
                        + " {'op': 'replace', 'path': '/protected', 'value': false}]"));
        expected.differs("image", "golden", "minimum disk: ", "os_distro: debian on old, arch on new", "protected: ");
        target.patch(
                "image",
                "/v2/images/" + image(target, "for-all"),
                value("[{'op': 'replace', 'path': '/visibility', 'value': 'private'}]"));
        expected.differs("image", "for-all", "visibility: public on old, private on new");
        target.delete(
                "image",
                "/v2/images/" + image(target, "lent") + "/members/"
                        + target.list("image", "/v2/images/" + image(target, "lent") + "/members", "members")
                                .get(0)
                                .path("member_id")
                                .asText());
        expected.differs("image", "lent", "members");
        target.put("compute", "/v2.1/servers/" + server("web-1"), json("{'server': {'name': 'www-1'}}"));
        target.post("compute", "/v2.1/servers/" + server("www-1") + "/metadata", json("{'metadata': {'role': 'x'}}"));
        expected.differs("server", "web-1", "www-1", "role");
        target.post("compute", "/v2.1/servers/" + server("db-1") + "/metadata", json("{'metadata': {'backup': 'no'}}"));
        for (JsonNode port : target.list("network", "/v2.0/ports", "ports")) {
            if (port.path("mac_address").asText().equals("fa:16:3e:aa:00:13")) {
                target.put(
                        "network",
                        "/v2.0/ports/" + port.path("id").asText(),
                        json("{'port': {'security_groups': []}}"));
            }
        }
        expected.differs("server", "db-1", "backup", "db");
    }

    private void takenBack(List<CreatedObject> created) throws Exception {
        clouds.evenIfChanged();
        Report servers = clouds.move(Verb.ROLLBACK);
        assertThat(servers.failed()).as(servers.outcomes().toString()).isFalse();
        Report others = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));
        assertThat(others.failed()).as(others.outcomes().toString()).isFalse();
    }

    private void withoutRules(String group) {
        String id = network("security-groups", "security_groups", group);
        for (JsonNode rule : target.list("network", "/v2.0/security-group-rules", "security_group_rules")) {
            if (rule.path("security_group_id").asText().equals(id)
                    && rule.path("direction").asText().equals("ingress")) {
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
        return clouds.ofDemo("network", "/v2.0/" + path, list).stream()
                .filter(object -> object.path("name").asText().equals(name))
                .map(object -> object.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private String server(String name) {
        return target.servers().stream()
                .filter(server -> server.path("name").asText().equals(name))
                .map(server -> server.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private String project() {
        return target.named("identity", "/v3/projects", "projects", "demo")
                .path("id")
                .asText();
    }

    private static String user(Inside cloud, String name) {
        return cloud.named("identity", "/v3/users", "users", name).path("id").asText();
    }

    private static String image(Inside cloud, String name) {
        return cloud.named("image", "/v2/images", "images", name).path("id").asText();
    }
}
