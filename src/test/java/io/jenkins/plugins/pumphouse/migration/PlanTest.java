package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.clouds.FlavorFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Journal;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;

/** What is decided for each object, and that a decision not to write is kept. */
public class PlanTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aSecondRunChangesNothingAndSendsNoRequestThatWrites() throws Exception {
        for (Verb verb : List.of(
                Verb.ROLES,
                Verb.USERS,
                Verb.USER_ROLES,
                Verb.FLAVORS,
                Verb.KEYPAIRS,
                Verb.QUOTAS,
                Verb.SECGROUPS,
                Verb.NETWORKS,
                Verb.IMAGES)) {
            Report first = clouds.move(verb);
            assertThat(first.changed()).as("%s: %s", verb, first.outcomes()).isTrue();
            assertThat(first.failed()).as("%s: %s", verb, first.outcomes()).isFalse();
            clouds.source.journal().clear();
            clouds.target.journal().clear();

            Report second = clouds.move(verb);

            assertThat(second.changed()).as("%s: %s", verb, second.outcomes()).isFalse();
            assertThat(second.cost().writes()).as(verb.toString()).isZero();
            assertThat(clouds.target.journal().writes()).as(verb.toString()).isEmpty();
            assertThat(clouds.source.journal().writes()).as(verb.toString()).isEmpty();
        }
    }

    @Test
    public void aDryRunReadsAndSaysWhatWouldBeDone() throws Exception {
        Report plan = clouds.plan(Verb.INSTANCES, DEMO);

        assertThat(plan.summary()).isEqualTo("26 to create, 3 to reuse");
        assertThat(plan.notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("! 3 servers would get other ids")
                        .contains("cloud-init", "idmap.csv"));
        assertThat(clouds.target.journal().writes()).isEmpty();
        assertThat(clouds.source.journal().writes()).isEmpty();
        assertThat(clouds.lines).anyMatch(line -> line.startsWith("+  server           web-1"));
    }

    @Test
    public void allThatAServerNeedsIsPulledIn() throws Exception {
        Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.server("db-1"));

        assertThat(plan.outcomes().stream().map(Outcome::kind).collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "domain",
                        "project",
                        "user",
                        "flavor",
                        "keypair",
                        "network",
                        "subnet",
                        "router",
                        "router interface",
                        "security group",
                        "rules",
                        "port",
                        "server"));
        assertThat(ended(plan, End.CREATED))
                .contains("security group web", "user bob", "keypair laptop", "port 10.2.0.13")
                .doesNotContain("server web-1", "network demo-net", "user alice");
        assertThat(plan.outcomes().stream().filter(Outcome::requested).map(Outcome::name))
                .containsExactly("db-1");
    }

    @Test
    public void whatIsNeededComesBeforeWhatNeedsIt() throws Exception {
        List<String> order = ended(clouds.plan(Verb.INSTANCES, TwoClouds.server("web-2")), End.CREATED);

        assertThat(order)
                .containsSubsequence(
                        "project demo", "network demo-net", "subnet demo-net-subnet", "port 10.1.0.12", "server web-2");
        assertThat(order).containsSubsequence("user alice", "keypair laptop", "server web-2");
        assertThat(order).containsSubsequence("security group db", "rules web", "port 10.1.0.12");
    }

    @Test
    public void aGroupWithTheSameNameThatDiffersIsAConflictAndIsLeftAlone() throws Exception {
        clouds.target
                .project("demo")
                .description("Web shop for demonstrations")
                .rules("default", group -> group.ingress("icmp", 8, 0, "0.0.0.0/0"))
                .group("web", "Front ends", group -> group.ingress("tcp", 22, 22, "192.0.2.0/24"));
        List<JsonNode> before = rulesOfWeb();

        Report report = clouds.move(Verb.SECGROUPS);

        Outcome rules = outcome(report, "rules", "web");
        assertThat(rules.end()).isEqualTo(End.CONFLICT);
        assertThat(rules.message())
                .contains("rule", "80", "22", "192.0.2.0/24", "is on new already", "Rename one of them");
        assertThat(report.failed()).isTrue();
        assertThat(report.conflicts()).singleElement().asString().startsWith("rules web: ");
        assertThat(rulesOfWeb()).isEqualTo(before);
    }

    @Test
    public void anEqualOneThatWasThereBeforeIsReused() throws Exception {
        clouds.target.project("demo").description("Web shop for demonstrations").network("demo-net", "10.1.0.0/24");
        clouds.target.journal().clear();

        Report report = clouds.move(Verb.TENANTS);

        assertThat(ended(report, End.REUSED)).contains("project demo");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aProjectThatDiffersIsAConflictForAllThatNeedsIt() throws Exception {
        clouds.target.project("demo").description("Quite another tenant");
        clouds.target.journal().clear();

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(outcome(report, "project", "demo").message())
                .contains("description: ", "Web shop for demonstrations", "Quite another tenant");
        assertThat(outcome(report, "network", "demo-net").message())
                .isEqualTo("needs project demo, which is in conflict");
        assertThat(report.changed()).isFalse();
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aMappingToWhatIsThereAdoptsItAsItIs() throws Exception {
        Report report = clouds.mapping("flavor", "demo.small", "m1.small").move(Verb.FLAVORS, Selection.ALL);

        Outcome flavor = outcome(report, "flavor", "demo.small");
        assertThat(flavor.end()).isEqualTo(End.REUSED);
        assertThat(flavor.message()).isEqualTo("mapped to m1.small");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aMappingToWhatIsNotThereCreatesItUnderThatName() throws Exception {
        Report report = clouds.mapping("flavor", "demo.small", "demo.tiny").move(Verb.FLAVORS, Selection.ALL);

        assertThat(outcome(report, "flavor", "demo.small").end()).isEqualTo(End.CREATED);
        assertThat(names(clouds.target.inside().list("compute", "/v2.1/flavors", "flavors")))
                .contains("demo.tiny")
                .doesNotContain("demo.small");
        assertThat(clouds.mapping("flavor", "demo.small", "demo.tiny")
                        .move(Verb.FLAVORS, Selection.ALL)
                        .changed())
                .isFalse();
    }

    @Test
    public void aServerThatCannotMoveIsRefusedWithAllReasonsBeforeAnythingIsTouched() throws Exception {
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + web2() + "/action",
                        new ObjectMapper().readTree("{\"pause\": null}"));
        clouds.source.skip(Duration.ofSeconds(5));

        Report report = clouds.move(Verb.INSTANCES, TwoClouds.server("web-2"));

        assertThat(ended(report, End.CONFLICT)).containsExactly("server web-2");
        assertThat(report.conflicts())
                .singleElement()
                .asString()
                .contains("is PAUSED (openstack server unpause ", "it was not touched");
        assertThat(clouds.source.journal().writes()).isEmpty();
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void whatIsRefusedForItselfSaysSoBesideTheConflictOfWhatItNeeds() throws Exception {
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + web2() + "/action",
                        new ObjectMapper().readTree("{\"pause\": null}"));
        clouds.source.skip(Duration.ofSeconds(5));
        clouds.target.project("demo").description("Quite another tenant");

        Report report = clouds.move(Verb.INSTANCES, TwoClouds.server("web-2"));

        assertThat(outcome(report, "server", "web-2").message())
                .contains("needs project demo, which is in conflict", "is PAUSED (openstack server unpause ");
    }

    @Test
    public void aServerThatWasMovedStaysReusedWhateverBecameOfWhatItNeeded() throws Exception {
        clouds.move(Verb.INSTANCES, TwoClouds.server("db-1"));
        FlavorFixture.extraSpec(clouds.source, "demo.small", "hw:cpu_policy", "dedicated");

        Report report = clouds.move(Verb.INSTANCES, TwoClouds.server("db-1"));

        assertThat(ended(report, End.CONFLICT)).containsExactly("flavor demo.small");
        assertThat(outcome(report, "server", "db-1").end()).isEqualTo(End.REUSED);
    }

    @Test
    public void aServerOfADisabledProjectIsRefused() throws Exception {
        String demo = clouds.source.inside().id("identity", "/v3/projects", "projects", "demo");
        clouds.source
                .inside()
                .patch(
                        "identity",
                        "/v3/projects/" + demo,
                        new ObjectMapper().readTree("{\"project\": {\"enabled\": false}}"));

        Report report = clouds.move(Verb.INSTANCES, TwoClouds.server("web-2"));

        assertThat(report.conflicts())
                .singleElement()
                .asString()
                .contains("project demo, which is disabled", "enable it");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aNameThatIsNotUniqueIsAnErrorThatListsTheOnes() {
        assertThatThrownBy(() -> clouds.plan(Verb.INSTANCES, new Selection(null, null, List.of("web-1"), null)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("web-1")
                .hasMessageContaining("tenant demo, compute-1")
                .hasMessageContaining("tenant shop, compute-2");
    }

    @Test
    public void theServersOfAHypervisorAreFoundByItsName() throws Exception {
        Report plan = clouds.plan(Verb.INSTANCES, new Selection(null, null, List.of(), "compute-1"));

        assertThat(plan.outcomes().stream().filter(Outcome::requested).map(Outcome::name))
                .containsExactlyInAnyOrder("web-1", "db-1");
    }

    @Test
    public void whatAnAdministratorAddedToATenantsNetworkIsBroughtAlong() throws Exception {
        String network = clouds.source.inside().id("network", "/v2.0/networks", "networks", "demo-net");
        clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/subnets",
                        new ObjectMapper()
                                .readTree(("{\"subnet\": {\"name\": \"added\", \"network_id\": \"%s\", \"cidr\":"
                                                + " \"10.7.0.0/24\", \"ip_version\": 4}}")
                                        .formatted(network)));

        assertThat(ended(clouds.plan(Verb.NETWORKS, DEMO), End.CREATED)).contains("subnet added");
    }

    private String web2() {
        return clouds.source.inside().server("web-2").path("id").asText();
    }

    private List<JsonNode> rulesOfWeb() {
        return clouds.ofDemo("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(group -> group.path("name").asText().equals("web"))
                .map(group -> group.path("security_group_rules"))
                .toList();
    }

    @Test
    public void theSourceIsOnlyRead() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.move(Verb.IMAGES);

        assertThat(clouds.source.journal().entries())
                .isNotEmpty()
                .filteredOn(Journal.Entry::write)
                .isEmpty();
    }
}
