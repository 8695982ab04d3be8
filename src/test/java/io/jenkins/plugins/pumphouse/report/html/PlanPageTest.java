package io.jenkins.plugins.pumphouse.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** What an operator reads before he approves. */
public class PlanPageTest {
    private static final String ID = "1b5f3c1e-4a0b-4a57-9f4c-0242ac120002";

    private final String page = page(
            List.of(
                    outcome("image", "debian <12>", Outcome.End.CREATED, "", Map.of("bytes", 2_000_000_000L)),
                    outcome(
                            "flavor",
                            "m1.small",
                            Outcome.End.UPDATED,
                            "RAM is 2048 MB on old, 4096 MB on new, disk is 10 GB on old, 20 GB on new; owned by Pumphouse",
                            Map.of(
                                    "differences",
                                    new ArrayList<>(List.of(
                                            "RAM is 2048 MB on old, 4096 MB on new",
                                            "disk is 10 GB on old, 20 GB on new")))),
                    outcome("server", "web-1", Outcome.End.CONFLICT, "its port is taken: free it", Map.of()),
                    outcome("network", "net", Outcome.End.REUSED, "", Map.of())),
            new FitRow(FitRow.State.LACKS, "project <demo>", "cores", 5, 2L, "18 of 20 are used"));

    @Test
    public void whatHasToBeDecidedStandsBeforeTheFitAndEverythingElse() {
        assertThat(page)
                .containsSubsequence(
                        "Plan of pumpInstances",
                        "old → new",
                        "Nothing was changed",
                        "Conflicts: decide these first (1)",
                        "its port is taken: free it",
                        "What the plan needed of the target",
                        "project &lt;demo&gt;",
                        "What the step would do (3)",
                        "debian &lt;12&gt;");
    }

    @Test
    public void everyObjectHasItsDecisionItsBytesAndEachFieldThatDiffers() {
        assertThat(page)
                .contains("<td>create</td><td>image</td>", "<td>reuse</td><td>network</td>", ">2.0 GB</td>")
                .contains("data-label=\"bytes\"", "data-label=\"on the source\"", "data-label=\"free\">2")
                .contains(
                        "<li>RAM is 2048 MB on old, 4096 MB on new</li><li>disk is 10 GB on old, 20 GB on new</li></ul>"
                                + "owned by Pumphouse");
    }

    @Test
    public void itCountsWhatIsWrittenAndTransferred() {
        assertThat(page)
                .contains(
                        "<b>2</b> objects to write",
                        "<b>2.0 GB</b> to transfer",
                        "<b>1</b> conflict",
                        "<b>1</b> create");
    }

    @Test
    public void whatFitsStandsAtTheEndAndTheDisksOfServersAreSaidToBeNotCounted() {
        String moves = page(
                List.of(outcome("server", "web-1", Outcome.End.CREATED, "", Map.of())),
                new FitRow(FitRow.State.FITS, "project demo", "cores", 5, 9L, ""));

        assertThat(moves)
                .containsSubsequence("What the step would do (1)", "<h2>What the plan needed of the target</h2>")
                .contains("<b>0 B</b> to transfer, without the servers' own disks");
    }

    @Test
    public void eachObjectHasItsRequestsFoldedAndAllAreCountedByType() {
        String requests = page(
                List.of(
                        sends("network", "a", Map.of("target POST /v2.0/networks", 1, "target PUT /v2.0/<x>", 2)),
                        sends("network", "b", Map.of("target POST /v2.0/networks", 1)),
                        sends("server", "c", Map.of("source POST /v2.1/servers", "at most 2")),
                        outcome("image", "kept", Outcome.End.REUSED, "", Map.of())),
                new FitRow(FitRow.State.FITS, "project demo", "cores", 5, 9L, ""));

        assertThat(requests)
                .contains("<b>at most 6</b> requests to send")
                .contains("<details><summary>3 requests</summary><ul><li>target POST /v2.0/networks</li>"
                        + "<li>target PUT /v2.0/&lt;x&gt; × 2</li></ul></details>")
                .containsOnlyOnce("<summary>at most 2 requests</summary>")
                .contains("<h2>Requests to send (at most 6)</h2>", "first try")
                .contains("<tr><td>network</td><td>target</td><td>POST</td><td>/v2.0/networks</td>"
                        + "<td data-label=\"requests\">2</td></tr>")
                .doesNotContain("<script", "<x>");
        assertThat(page).doesNotContain("<details", "Requests to send (");
    }

    private static Outcome sends(String kind, String name, Map<String, Serializable> requests) {
        return outcome(kind, name, Outcome.End.CREATED, "", Map.of("requests", new TreeMap<>(requests)));
    }

    @Test
    public void itNeedsNothingElseAndRunsNothing() {
        assertThat(page)
                .contains("prefers-color-scheme: dark", "max-width: 600px")
                .contains("href=\"https://old.example.com/project/instances/" + ID + "/\"")
                .doesNotContain("<script", "<link", "src=", "style=", "@import", "url(");
    }

    private static String page(List<Outcome> outcomes, FitRow fit) {
        Report report = new Report(
                Verb.INSTANCES,
                "old",
                "new",
                true,
                outcomes,
                new Cost(1, 1, 1, 0),
                List.of(),
                false,
                new FitTable(List.of(fit)));
        return PlanPage.of("pumpInstances", report, Map.of("source", "https://old.example.com"));
    }

    private static Outcome outcome(
            String kind, String name, Outcome.End end, String message, Map<String, Serializable> facts) {
        return new Outcome(kind, name, ID, null, end, message, 0, facts, true);
    }
}
