package io.jenkins.plugins.pumphouse.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.util.Map;
import org.junit.Test;

/** What the page of a build says of reports that do not have all that their steps did or were to do. */
public class IncompleteReportsPageTest {
    /** The counts of such a report alone would say that there is no more. */
    @Test
    public void aReportThatIsNotAllSaysSoOnThePageOfTheBuild() throws Exception {
        MigrationAction action = RenderedViewsTest.action("web-1", "cmp-12");
        assertThat(new Rendering("").page(action, "index.jelly", Map.of())).doesNotContain("interrupted", "more may");
        action.add("pumpImages", Map.of("summary", "1 created", "interrupted", true));
        action.add("pumpRouters", Map.of("summary", "2 created", "incomplete", true));

        assertThat(new Rendering("").page(action, "index.jelly", Map.of()))
                .containsPattern("1 created</span>\\s*<div>interrupted; the next run resumes it</div>\\s*</td>")
                .containsPattern("2 created</span>\\s*<div>more may have been done than is counted</div>\\s*</td>");
        assertThat(new Rendering("").page(action, "summary.jelly", Map.of()))
                .contains("<li>pumpRouters: 2 created; more may have been done than is counted</li>");
    }
}
