package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.FlavorFixture;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.Row;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.State;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What can bear no mark is missed when it was moved, and only then. */
public class UnmarkedDriftTest {
    private static final String FLAVORS = "/v2.1/flavors";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void beforeTheFirstMoveOfAWholeCloudNothingIsMissed() throws Exception {
        Drift drift = clouds.drift(TwoClouds.ALL);

        assertThat(drift.lines()).isEmpty();
        assertThat(drift.notes())
                .anyMatch(note -> note.startsWith("assignments: none was moved yet"))
                .anyMatch(note ->
                        note.startsWith("roles: 1 of the source is not on the target: not moved yet, or deleted"));
    }

    @Test
    public void theOnlyFlavorOfMovedServersIsMissedWhenItIsGone() throws Exception {
        clouds.move(Verb.INSTANCES);
        deleteFlavor("demo.small");

        assertThat(missing(clouds.drift(TwoClouds.DEMO))).containsExactly("flavor demo.small");

        clouds.move(Verb.CLEANUP);

        assertThat(missing(clouds.drift(TwoClouds.DEMO))).containsExactly("flavor demo.small");
    }

    @Test
    public void serversSayNothingOfTheFlavorsAndKeysThatTheyDoNotHave() throws Exception {
        anotherFlavor();
        clouds.move(Verb.INSTANCES);

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(drift.lines()).isEmpty();
        assertThat(drift.rows())
                .filteredOn(row -> row.kind().equals("flavor"))
                .extracting(Row::name)
                .contains("demo.small");
        assertThat(drift.notes())
                .anyMatch(note -> note.startsWith(
                        "flavors: 1 of the source is not on the target: not moved yet, or deleted since"));

        clouds.move(Verb.CLEANUP);

        assertThat(clouds.drift(TwoClouds.DEMO).lines()).noneMatch(line -> line.startsWith("!"));
    }

    @Test
    public void oneFlavorOfSeveralIsMissedAndOneThatDiffersFound() throws Exception {
        anotherFlavor();
        clouds.move(Verb.FLAVORS);
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();
        deleteFlavor("demo.small");
        FlavorFixture.extraSpec(clouds.target, "demo.large", "hw:cpu_policy", "dedicated");

        Drift drift = clouds.drift(TwoClouds.DEMO);

        assertThat(missing(drift)).containsExactly("flavor demo.small");
        assertThat(drift.rows())
                .filteredOn(row -> row.state() == State.DIFFERS)
                .extracting(Row::name)
                .containsExactly("demo.large");
    }

    @Test
    public void theKeyOfAMovedServerIsMissedWhenItIsGone() throws Exception {
        clouds.move(Verb.INSTANCES);
        clouds.target.inside("alice", "demo").delete("compute", "/v2.1/os-keypairs/laptop");

        assertThat(missing(clouds.drift(TwoClouds.DEMO))).containsExactly("keypair laptop");
    }

    private void anotherFlavor() {
        clouds.source
                .inside()
                .make(
                        "compute",
                        FLAVORS,
                        "flavor",
                        json("{'name': 'demo.large', 'ram': 8192, 'vcpus': 4, 'disk': 40}"));
    }

    private static List<String> missing(Drift drift) {
        return drift.rows().stream()
                .filter(row -> row.state() == State.MISSING)
                .map(row -> row.kind() + " " + row.name())
                .toList();
    }

    private String flavor(String name) {
        return clouds.target.inside().id("compute", FLAVORS + "/detail?is_public=None", "flavors", name);
    }

    private void deleteFlavor(String name) {
        Inside target = clouds.target.inside();
        target.delete("compute", FLAVORS + "/" + flavor(name));
        assertThat(TwoClouds.names(target.list("compute", FLAVORS + "/detail?is_public=None", "flavors")))
                .doesNotContain(name);
    }
}
