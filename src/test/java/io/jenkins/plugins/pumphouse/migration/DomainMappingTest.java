package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A mapping tells projects, users and groups of one name in two domains apart. */
public class DomainMappingTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String onSource;
    private String onTarget;

    @Before
    public void aSecondDomainOnBothClouds() {
        onSource = make(clouds.source, "domain", WireJson.object("name", "corp"));
        onTarget = make(clouds.target, "domain", WireJson.object("name", "corp"));
    }

    @Test
    public void theDomainBeforeTheNameMeansOneUserOfTheSource() throws Exception {
        make(clouds.source, "user", WireJson.object("name", "alice", "domain_id", onSource));
        mapping("user", Map.of("Corp/alice", "alice-of-corp"));

        clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(users("alice", "default")).hasSize(1);
        assertThat(users("alice-of-corp", onTarget)).hasSize(1);
        assertThat(users("alice", onTarget)).isEmpty();
    }

    @Test
    public void theDomainBeforeTheNameMeansOneUserOfTheTarget() throws Exception {
        make(clouds.target, "user", WireJson.object("name", "alice", "domain_id", "default"));
        make(clouds.target, "user", WireJson.object("name", "alice", "domain_id", onTarget));
        mapping("user", Map.of("alice", "corp/alice"));

        Report moved = clouds.move(Verb.USERS);

        String id = users("alice", onTarget).get(0).path("id").asText();
        assertThat(TwoClouds.outcome(moved, "user", "alice").target()).isEqualTo(id);
        assertThat(names()).noneMatch(name -> name.contains("/"));
    }

    @Test
    public void aNameInADomainThatTheTargetDoesNotHaveIsAConflictAndNothingIsMade() throws Exception {
        mapping("user", Map.of("alice", "corp/alice"));

        Outcome refused = TwoClouds.outcome(clouds.move(Verb.USERS), "user", "alice");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("corp/alice", "no user of that name in that domain");
        assertThat(names()).doesNotContain("alice", "corp/alice");
    }

    @Test
    public void projectsOfOneNameGoWhereTheirDomainsEntrySays() throws Exception {
        make(clouds.source, "project", WireJson.object("name", "demo", "domain_id", onSource));
        mapping("project", Map.of("corp/demo", "demo-of-corp", "default/demo", "demo-2"));

        Report moved = clouds.move(Verb.TENANTS, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(clouds.target.inside().list("identity", "/v3/projects", "projects"))
                .extracting(project -> project.path("name").asText() + " "
                        + project.path("domain_id").asText())
                .contains("demo-of-corp " + onTarget, "demo-2 default")
                .noneMatch(project -> project.startsWith("demo "));
        assertThat(moved.notes()).noneMatch(note -> note.contains("mapping:"));
    }

    @Test
    public void aNameOfTwoIsRefusedWithBothAndAnIdOrADomainDecides() throws Exception {
        String other = make(clouds.source, "group", WireJson.object("name", "operators", "domain_id", onSource));
        String first = make(clouds.source, "group", WireJson.object("name", "operators", "domain_id", "default"));
        mapping("group", Map.of("operators", "staff"));

        Report refused = clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(ended(refused, End.CONFLICT))
                .filteredOn("group operators"::equals)
                .hasSize(2);
        assertThat(clouds.target.inside().list("identity", "/v3/groups", "groups"))
                .isEmpty();
        assertThat(TwoClouds.outcome(refused, "group", "operators").message())
                .contains(
                        "mapping: groups: \"operators\" means 2 of old",
                        first + " in domain Default",
                        other + " in domain corp",
                        "Default/operators, corp/operators");

        mapping("group", Map.of("operators", "staff", other, "corp-staff"));
        Report moved = clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(clouds.target.inside().list("identity", "/v3/groups", "groups"))
                .extracting(group -> group.path("name").asText())
                .containsExactlyInAnyOrder("staff", "corp-staff");
    }

    /** Of a directory of ten thousand none is listed for it. */
    @Test
    public void withATenantAnEntryThatMeansNoUserGroupOrKeypairIsTold() throws Exception {
        clouds.mapping(new Mapping(Map.of(
                "user", Map.of("alcie", "a", "corp/alice", "b", "mallory", "c", "root-of-shop", "d"),
                "group", Map.of("operatros", "o"),
                "keypair", Map.of("latpop", "l", "laptop", "skip"))));
        make(clouds.source, "user", WireJson.object("name", "mallory", "domain_id", onSource));
        clouds.source.journal().clear();

        List<String> users = told(clouds.move(Verb.USERS));
        List<String> keypairs = told(clouds.move(Verb.KEYPAIRS));

        assertThat(users)
                .anyMatch(starts("mapping: users: \"alcie\" means no user of old (nearest: \"alice\")"))
                .anyMatch(starts("mapping: users: \"corp/alice\" means no user of old"))
                .anyMatch(starts("mapping: groups: \"operatros\" means no group of old"))
                .noneMatch(note -> note.contains("mallory"));
        assertThat(keypairs)
                .anyMatch(starts("mapping: keypairs: \"latpop\" means no keypair of the users of demo on old"))
                .noneMatch(note -> note.contains("laptop\" means"));
        assertThat(clouds.source.journal().of("GET", "/v3/users"))
                .allMatch(list -> list.query().contains("name="));
    }

    private static Predicate<String> starts(String words) {
        return note -> note.startsWith(words);
    }

    private static List<String> told(Report report) {
        return report.notes().stream()
                .filter(note -> note.startsWith("mapping:"))
                .toList();
    }

    private void mapping(String kind, Map<String, String> entries) {
        clouds.mapping(new Mapping(Map.of(kind, entries)));
    }

    private List<JsonNode> users(String name, String domain) {
        return clouds.target.inside().list("identity", "/v3/users", "users").stream()
                .filter(user -> user.path("name").asText().equals(name))
                .filter(user -> user.path("domain_id").asText().equals(domain))
                .toList();
    }

    private List<String> names() {
        return TwoClouds.names(clouds.target.inside().list("identity", "/v3/users", "users"));
    }

    private static String make(EmbeddedCloud cloud, String kind, ObjectNode wanted) {
        return cloud.inside()
                .make("identity", "/v3/" + kind + "s", kind, wanted)
                .path("id")
                .asText();
    }
}
