package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * Which servers are meant: tenant demo has web-1 and db-1 on compute-1 and web-2 on compute-2, tenant shop another
 * web-1.
 */
public class ServerSelectionTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aPatternMeansAllServersWhoseNamesItMatches() throws Exception {
        assertThat(meant(selection("demo", null, "web-*"))).containsExactlyInAnyOrder("web-1", "web-2");
        assertThat(meant(selection("demo", null, "?b-1"))).containsExactly("db-1");
        assertThat(meant(selection("demo", null, "*"))).containsExactlyInAnyOrder("web-1", "web-2", "db-1");
    }

    @Test
    public void aServerThatANameAndAPatternMeanIsMeantOnce() throws Exception {
        assertThat(meant(selection("demo", null, "web-1", "w*1", "db-1"))).containsExactlyInAnyOrder("web-1", "db-1");
    }

    @Test
    public void aPatternMeansServersOfAllProjectsUnlessATenantNarrowsIt() throws Exception {
        assertThat(meant(selection(null, null, "web-1*"))).containsExactly("web-1", "web-1");
    }

    @Test
    public void aHostNarrowsAPattern() throws Exception {
        assertThat(meant(selection("demo", "compute-1", "web-*"))).containsExactly("web-1");
    }

    @Test
    public void aPatternOfServersThatAreAllOnOtherHostsSkipsThemAndSaysSo() throws Exception {
        Report plan = clouds.plan(Verb.INSTANCES, selection("demo", "compute-2", "db-*"));

        Outcome db = TwoClouds.outcome(plan, "server", "db-1");
        assertThat(db.end()).isEqualTo(End.SKIPPED);
        assertThat(db.message()).isEqualTo("is on compute-1, not on compute-2");
    }

    @Test
    public void namesInOneTextAreOneNameAndTheErrorSaysHowToWriteAList() {
        assertThatThrownBy(() -> clouds.plan(Verb.INSTANCES, selection("demo", null, "web-1, db-1")))
                .isInstanceOf(MigrationException.class)
                .hasMessage("No server \"web-1, db-1\" in old. It is read as one name; several are a list:"
                        + " ['web-1', 'db-1']. There are: db-1, web-1, web-2.");
        assertThatThrownBy(() -> clouds.plan(Verb.INSTANCES, selection("demo", null, "web-1, mail-1")))
                .hasMessage("No server \"web-1, mail-1\" in old. There are: db-1, web-1, web-2.");
    }

    @Test
    public void aPatternThatMatchesNothingIsAnErrorThatNamesTheServers() {
        assertThatThrownBy(() -> clouds.plan(Verb.INSTANCES, selection("demo", null, "web-1", "mail-*")))
                .isInstanceOf(MigrationException.class)
                .hasMessage("No server matches the pattern \"mail-*\" in old. Correct it: * stands for any characters."
                        + " There are: db-1, web-1, web-2.");
        assertThatThrownBy(() -> clouds.plan(Verb.INSTANCES, selection("demo", null, "eb-*")))
                .isInstanceOf(MigrationException.class);
    }

    @Test
    public void anExcludedServerIsLeftOutWhateverSelectsTheRest() throws Exception {
        assertThat(meant(Selection.ofTenant("demo").excluding(List.of("db-*"))))
                .containsExactlyInAnyOrder("web-1", "web-2");
        assertThat(meant(selection("demo", null, "web-*").excluding(List.of("web-2"))))
                .containsExactly("web-1");
        assertThat(meant(new Selection(null, null, List.of(), "compute-1").excluding(List.of("db-1"))))
                .containsExactly("web-1");
    }

    @Test
    public void anExclusionOfAServerOfAnotherProjectChangesNothing() throws Exception {
        assertThat(meant(Selection.ofTenant("shop").excluding(List.of("db-*", "db-1"))))
                .containsExactly("web-1");
    }

    @Test
    public void anExclusionThatMatchesNothingIsAnError() {
        assertThatThrownBy(() ->
                        clouds.plan(Verb.INSTANCES, Selection.ofTenant("demo").excluding(List.of("dbx-*"))))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("No server matches the pattern \"dbx-*\" in old.");
        assertThatThrownBy(() ->
                        clouds.plan(Verb.INSTANCES, Selection.ofTenant("demo").excluding(List.of("bd-1"))))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("No server \"bd-1\" in old.");
    }

    @Test
    public void anExcludedNameThatIsNotUniqueIsAnErrorThatListsTheOnes() {
        assertThatThrownBy(() -> clouds.plan(Verb.INSTANCES, Selection.ALL.excluding(List.of("web-1"))))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("tenant demo, compute-1")
                .hasMessageContaining("tenant shop, compute-2");
    }

    @Test
    public void namesThatAreAllExcludedAreAnError() {
        assertThatThrownBy(() -> clouds.plan(
                        Verb.INSTANCES, selection("demo", null, "web-*").excluding(List.of("w*"))))
                .isInstanceOf(MigrationException.class)
                .hasMessage("No server is left: all 2 that instances names are excluded. Take one out of exclude: w*.");
    }

    @Test
    public void aCleanUpTakesPatternsAndExclusionsToo() throws Exception {
        clouds.move(Verb.INSTANCES, selection("demo", null, "web-2", "db-1"));

        Report report =
                clouds.move(Verb.CLEANUP, selection("demo", null, "*b-*").excluding(List.of("db-*", "web-1")));

        assertThat(TwoClouds.ended(report, End.DELETED)).containsExactly("server web-2");
        assertThat(report.outcomes()).extracting(Outcome::name).doesNotContain("db-1", "web-1");
        assertThatThrownBy(() -> clouds.move(Verb.CLEANUP, selection("demo", null, "mail-*")))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("No server matches the pattern \"mail-*\" in old.");
    }

    private static Selection selection(String tenant, String host, String... instances) {
        return new Selection(tenant, null, List.of(instances), host);
    }

    private List<String> meant(Selection selection) throws Exception {
        return clouds.plan(Verb.INSTANCES, selection).outcomes().stream()
                .filter(Outcome::requested)
                .map(Outcome::name)
                .toList();
    }
}
