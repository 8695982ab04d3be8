package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.fields;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.report.html.PlanFile;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A mapping brings several objects to one name, of which the target has nothing yet and takes one only. */
public class MappedNamesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theFirstFlavorIsMadeAndTheOtherTakesIt() throws Exception {
        mapping("flavor", Map.of("m1.tiny", "std", "m1.small", "std"));
        Report plan = clouds.plan(Verb.FLAVORS, TwoClouds.ALL);

        Report report = clouds.move(Verb.FLAVORS, TwoClouds.ALL);

        assertThat(outcome(plan, "flavor", "m1.small").message())
                .contains("is to be std by mapping:, as is flavor \"m1.tiny\"");
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "flavor", "m1.tiny").end()).isEqualTo(End.CREATED);
        assertThat(outcome(report, "flavor", "m1.small").end()).isEqualTo(End.REUSED);
        assertThat(outcome(report, "flavor", "m1.small").message()).contains("mapped to std");
        assertThat(list("compute", "/v2.1/flavors/detail", "flavors"))
                .filteredOn(flavor -> flavor.path("name").asText().equals("std"))
                .singleElement()
                .satisfies(flavor -> assertThat(flavor.path("ram").asInt()).isEqualTo(512));
        assertThat(clouds.move(Verb.FLAVORS, TwoClouds.ALL).cost().writes()).isZero();
    }

    @Test
    public void twoUsersBecomeTheFirstOfThemWithTheRolesOfBoth() throws Exception {
        mapping("user", Map.of("alice", "carol", "bob", "carol"));

        Report report = clouds.move(Verb.USER_ROLES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(List.of(
                        outcome(report, "user", "alice").end(),
                        outcome(report, "user", "bob").end()))
                .containsExactlyInAnyOrder(End.CREATED, End.REUSED);
        String carol = clouds.target
                .inside()
                .named("identity", "/v3/users", "users", "carol")
                .path("id")
                .asText();
        assertThat(list("identity", "/v3/role_assignments", "role_assignments"))
                .filteredOn(one -> one.path("user").path("id").asText().equals(carol))
                .isNotEmpty();
        assertThat(clouds.move(Verb.USER_ROLES).cost().writes()).isZero();
    }

    @Test
    public void anApprovedPlanOfBothIsAppliedAndMayBeAppliedAgain() throws Exception {
        mapping("flavor", Map.of("m1.tiny", "std", "m1.small", "std"));
        String step = Verb.FLAVORS.step();
        String plan = PlanFile.of(step, clouds.plan(Verb.FLAVORS, TwoClouds.ALL));
        clouds.approved(PlanFile.read("plan.json", plan, step, "old", "new"));

        assertThat(clouds.move(Verb.FLAVORS, TwoClouds.ALL).failed()).isFalse();
        assertThat(clouds.move(Verb.FLAVORS, TwoClouds.ALL).cost().writes()).isZero();
    }

    @Test
    public void whatHasThatNameOnTheSourceIsNotTakenForOneThatIsMappedToIt() throws Exception {
        clouds.source
                .inside()
                .make(
                        "compute",
                        "/v2.1/flavors",
                        "flavor",
                        fields("'name': 'std', 'ram': 64, 'vcpus': 1, 'disk': 0, 'id': 'z'"));
        mapping("flavor", Map.of("m1.tiny", "std"));

        Outcome plain = outcome(clouds.plan(Verb.FLAVORS, TwoClouds.ALL), "flavor", "std");

        assertThat(plain.end()).isEqualTo(End.CONFLICT);
        assertThat(plain.message())
                .contains("mapping: makes std of flavor \"m1.tiny\"", "Give one of them another name in mapping:");
    }

    @Test
    public void whereTheFirstFailsTheOtherIsNotMade() throws Exception {
        mapping("flavor", Map.of("m1.tiny", "std", "m1.small", "std"));
        clouds.target.faults().on("POST", "/v2.1/flavors").containing("std").status(403);

        Outcome other = outcome(clouds.move(Verb.FLAVORS, TwoClouds.ALL), "flavor", "m1.small");

        assertThat(other.end()).isEqualTo(End.FAILED);
        assertThat(other.message()).contains("needs flavor m1.tiny, which failed");
    }

    private List<JsonNode> list(String service, String path, String key) {
        return clouds.target.inside().list(service, path, key);
    }

    private void mapping(String kind, Map<String, String> names) {
        clouds.mapping(new Mapping(Map.of(kind, names)));
    }
}
