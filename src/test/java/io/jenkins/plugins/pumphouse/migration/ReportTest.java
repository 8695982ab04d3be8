package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The map that a step gives to a script: its keys are a promise. */
public class ReportTest {
    private static final Report REPORT = new Report(
            Verb.INSTANCES,
            "old",
            "new",
            false,
            List.of(
                    outcome("web-1", End.CREATED, Map.of("downtime", 4L, "bytes", 512L)),
                    outcome("web-2", End.CONFLICT, Map.of()),
                    outcome("db-1", End.FAILED, Map.of())),
            new Cost(252.4, 10, 20, 7),
            List.of("! db-1 is OFF"),
            false,
            FitTable.EMPTY);

    @Test
    public void theMapHasTheseKeysAndNoOthers() {
        assertThat(REPORT.toMap().keySet())
                .containsExactly(
                        "changed",
                        "summary",
                        "created",
                        "reused",
                        "updated",
                        "deleted",
                        "skipped",
                        "failed",
                        "conflicts",
                        "notes",
                        "interrupted",
                        "fit",
                        "dryRun",
                        "source",
                        "target",
                        "seconds",
                        "requests",
                        "writes",
                        "resources");
    }

    @Test
    @SuppressWarnings("unchecked")
    public void aResourceHasTheseKeysAndThoseOfItsType() {
        List<Map<String, Object>> resources =
                (List<Map<String, Object>>) REPORT.toMap().get("resources");

        assertThat(resources.get(0).keySet())
                .containsExactly(
                        "type",
                        "name",
                        "source",
                        "target",
                        "outcome",
                        "seconds",
                        "message",
                        "requested",
                        "bytes",
                        "downtime");
        assertThat(resources.get(0)).containsEntry("outcome", "created").containsEntry("downtime", 4L);
    }

    @Test
    public void theSummaryCountsWhatThereIs() {
        assertThat(REPORT.toMap())
                .containsEntry("summary", "1 created, 1 conflict, 1 failed")
                .containsEntry("changed", true)
                .containsEntry("conflicts", List.of("server web-2: said"))
                .containsEntry("seconds", 252L)
                .containsEntry("requests", 30L)
                .containsEntry("writes", 7L);
        assertThat(REPORT.time()).isEqualTo("4 min 12 s");
    }

    @Test
    public void aMapIsOnlyOfPlainValuesThatAScriptMayChangeAndKeep() throws Exception {
        Map<String, Object> map = REPORT.toMap();
        map.put("note", "mine");

        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(map);

        assertThat(map.values())
                .allSatisfy(value -> assertThat(value.getClass().getName()).startsWith("java."));
    }

    private static Outcome outcome(String name, End end, Map<String, ? extends java.io.Serializable> facts) {
        return new Outcome("server", name, "s-" + name, "t-" + name, end, "said", 1.25, Map.copyOf(facts), true);
    }
}
