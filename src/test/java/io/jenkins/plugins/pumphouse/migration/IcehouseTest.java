package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/**
 * From a cloud of 2014: Keystone v2.0, Nova without microversions, Glance without secure hashes, Neutron without tags.
 */
public class IcehouseTest {
    private static final Set<Verb> MOVES =
            EnumSet.complementOf(EnumSet.of(Verb.CLEANUP, Verb.ROLLBACK, Verb.ROLLBACK_RESOURCES));

    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void everythingOfATenantMovesAndASecondRunWritesNothing() throws Exception {
        for (Verb verb : MOVES) {
            Report report = clouds.move(verb);
            assertThat(report.failed()).as("%s: %s", verb, report.outcomes()).isFalse();
        }
        for (Verb verb : MOVES) {
            Report second = clouds.move(verb);
            assertThat(second.changed()).as("%s: %s", verb, second.outcomes()).isFalse();
            assertThat(second.cost().writes()).as(verb.toString()).isZero();
        }
    }

    /** Keystone v2.0 has no domains: what it has counts as of the domain Default. */
    @Test
    public void itsTenantAndUsersComeIntoTheDomainThatIsChosen() throws Exception {
        String corp = clouds.target
                .inside()
                .make("identity", "/v3/domains", "domain", WireJson.object("name", "corp"))
                .path("id")
                .asText();
        clouds.mapping("domain", "Default", "corp");

        clouds.move(Verb.TENANTS);
        Report report = clouds.move(Verb.USERS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(domains("projects", "demo")).containsExactly(corp);
        assertThat(domains("users", "alice")).containsExactly(corp);
        assertThat(clouds.move(Verb.USERS).cost().writes()).isZero();
    }

    @Test
    public void aDomainThatIsChosenForThemAndMissingOnTheTargetIsNotMade() throws Exception {
        clouds.mapping("domain", "Default", "corp");

        Report refused = clouds.move(Verb.TENANTS);

        assertThat(TwoClouds.outcome(refused, "domain", "Default").message())
                .contains("no domain of that name on new. Create it");
        assertThat(clouds.target.inside().list("identity", "/v3/domains", "domains"))
                .hasSize(1);
    }

    private List<String> domains(String list, String name) {
        return clouds.target.inside().list("identity", "/v3/" + list, list).stream()
                .filter(found -> found.path("name").asText().equals(name))
                .map(found -> found.path("domain_id").asText())
                .toList();
    }

    @Test
    public void whatWasMovedIsDeletedAndASecondRunWritesNothing() throws Exception {
        clouds.move(Verb.INSTANCES);

        Report first = clouds.move(Verb.CLEANUP);
        Report second = clouds.move(Verb.CLEANUP);

        assertThat(ended(first, End.DELETED)).as(first.outcomes().toString()).contains("server db-1");
        assertThat(TwoClouds.names(clouds.source.inside().servers())).doesNotContain("db-1");
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void keysThatAnOldNovaDoesNotShowAreNamedAsSkipped() throws Exception {
        Report report = clouds.move(Verb.KEYPAIRS, new Selection("demo", "alice", List.of(), null));

        assertThat(ended(report, End.SKIPPED)).containsExactly("keypair of alice");
        assertThat(outcome(report, "keypair", "of alice").message())
                .contains("old does not show other users' keypairs");
    }

    @Test
    public void anOldMembersRoleIsFoundAsToday() throws Exception {
        Report report = clouds.move(Verb.ROLES);

        assertThat(outcome(report, "role", "_member_").end()).isEqualTo(End.REUSED);
        assertThat(outcome(report, "role", "_member_").message()).doesNotEndWith("; ");
    }
}
