package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.report.html.HtmlReport;
import io.jenkins.plugins.pumphouse.report.html.PlanPage;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/**
 * Jenkins serves archived artifacts under {@code sandbox allow-same-origin; default-src 'none'; img-src 'self';
 * style-src 'self'}: of a page that brings its style along, what is left is what its attributes say.
 */
public class ArchivedPagesTest {
    private static final JsonNode CONTENT = new ObjectMapper()
            .valueToTree(Map.of(
                    "build",
                    "move #7",
                    "reports",
                    List.of(Map.of(
                            "step",
                            "pumpImages",
                            "created",
                            3,
                            "resources",
                            List.of(Map.of("type", "image", "name", "a<b", "outcome", "failed", "message", "no")))),
                    "hosts",
                    List.of(Map.of(
                            "host",
                            "cmp-12",
                            "status",
                            "DONE",
                            "phaseRuns",
                            List.of(
                                    Map.of("phase", "POWER_OFF", "since", 1000, "seconds", 40, "end", "done"),
                                    Map.of("phase", "REWIRE", "since", 1040, "seconds", 60, "end", "done"))))));
    private static final String PLAN = PlanPage.of(
            "pumpImages",
            new Report(
                    Verb.IMAGES,
                    "old",
                    "new",
                    true,
                    List.of(new Outcome("image", "x", "id", null, Outcome.End.CREATED, "", 0, Map.of(), true)),
                    new Cost(1, 1, 1, 0),
                    List.of(),
                    false,
                    FitTable.EMPTY),
            Map.of());

    private final String report = HtmlReport.of(CONTENT);

    @Test
    public void aPageForbidsWhateverANameOfAResourceCouldStart() {
        for (String page : List.of(report, PLAN)) {
            assertThat(page)
                    .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                            + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">");
        }
    }

    @Test
    public void aPageNeedsItsStyleForNothing() {
        for (String page : List.of(report, PLAN)) {
            assertThat(withoutStyle(page))
                    .doesNotContain("style=")
                    .doesNotContain("var(--")
                    .contains("<meta name=\"color-scheme\" content=\"light dark\">", "rules=\"rows\"", "cellpadding");
        }
    }

    @Test
    public void phasesAreToldApartByColoursOfTheirOwn() {
        assertThat(withoutStyle(report))
                .contains("<svg role=\"img\" width=\"100%\" height=\"20\"")
                .contains("class=\"cyan\" fill=\"darkcyan\"", "class=\"indigo\" fill=\"slateblue\"");
    }

    @Test
    public void aNumberIsApartFromItsWord() {
        assertThat(report).contains("<b>3</b> created");
    }

    private static String withoutStyle(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "");
    }
}
