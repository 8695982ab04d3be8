package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Journal;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Keystone deletes all that is in a domain with it: a rollback removes one only when nothing is in it. */
public class DomainRollbackTest {
    private static final Selection LAB = Selection.ofTenant("lab");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final List<CreatedObject> created = new ArrayList<>();
    private String onTarget;

    @Before
    public void aDomainWithAProjectAndItsUserHasCome() throws Exception {
        String corp = make(clouds.source, "domain", WireJson.object("name", "corp"));
        String lab = make(clouds.source, "project", WireJson.object("name", "lab", "domain_id", corp));
        String dora = make(clouds.source, "user", WireJson.object("name", "dora", "domain_id", corp));
        String member = clouds.source.inside().id("identity", "/v3/roles", "roles", "member");
        clouds.source.inside().put("identity", "/v3/projects/" + lab + "/users/" + dora + "/roles/" + member, null);
        for (Verb verb : List.of(Verb.TENANTS, Verb.USER_ROLES)) {
            clouds.move(verb, LAB).outcomes().stream()
                    .filter(one -> one.end() == End.CREATED)
                    .map(one ->
                            new CreatedObject(one.kind(), one.name(), one.source(), one.target(), Map.of(), Map.of()))
                    .forEach(created::add);
        }
        onTarget = domain().path("id").asText();
    }

    @Test
    public void itGoesLastWithWhatTheBuildHasMadeAndIsDisabledFirst() throws Exception {
        clouds.target.journal().clear();

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "domain", "corp").end()).isEqualTo(End.DELETED);
        assertThat(domain()).isNull();
        assertThat(clouds.target.journal().writes())
                .extracting(Journal.Entry::method, Journal.Entry::path)
                .endsWith(tuple("PATCH", "/v3/domains/" + onTarget), tuple("DELETE", "/v3/domains/" + onTarget));
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created))
                        .cost()
                        .writes())
                .isZero();
    }

    @Test
    public void itGoesWithTheTenantForWhichItWasMade() throws Exception {
        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, LAB);

        assertThat(outcome(report, "domain", "corp").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void itStaysWithAUserAGroupARoleOrAProjectThatSomebodyHasMadeInIt() throws Exception {
        for (String kind : List.of("user", "group", "role", "project")) {
            String own = make(clouds.target, kind, WireJson.object("name", "own", "domain_id", onTarget));

            Outcome kept = outcome(clouds.plan(Verb.ROLLBACK_RESOURCES, LAB), "domain", "corp");

            assertThat(kept.end()).as(kind).isEqualTo(End.SKIPPED);
            assertThat(kept.message()).isEqualTo("stays: it still has " + kind + " own");
            clouds.target.inside().delete("identity", "/v3/" + kind + "s/" + own);
        }
    }

    @Test
    public void itStaysWithAnIdentityProviderOrALimitThatIsForIt() throws Exception {
        clouds.target
                .faults()
                .on("GET", "/v3/OS-FEDERATION/identity_providers")
                .status(200)
                .body("{'identity_providers': [{'id': 'sso', 'domain_id': '%s'}]}"
                        .formatted(onTarget)
                        .replace('\'', '"'));
        clouds.target
                .faults()
                .on("GET", "/v3/limits")
                .status(200)
                .body(
                        "{'limits': [{'id': '1', 'resource_name': 'cores', 'domain_id': '%s'}, {'id': '2', 'domain_id': null}]}"
                                .formatted(onTarget)
                                .replace('\'', '"'));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, LAB), "domain", "corp");

        assertThat(kept.message()).isEqualTo("stays: it still has identity provider sso, limit cores");
    }

    @Test
    public void whereItsUsersCannotBeListedItStays() throws Exception {
        clouds.target.directoryDown(onTarget);

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, LAB), "domain", "corp");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("what is in it cannot be told", "500");
    }

    @Test
    public void itStaysWhereSomebodyHasConfiguredADirectoryForIt() throws Exception {
        clouds.target
                .inside()
                .put(
                        "identity",
                        "/v3/domains/" + onTarget + "/config",
                        WireJson.object("config", WireJson.object("identity", WireJson.object("driver", "ldap"))));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, LAB), "domain", "corp");

        assertThat(kept.message()).isEqualTo("stays: it still has a configuration of its own");
    }

    @Test
    public void itStaysEnabledWhenSomebodyMakesAUserInItBetweenThePlanAndTheDeletion() throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                make(clouds.target, "user", WireJson.object("name", "late", "domain_id", onTarget));
            }
        });

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, LAB);

        assertThat(outcome(report, "domain", "corp").message()).contains("it still has user late");
        assertThat(domain().path("enabled").asBoolean()).isTrue();
        assertThat(clouds.target.inside().named("identity", "/v3/users", "users", "late"))
                .isNotNull();
    }

    @Test
    public void aRemovalThatWasInterruptedAfterItsDisablingIsFinished() throws Exception {
        clouds.target
                .inside()
                .patch(
                        "identity",
                        "/v3/domains/" + onTarget,
                        WireJson.object("domain", WireJson.object("enabled", false)));

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, LAB);

        assertThat(outcome(report, "domain", "corp").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void oneOfTheTargetsOwnStays() throws Exception {
        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, TwoClouds.DEMO);

        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("domain"))
                .allMatch(one -> one.end() == End.SKIPPED);
    }

    private JsonNode domain() {
        return clouds.target.inside().list("identity", "/v3/domains", "domains").stream()
                .filter(each -> each.path("name").asText().equals("corp"))
                .findFirst()
                .orElse(null);
    }

    private static String make(EmbeddedCloud cloud, String kind, ObjectNode wanted) {
        return cloud.inside()
                .make("identity", "/v3/" + kind + "s", kind, wanted)
                .path("id")
                .asText();
    }
}
