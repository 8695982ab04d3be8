package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A domain that the target does not have is made with all that it has, and known again. */
public class DomainCopyTest {
    private static final Selection LAB = Selection.ofTenant("lab");

    /** As Keystone computes it for who is in a directory. */
    private static final String OUTSIDE = "c0ffee00".repeat(8);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String corp;

    @Before
    public void theSourceHasASecondDomain() {
        corp = make(
                "domain",
                WireJson.object("name", "corp", "description", "The company", "cost_centre", "4711")
                        .set("tags", WireJson.array("gold")));
        String lab = make("project", WireJson.object("name", "lab", "domain_id", corp));
        clouds.source
                .inside()
                .make("network", "/v2.0/networks", "network", WireJson.object("name", "lab-net", "tenant_id", lab));
    }

    @Test
    public void itIsPlannedAndComesWithItsDescriptionTagsAndWhatAnOperatorHasAdded() throws Exception {
        assertThat(ended(clouds.plan(Verb.TENANTS, TwoClouds.ALL), End.CREATED)).contains("domain corp", "project lab");
        assertThat(onTarget()).isNull();

        Report moved = clouds.move(Verb.TENANTS, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode made = onTarget();
        assertThat(made.path("description").asText()).isEqualTo("The company");
        assertThat(made.path("tags")).isEqualTo(WireJson.array("gold"));
        assertThat(made.path("cost_centre").asText()).isEqualTo("4711");
        assertThat(made.path("enabled").asBoolean()).isTrue();
        assertThat(lab().path("domain_id")).isEqualTo(made.path("id"));
        assertThat(clouds.move(Verb.TENANTS, TwoClouds.ALL).cost().writes()).isZero();
    }

    @Test
    public void itComesWithATenantOrAUserThatNeedsIt() throws Exception {
        make("user", WireJson.object("name", "dora", "domain_id", corp));

        assertThat(ended(clouds.plan(Verb.NETWORKS, LAB), End.CREATED)).contains("domain corp");
        Report moved = clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(ended(moved, End.CREATED)).contains("domain corp", "user dora");
        assertThat(clouds.target
                        .inside()
                        .named("identity", "/v3/users", "users", "dora")
                        .path("domain_id"))
                .isEqualTo(onTarget().path("id"));
        assertThat(ended(clouds.move(Verb.TENANTS, LAB), End.REUSED)).contains("domain corp");
    }

    @Test
    public void itIsKnownAgainByItsIdAndFollowsTheSource() throws Exception {
        clouds.move(Verb.TENANTS, LAB);
        String id = onTarget().path("id").asText();
        change(WireJson.object("name", "corporation", "description", "All of it"));

        Report moved = clouds.move(Verb.TENANTS, LAB);

        assertThat(outcome(moved, "domain", "corporation").end()).isEqualTo(End.UPDATED);
        JsonNode now =
                clouds.target.inside().get("identity", "/v3/domains/" + id).path("domain");
        assertThat(now.path("name").asText()).isEqualTo("corporation");
        assertThat(now.path("description").asText()).isEqualTo("All of it");
    }

    @Test
    public void itIsMadeUnderTheNameThatTheMappingGivesIt() throws Exception {
        clouds.mapping("domain", "corp", "company");

        clouds.move(Verb.TENANTS, LAB);

        assertThat(clouds.target.inside().named("identity", "/v3/domains", "domains", "company"))
                .isNotNull();
        assertThat(onTarget()).isNull();
        assertThat(clouds.move(Verb.TENANTS, LAB).cost().writes()).isZero();
    }

    @Test
    public void oneThatTheTargetHasUnderTheNameInAnyCaseIsTakenAndLeftAsItIs() throws Exception {
        clouds.target.inside().make("identity", "/v3/domains", "domain", WireJson.object("name", "CORP"));

        Report moved = clouds.move(Verb.TENANTS, LAB);

        assertThat(outcome(moved, "domain", "corp").end()).isEqualTo(End.REUSED);
        assertThat(onTarget().path("name").asText()).isEqualTo("CORP");
        assertThat(onTarget().path("description").asText()).isEmpty();
    }

    @Test
    public void defaultIsOfEachCloudItselfAndNeverMade() throws Exception {
        clouds.mapping("domain", "Default", "first");

        Report refused = clouds.move(Verb.TENANTS);

        assertThat(outcome(refused, "domain", "Default").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(refused, "domain", "Default").message())
                .contains("no domain of that name on new", "mapping: domains: {Default: …}");
        assertThat(clouds.target.inside().list("identity", "/v3/domains", "domains"))
                .hasSize(1);
    }

    @Test
    public void aDisabledOneIsDisabledAfterAllThatIsMadeInIt() throws Exception {
        change(WireJson.object("enabled", false));

        Report moved = clouds.move(Verb.TENANTS, LAB);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "project", "lab").message()).isEmpty();
        assertThat(onTarget().path("enabled").asBoolean()).isFalse();
        assertThat(clouds.move(Verb.TENANTS, LAB).cost().writes()).isZero();
    }

    @Test
    public void oneThatCannotBeDisabledIsNamedWithTheCommandAndDisabledByTheNextRun() throws Exception {
        change(WireJson.object("enabled", false));
        clouds.target.faults().on("PATCH", "/v3/domains/*").status(403);

        Report moved = clouds.move(Verb.TENANTS, LAB);

        assertThat(moved.notes())
                .anyMatch(note -> note.contains("is still enabled on new")
                        && note.contains("openstack domain set --disable "
                                + onTarget().path("id").asText()));
        clouds.target.faults().clear();
        clouds.move(Verb.TENANTS, LAB);
        assertThat(onTarget().path("enabled").asBoolean()).isFalse();
    }

    @Test
    public void whatWasMadeWhileTheAnswerWasLostIsNotMadeTwice() throws Exception {
        clouds.target.faults().on("POST", "/v3/domains").resetAfterwards().times(1);

        clouds.move(Verb.TENANTS, LAB);
        Report again = clouds.move(Verb.TENANTS, LAB);

        assertThat(again.failed()).as(again.outcomes().toString()).isFalse();
        assertThat(lab().path("domain_id")).isEqualTo(onTarget().path("id"));
        assertThat(clouds.target.inside().list("identity", "/v3/domains", "domains"))
                .hasSize(2);
    }

    @Test
    public void aProjectComesIntoOneThatAnEarlierRunHasDisabled() throws Exception {
        make("project", WireJson.object("name", "late", "domain_id", corp));
        change(WireJson.object("enabled", false));
        clouds.move(Verb.TENANTS, LAB);

        Report moved = clouds.move(Verb.TENANTS, Selection.ofTenant("late"));

        assertThat(outcome(moved, "project", "late").end())
                .as(moved.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(onTarget().path("enabled").asBoolean()).isFalse();
    }

    @Test
    public void oneThatTheTargetsAdministratorHasDisabledIsEnabledByPumpTenantsAndNoOtherStep() throws Exception {
        clouds.move(Verb.TENANTS, LAB);
        String path = "/v3/domains/" + onTarget().path("id").asText();
        clouds.target.inside().patch("identity", path, WireJson.object("domain", WireJson.object("enabled", false)));

        Outcome refused = outcome(clouds.move(Verb.NETWORKS, LAB), "domain", "corp");
        Outcome enabled = outcome(clouds.move(Verb.TENANTS, LAB), "domain", "corp");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("was disabled on new", "run pumpTenants");
        assertThat(enabled.end()).isEqualTo(End.UPDATED);
    }

    @Test
    public void theDirectoryOfADomainIsToldAndItsUsersWaitForIt() throws Exception {
        clouds.source
                .inside()
                .put(
                        "identity",
                        "/v3/domains/" + corp + "/config",
                        WireJson.object("config", WireJson.object("identity", WireJson.object("driver", "ldap"))));
        make("user", WireJson.object("name", "dora", "domain_id", corp, "id", OUTSIDE));

        Report moved = clouds.move(Verb.TENANTS, LAB);
        Outcome waiting = outcome(clouds.move(Verb.USERS, TwoClouds.ALL), "user", "dora");

        assertThat(outcome(moved, "domain", "corp").message())
                .contains("its directory of users (identity driver ldap): the domain comes, its directory does not;"
                        + " configure it for the domain on new");
        assertThat(waiting.end()).isEqualTo(End.CONFLICT);
        assertThat(waiting.message())
                .contains("is in a directory, and not in the database of old", "Configure it for the domain on new");
    }

    @Test
    public void whereTheDirectoryIsConfiguredInAFileTheIdsOfItsUsersTell() throws Exception {
        make("user", WireJson.object("name", "dora", "domain_id", corp, "id", OUTSIDE));
        String member = clouds.source.inside().id("identity", "/v3/roles", "roles", "member");
        clouds.source.inside().put("identity", "/v3/domains/" + corp + "/users/" + OUTSIDE + "/roles/" + member, null);

        Report plan = clouds.plan(Verb.TENANTS, LAB);

        assertThat(outcome(plan, "domain", "corp").message())
                .contains("its directory of users: the domain comes, its directory does not");
        assertThat(clouds.source.journal().of("GET", "/v3/users")).isEmpty();
    }

    @Test
    public void withoutTheRightToMakeDomainsTheErrorNamesItAndTheWaysOut() throws Exception {
        clouds.target.faults().on("POST", "/v3/domains").status(403);

        Report moved = clouds.move(Verb.TENANTS, LAB);

        assertThat(outcome(moved, "domain", "corp").end()).isEqualTo(End.FAILED);
        assertThat(outcome(moved, "domain", "corp").message())
                .contains("403", "identity:create_domain", "openstack domain create", "mapping: domains: {corp: …}");
        assertThat(outcome(moved, "project", "lab").end()).isEqualTo(End.FAILED);
    }

    @Test
    public void theDomainOfAServiceOfTheCloudStaysWithItsUsersUnlessAMappingNamesIt() throws Exception {
        String heat = make("domain", WireJson.object("name", "heat_user_domain"));
        make("user", WireJson.object("name", "stack-1", "domain_id", heat));

        Report moved = clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(outcome(moved, "user", "stack-1").end()).isEqualTo(End.SKIPPED);
        assertThat(outcome(moved, "user", "stack-1").message())
                .contains("domain heat_user_domain", "holds users of a service of the cloud itself");
        clouds.mapping("domain", "heat_user_domain", "stacks");
        assertThat(ended(clouds.move(Verb.USERS, TwoClouds.ALL), End.CREATED)).contains("user stack-1");
    }

    @Test
    public void theInventoryListsItAndTheComparisonFindsWhatHasChanged() throws Exception {
        assertThat(clouds.inventory(LAB).rows())
                .filteredOn(row -> row.kind().equals("domain"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.name()).isEqualTo("corp");
                    assertThat(row.step()).isEqualTo("pumpTenants");
                });
        clouds.move(Verb.TENANTS, LAB);
        assertThat(clouds.drift(LAB).found()).isFalse();
        change(WireJson.object("description", "Changed since"));

        assertThat(clouds.drift(LAB).lines()).anyMatch(line -> line.contains("Changed since"));
    }

    private JsonNode onTarget() {
        return clouds.target.inside().list("identity", "/v3/domains", "domains").stream()
                .filter(domain -> domain.path("name").asText().equalsIgnoreCase("corp"))
                .findFirst()
                .orElse(null);
    }

    private JsonNode lab() {
        return clouds.target.inside().named("identity", "/v3/projects", "projects", "lab");
    }

    private void change(ObjectNode fields) {
        clouds.source.inside().patch("identity", "/v3/domains/" + corp, WireJson.object("domain", fields));
    }

    private String make(String kind, ObjectNode wanted) {
        return make(clouds.source, kind, wanted);
    }

    private static String make(EmbeddedCloud cloud, String kind, ObjectNode wanted) {
        return cloud.inside()
                .make("identity", "/v3/" + kind + "s", kind, wanted)
                .path("id")
                .asText();
    }
}
