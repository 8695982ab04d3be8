package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a step returns is stored with the running pipeline, so it does not grow with the cloud. */
public class LargeReportTest {
    @Test
    @SuppressWarnings("unchecked") // resources and notes are lists
    public void ofManyObjectsThoseThatFailedOrChangedAreReturnedAndANoteSaysSo() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            outcomes.add(outcome("rule-" + i, End.REUSED));
        }
        outcomes.add(outcome("web-1", End.CREATED));
        outcomes.add(outcome("db-1", End.FAILED));
        Report report = report(outcomes);

        Map<String, Object> result = report.toResult();

        assertThat((List<Map<String, Object>>) result.get("resources"))
                .hasSize(ResultLimit.MOST)
                .extracting(resource -> resource.get("name"))
                .startsWith("db-1", "web-1");
        assertThat((List<String>) result.get("notes"))
                .contains("resources has 1000 of 20002 objects, failures first, then changes; the build's report.json"
                        + " has all of them");
        assertThat(result).containsEntry("reused", 20_000).containsEntry("failed", 1);
        assertThat((List<?>) report.toMap().get("resources")).hasSize(20_002);
    }

    @Test
    public void ofFewObjectsAllAreReturned() {
        Report report = report(List.of(outcome("web-1", End.CREATED)));

        assertThat(report.toResult()).isEqualTo(report.toMap());
    }

    @Test
    @SuppressWarnings("unchecked") // conflicts and notes are lists
    public void conflictsAndNotesAreBoundedToo() {
        List<Outcome> outcomes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            outcomes.add(outcome("rule-" + i, End.CONFLICT));
            notes.add("rule-" + i + " waits for a decision");
        }
        Report report = new Report(
                Verb.SECGROUPS, "old", "new", true, outcomes, new Cost(1, 1, 1, 1), notes, false, FitTable.EMPTY);

        Map<String, Object> result = report.toResult();

        assertThat((List<String>) result.get("conflicts")).hasSize(ResultLimit.MOST);
        assertThat((List<String>) result.get("notes"))
                .hasSize(ResultLimit.MOST + 3)
                .startsWith("rule-0 waits for a decision")
                .contains(
                        "conflicts has the first 1000 of 3000; the build's report.json has all of them",
                        "notes has the first 1000 of 3000; the build's report.json has all of them");
        assertThat((List<?>) report.toMap().get("conflicts")).hasSize(3000);
    }

    private static Outcome outcome(String name, End end) {
        return new Outcome("rule", name, "1", "2", end, "", 0, Map.of(), true);
    }

    private static Report report(List<Outcome> outcomes) {
        return new Report(
                Verb.SECGROUPS, "old", "new", false, outcomes, new Cost(1, 1, 1, 1), List.of(), false, FitTable.EMPTY);
    }
}
