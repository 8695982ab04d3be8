package io.jenkins.plugins.pumphouse.steps.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.FieldUpdate;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import io.jenkins.plugins.pumphouse.steps.CloudsAndWorkspace;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;

/** What an agent returns is looked at before it is believed. */
public class ReportCheckTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void aReportOfWhatWasAskedForIsBelieved() throws Exception {
        assertThatCode(() -> check(report("old", "flavor", Map.of("bytes", 5L))))
                .doesNotThrowAnyException();
    }

    @Test
    public void theFieldsThatAnUpdateHasChangedAreFacts() {
        Difference renamed = new Difference("description", "new text", "old text");
        Serializable updates = new ArrayList<>(List.of(FieldUpdate.of(renamed).fact()));
        assertThatCode(() -> check(report("old", "network", Map.of(FieldUpdate.FACT, updates))))
                .doesNotThrowAnyException();
    }

    @Test
    public void aReportOfOtherCloudsOrAnotherVerbIsNot() {
        refuses(report("somewhere", "flavor", Map.of()), "other clouds");
        refuses(
                new Report(Verb.USERS, "old", "new", false, List.of(), cost(), List.of(), false, FitTable.EMPTY),
                "something else");
    }

    @Test
    public void textsWithoutBoundAndFactsThatAreNoValuesAreRefused() {
        refuses(report("old", "x".repeat(AnswerCheck.LONGEST_TEXT + 1), Map.of()), "more than 100000 characters");
        refuses(report("old", null, Map.of()), "lacks its type");
        refuses(report("old", "flavor", Map.of("at", Instant.EPOCH)), "neither a text nor a number");
        Serializable deep = new ArrayList<>(List.of(new TreeMap<>(Map.of("in", new ArrayList<>(List.of("it"))))));
        refuses(report("old", "flavor", Map.of("deep", deep)), "neither a text nor a number");
    }

    @Test
    @SuppressWarnings("unchecked") // resources is a list of maps
    public void aFactDoesNotReplaceWhatTheReportSaysItself() {
        Map<String, Object> resource = ((List<Map<String, Object>>)
                        report("old", "flavor", Map.of("outcome", "created", "target", "x"))
                                .toMap()
                                .get("resources"))
                .get(0);

        assertThat(resource).containsEntry("outcome", "failed").containsEntry("target", null);
    }

    private static Report report(String source, String kind, Map<String, Serializable> facts) {
        Outcome outcome = new Outcome(kind, "m1", "1", null, Outcome.End.FAILED, "", 0, facts, true);
        return new Report(
                Verb.FLAVORS, source, "new", false, List.of(outcome), cost(), List.of(), false, FitTable.EMPTY);
    }

    private static Cost cost() {
        return new Cost(1, 1, 1, 0);
    }

    private static CloudAccess access(EmbeddedCloud cloud) {
        return EmbeddedAccess.to(cloud);
    }

    private void refuses(Report report, String why) {
        assertThatThrownBy(() -> check(report))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining(why);
    }

    private void check(Report report) throws AbortException {
        new ReportCheck(new MigrationRequest(
                        Verb.FLAVORS,
                        access(clouds.source),
                        access(clouds.target),
                        Selection.ALL,
                        new Mapping(Map.of()),
                        Options.DEFAULT,
                        false))
                .check(report);
    }
}
