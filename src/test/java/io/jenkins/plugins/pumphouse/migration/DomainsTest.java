package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A second domain beside Default: roles of its own, and users in a directory of the company. */
public class DomainsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String onSource;
    private String onTarget;

    @Before
    public void bothHaveTheDomain() {
        onSource = make(clouds.source, "domain", WireJson.object("name", "corp"));
        onTarget = make(clouds.target, "domain", WireJson.object("name", "corp"));
    }

    @Test
    public void aRoleOfADomainComesBesideAGlobalOneOfItsName() throws Exception {
        make(clouds.source, "role", WireJson.object("name", "auditor"));
        make(clouds.source, "role", WireJson.object("name", "auditor", "domain_id", onSource));

        Report moved = clouds.move(Verb.ROLES, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(ended(moved, End.CREATED)).filteredOn("role auditor"::equals).hasSize(2);
        assertThat(clouds.target.inside().list("identity", "/v3/roles?domain_id=" + onTarget, "roles"))
                .singleElement()
                .satisfies(role -> assertThat(role.path("name").asText()).isEqualTo("auditor"));
        assertThat(clouds.move(Verb.ROLES, TwoClouds.ALL).cost().writes()).isZero();
    }

    @Test
    public void ofTwoProjectsOfOneNameTheDomainIsNamedAndTheIdTellsThemApart() throws Exception {
        String other = make(clouds.source, "project", WireJson.object("name", "demo", "domain_id", onSource));

        assertThatThrownBy(() -> clouds.move(Verb.TENANTS))
                .hasMessageContaining("demo (" + other + " in domain corp)")
                .hasMessageContaining(" in domain Default)")
                .hasMessageEndingWith(" or with its domain: Default/demo, corp/demo.");
        Report moved = clouds.move(Verb.TENANTS, Selection.ofTenant(other));

        assertThat(ended(moved, End.CREATED)).containsExactly("project demo");
        assertThat(clouds.target.inside().list("identity", "/v3/projects", "projects"))
                .filteredOn(project -> project.path("name").asText().equals("demo"))
                .singleElement()
                .satisfies(project ->
                        assertThat(project.path("domain_id").asText()).isEqualTo(onTarget));
    }

    @Test
    public void ofTwoProjectsOfOneNameTheDomainBeforeTheNameMeansOne() throws Exception {
        String other = make(clouds.source, "project", WireJson.object("name", "demo", "domain_id", onSource));
        clouds.source
                .inside()
                .make("network", "/v2.0/networks", "network", WireJson.object("name", "corp-net", "tenant_id", other));

        Report moved = clouds.move(Verb.NETWORKS, Selection.ofTenant("Corp/demo"));

        assertThat(ended(moved, End.CREATED))
                .contains("project demo", "network corp-net")
                .doesNotContain("network demo-net");
        assertThat(ended(clouds.move(Verb.NETWORKS, Selection.ofTenant("default/demo")), End.CREATED))
                .contains("network demo-net");
        assertThat(clouds.drift(Selection.ofTenant("corp/demo")).found()).isFalse();
    }

    @Test
    public void aProjectThatHasASlashInItsNameIsMeantByIt() throws Exception {
        make(clouds.source, "project", WireJson.object("name", "demo", "domain_id", onSource));
        make(clouds.source, "project", WireJson.object("name", "corp/demo", "domain_id", "default"));

        Report moved = clouds.move(Verb.TENANTS, Selection.ofTenant("corp/demo"));

        assertThat(ended(moved, End.CREATED)).containsExactly("project corp/demo");
    }

    @Test
    public void groupsOfOneNameInTwoDomainsStayTwo() throws Exception {
        for (String domain : List.of("default", onSource)) {
            make(clouds.source, "group", WireJson.object("name", "operators", "domain_id", domain));
        }

        Report moved = clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(ended(moved, End.CREATED))
                .filteredOn("group operators"::equals)
                .hasSize(2);
        assertThat(clouds.target.inside().list("identity", "/v3/groups", "groups"))
                .extracting(group -> group.path("domain_id").asText())
                .containsExactlyInAnyOrder("default", onTarget);
        assertThat(clouds.move(Verb.USERS, TwoClouds.ALL).cost().writes()).isZero();
    }

    @Test
    public void aDirectoryThatDoesNotAnswerOnTheSourceCostsItsUsersAndNoOthers() throws Exception {
        make(clouds.source, "user", WireJson.object("name", "dora", "domain_id", onSource));
        clouds.source.directoryDown(onSource);

        Report moved = clouds.move(Verb.USERS, TwoClouds.ALL);

        Outcome unread = outcome(moved, "user", "(all of domain corp)");
        assertThat(unread.end()).isEqualTo(End.CONFLICT);
        assertThat(unread.message()).contains("cannot be read", "500");
        assertThat(outcome(moved, "user", "alice").end()).isEqualTo(End.CREATED);
        Report keys = clouds.move(Verb.KEYPAIRS, TwoClouds.ALL);
        assertThat(outcome(keys, "keypair", "of (all of domain corp)").end()).isEqualTo(End.CONFLICT);
        assertThat(ended(keys, End.CREATED)).contains("keypair laptop");
    }

    @Test
    public void aDirectoryThatDoesNotAnswerOnTheTargetBarsItsUsersAndNoServers() throws Exception {
        make(clouds.source, "user", WireJson.object("name", "dora", "domain_id", onSource));
        clouds.target.directoryDown(onTarget);

        Report users = clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(outcome(users, "user", "dora").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(users, "user", "dora").message()).contains("its domain cannot be read");
        assertThat(outcome(users, "user", "alice").end()).isEqualTo(End.CREATED);
        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));
        assertThat(outcome(moved, "server", "web-1").end())
                .as(moved.outcomes().toString())
                .isEqualTo(End.CREATED);
    }

    /** Makes an object of Keystone; its id. */
    private static String make(EmbeddedCloud cloud, String kind, ObjectNode wanted) {
        return cloud.inside()
                .make("identity", "/v3/" + kind + "s", kind, wanted)
                .path("id")
                .asText();
    }
}
