package io.jenkins.plugins.pumphouse.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What the page of a build says of reports that are not all, and how it holds long words. */
public class BuildPageTest {
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
        assertThat(new Rendering("").page(action.getReport("2"), "index.jelly", Map.of()))
                .contains("<p>interrupted; the next run resumes it</p>");
        assertThat(new Rendering("").page(action.getReport("3"), "index.jelly", Map.of()))
                .doesNotContain("interrupted");
    }

    /** As an address in an error, or a name without blanks: at 400 px it would be cut off. */
    @Test
    public void aLongWordIsBrokenWhereItWouldLeaveANarrowScreen() throws Exception {
        String word = "cmp-" + "12345".repeat(50);
        MigrationAction action = RenderedViewsTest.action("web-1", word);
        action.add("pumpImages", Map.of("summary", "failed: " + word, "notes", List.of("note " + word)));

        String wrapped = "overflow-wrap: anywhere\">";
        assertThat(new Rendering("").page(action, "index.jelly", Map.of()))
                .contains("<div style=\"" + wrapped + word, "<h3 style=\"" + wrapped + word)
                .containsPattern(wrapped + "\\s*<span>failed: " + word)
                .containsPattern("<p style=\"" + wrapped + "failed: no answer");
        assertThat(new Rendering("").page(action.getReport("2"), "index.jelly", Map.of()))
                .contains("<p style=\"" + wrapped + "note " + word)
                .containsPattern("<p style=\"" + wrapped + "[^<]*failed: " + word);
    }

    /** No keyboard can point at it, and what is cut off in the text can be neither copied nor found. */
    @Test
    public void anIdIsInThePageAsAWhole() throws Exception {
        String page = new Rendering("")
                .page(RenderedViewsTest.action("web-1", "cmp-12").getReport("1"), "index.jelly", Map.of());
        assertThat(page)
                .containsPattern("<code class=\"pumphouse-id\"[^>]*>[0-9a-f-]{36}</code>")
                .contains(".pumphouse-id:focus")
                .doesNotContain("…</code>");
    }

    /** The reason stands behind the name, and would be out of sight. */
    @Test
    public void aLongNameOfAnObjectIsBrokenInItsTable() throws Exception {
        String name = "web-" + "12345".repeat(50);
        MigrationAction action = RenderedViewsTest.action(name, "cmp-12");
        Map<String, Object> failed = Map.of("type", "server", "name", name, "outcome", "failed", "message", "no");
        action.add("pumpImages", Map.of("summary", "1 failed", "resources", List.of(failed)));

        String cell = "<td style=\"overflow-wrap: anywhere; min-width: 7rem\"><bdi>" + name;
        assertThat(new Rendering("").page(action, "index.jelly", Map.of())).contains(cell);
        assertThat(new Rendering("").page(action.getReport("2"), "index.jelly", Map.of()))
                .contains(cell);
    }

    @Test
    public void thePageOfAJobThatHasOnlyPlannedSaysSoInsteadOfAnEmptyTable() throws Exception {
        Pipeline pipeline = Pipeline.of("echo 'a dry run'");
        pipeline.run();
        MigrationAction action = MigrationAction.of(pipeline.build());
        action.add("pumpInstances", Map.of("summary", "3 to create", "dryRun", true));
        for (String language : List.of("", "_de", "_fr")) {
            assertThat(new Rendering(language).page(RenderedViewsTest.trend(action), "index.jelly", Map.of()))
                    .doesNotContain("<table", "<svg")
                    .containsPattern("<p>\\w+ .{40,}</p>");
        }
    }
}
