package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** An entry of {@code mapping:} means what the services would find by the name that stands in it. */
public class MappingSpellingTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aProjectIsFoundInAnyCaseOnBothClouds() throws Exception {
        clouds.target.project("Existing").description("The target's own");

        Report report = clouds.mapping("project", "DEMO", "existing").move(Verb.TENANTS);

        assertThat(outcome(report, "project", "demo").end()).isEqualTo(End.REUSED);
        assertThat(outcome(report, "project", "demo").message()).contains("mapped to Existing");
        assertThat(report.notes()).noneMatch(note -> note.contains("means no project"));
        assertThat(report.cost().writes()).isZero();
    }

    @Test
    public void soAreAUserARoleAFlavorAndAKeypair() throws Exception {
        clouds.target.project("admin").user("Alicia");
        assertThat(outcome(clouds.mapping("user", "ALICE", "alicia").move(Verb.USERS), "user", "alice")
                        .message())
                .contains("mapped to Alicia");
        assertThat(outcome(clouds.mapping("role", "Operator-X", "Reader").move(Verb.ROLES), "role", "operator-x")
                        .message())
                .contains("mapped to reader");
        assertThat(outcome(
                                clouds.mapping("flavor", "Demo.Small", "M1.Small")
                                        .move(Verb.FLAVORS),
                                "flavor",
                                "demo.small")
                        .message())
                .contains("mapped to m1.small");
        assertThat(outcome(clouds.mapping("user", "BOB", "skip").plan(Verb.USERS, TwoClouds.DEMO), "user", "bob")
                        .end())
                .isEqualTo(End.SKIPPED);
    }

    @Test
    public void anAccentThatIsACharacterOfItsOwnIsTheSameName() throws Exception {
        clouds.source.project("demo").network("caf\u0065\u0301", "10.9.0.0/24");
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").network("br\u0075\u0302l\u0065\u0301", "10.9.0.0/24");

        Report report =
                clouds.mapping("network", "caf\u00e9", "br\u00fbl\u00e9").move(Verb.NETWORKS);

        Outcome network = outcome(report, "network", "caf\u0065\u0301");
        assertThat(network.end()).as(report.outcomes().toString()).isEqualTo(End.REUSED);
        assertThat(report.notes()).noneMatch(note -> note.contains("means no network"));
    }

    @Test
    public void aNetworkInAnotherCaseIsAnotherNetwork() throws Exception {
        Report report = clouds.mapping("network", "DEMO-NET", "skip").plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(outcome(report, "network", "demo-net").end()).isEqualTo(End.CREATED);
        assertThat(report.notes()).anyMatch(note -> note.contains("\"DEMO-NET\" means no network"));
    }

    @Test
    public void whereTheSourceTellsNamesApartByTheirCaseTheEntryMeansTheOneOfItsLetters() throws Exception {
        clouds.source.inside().post("identity", "/v3/roles", json("{'role': {'name': 'auditor'}}"));
        clouds.source.inside().post("identity", "/v3/roles", json("{'role': {'name': 'unlike'}}"));
        clouds.source.faults().on("GET", "/v3/roles").answersInstead(MappingSpellingTest::withTwin);

        Report report = clouds.mapping("role", "auditor", "reader").plan(Verb.ROLES, TwoClouds.ALL);

        assertThat(outcome(report, "role", "auditor").message()).contains("mapped to reader");
        assertThat(outcome(report, "role", "Auditor").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "role", "Auditor").message()).contains("Write the id");
    }

    private static Answer withTwin(Answer answer) {
        return answer.replacing("unlike", "Auditor");
    }
}
