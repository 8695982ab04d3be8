package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.clouds.wire.ProcessorTime;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.report.html.HtmlFrame;
import io.jenkins.plugins.pumphouse.report.html.Timeline;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Before;
import org.junit.Test;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.w3c.dom.Document;

public class MigrationActionTest {
    private final Map<String, String> headers = new HashMap<>();
    private MigrationAction action;
    private Run<?, ?> run;

    @Before
    public void aBuild() throws Exception {
        Pipeline pipeline = Pipeline.of("echo 'moved'");
        pipeline.run();
        run = pipeline.build();
        action = MigrationAction.of(run);
    }

    @Test
    public void thePageOfTheBuildReadsNoReport() throws Exception {
        action.add("pumpRoles", report(false, 3));
        Files.delete(new File(run.getRootDir(), "pumphouse/1.json").toPath());

        assertThat(action.getHeads())
                .extracting(ReportHead::getStep, ReportHead::getSummary)
                .containsExactly(tuple("pumpRoles", "3 created"));
    }

    @Test
    public void twentyThousandObjectsComeInPagesThatLoadWithinASecond() throws Exception {
        action.add("pumpInstances", report(false, 20_000));
        action.getReport("1").getPage("40").getRows(); // classes are loaded

        ProcessorTime firstBegan = ProcessorTime.begin();
        ReportPage first = action.getReport("1");
        List<Map<String, Object>> firstRows = first.getRows();
        Duration firstTook = firstBegan.taken();
        ProcessorTime lastBegan = ProcessorTime.begin();
        List<Map<String, Object>> lastRows = action.getReport("1").getPage("40").getRows();
        Duration lastTook = lastBegan.taken();

        assertThat(firstRows)
                .hasSize(ReportPage.ROWS)
                .first()
                .satisfies(row -> assertThat(row).containsEntry("name", "web-0"));
        assertThat(first.getPages()).isEqualTo(40);
        assertThat(lastRows).last().satisfies(row -> assertThat(row).containsEntry("name", "web-19999"));
        assertThat(firstTook).isLessThan(Duration.ofSeconds(1));
        assertThat(lastTook).isLessThan(Duration.ofSeconds(1));
    }

    /** Nova gives the volumes that it makes no name: of five that failed, none could be told from the others. */
    @Test
    public void whatHasNoNameIsCalledByItsId() throws Exception {
        Map<String, Object> report = report(false, 1);
        report.put(
                "resources",
                List.of(Map.of(
                        "type", "volume", "name", "", "source", "8f0a-1", "outcome", "failed", "message", "full")));
        action.add("pumpVolumes", report);

        assertThat(action.getProblems())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("name", "8f0a-1"));
        assertThat(action.getReport("1").getRows())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("name", "8f0a-1"));
        assertThat(text(action.downloadHtml(headers::put)))
                .contains("<td class=\"name\"><bdi>8f0a-1</bdi></td>")
                .doesNotContain("<bdi></bdi>");
        assertThat(text(action.downloadJunit())).contains("name=\"8f0a-1\"");
    }

    @Test
    public void whatThereIsNotIsNotFound() throws Exception {
        action.add("pumpRoles", report(false, 1));

        assertThat(action.getReport("2")).isNull();
        assertThat(action.getReport("../1")).isNull();
        assertThat(action.getReport("1").getPage("2")).isNull();
    }

    @Test
    public void aDryRunSaysWouldCreate() throws Exception {
        action.add("pumpRoles", report(true, 1));

        assertThat(action.getReport("1").getRows())
                .first()
                .satisfies(row -> assertThat(row).containsEntry("outcome", "would create"));
        assertThat(text(action.downloadHtml(headers::put))).contains("would create", "(dry run)");
    }

    @Test
    public void whatTheTargetLacksIsInTheReportAndOnItsPage() throws Exception {
        Map<String, Object> report = report(true, 1);
        report.put(
                "fit",
                List.of(Map.of(
                        "state",
                        "lacks",
                        "where",
                        "project <demo>",
                        "what",
                        "cores",
                        "needed",
                        5,
                        "free",
                        2,
                        "text",
                        "")));
        action.add("pumpInstances", report);

        assertThat(text(action.downloadHtml(headers::put)))
                .contains("<tr class=\"failed\"><td>lacks</td><td>project &lt;demo&gt;</td><td>cores</td>"
                        + "<td data-label=\"needed\">5</td><td data-label=\"free\">2</td>");
        assertThat(action.getReport("1").getFit()).hasSize(1);
    }

    @Test
    public void whatFailedComesFirst() throws Exception {
        Map<String, Object> report = report(false, 60);
        resource(report).put("outcome", "failed");
        resource(report).put("message", "no room on the target: raise the quota");
        action.add("pumpInstances", report);
        action.add("pumpRoles", report(false, 1));

        assertThat(action.getProblems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .containsEntry("step", "pumpInstances")
                        .containsEntry("message", "no room on the target: raise the quota"));
        String page = text(action.downloadHtml(headers::put));
        assertThat(page.indexOf("Needs attention")).isPositive().isLessThan(page.indexOf("<h2>pumpInstances"));
    }

    @Test
    public void aReportInWhichNothingFailedIsNotReadForThat() throws Exception {
        action.add("pumpRoles", report(false, 1));
        Map<String, Object> other = report(false, 1);
        resource(other).put("outcome", "failed");
        ReportFile.write(new File(action.directory(), "1.json"), "pumpRoles", Map.of(), other);

        assertThat(action.getProblems()).isEmpty();
    }

    @Test
    public void objectsAreFoundByTypeOutcomeAndText() throws Exception {
        Map<String, Object> report = report(false, 1200);
        resource(report).put("type", "image");
        resource(report).put("outcome", "failed");
        action.add("pumpInstances", report);
        ReportPage page = action.getReport("1");

        assertThat(page.getTypes()).containsExactly("image", "server");
        assertThat(page.getStates().keySet()).containsExactly("created", "failed");
        assertThat(page.filtered("image", "", null).getTotal()).isEqualTo(1);
        assertThat(page.filtered("server", "failed", null).getTotal()).isZero();
        ReportPage found = page.filtered("server", null, "WEB-11");
        assertThat(found.getTotal()).isEqualTo(111);
        assertThat(found.getFilter().query()).isEqualTo("?type=server&q=WEB-11");
        assertThat(page.filtered(null, null, " ").getPages()).isEqualTo(3);
        assertThat(found.getRows())
                .allSatisfy(row -> assertThat(row.get("ids")).asString().contains("1b5f3c1e-"));
    }

    @Test
    public void hostsAreDrawnOnOneScaleOfTimeThatAlsoSpeaks() throws Exception {
        HostState first = HostState.of("cmp-12");
        first.enter(Phase.POWER_OFF, Instant.ofEpochSecond(1000), Duration.ofHours(1));
        first.complete(Instant.ofEpochSecond(1050));
        HostState second = HostState.of("cmp-<13>");
        second.enter(Phase.POWER_OFF, Instant.ofEpochSecond(1050), Duration.ofHours(1));
        second.complete(Instant.ofEpochSecond(1100));
        action.hosts("7").write(List.of(first, second, HostState.of("cmp-14")));

        Timeline timeline = action.getTimeline();

        assertThat(timeline.from()).isEqualTo("1970-01-01T00:16:40Z");
        assertThat(timeline.lanes()).extracting(Timeline.Lane::host).containsExactly("cmp-12", "cmp-<13>");
        assertThat(timeline.lanes().get(0).bars())
                .singleElement()
                .satisfies(bar -> assertThat(bar).extracting("x", "width").containsExactly(0, 500));
        assertThat(timeline.lanes().get(1).bars())
                .singleElement()
                .satisfies(bar -> assertThat(bar).extracting("x", "width").containsExactly(500, 500));
        assertThat(timeline.lanes().get(0).description()).startsWith("cmp-12: powering off 50 s: done");
        assertThat(timeline.keys()).containsExactly(new Timeline.Key("cyan", "powering off"));
        assertThat(text(action.downloadHtml(headers::put)))
                .contains("<svg role=\"img\"", "aria-label=\"cmp-12: power off 50 s: done", "cmp-&lt;13&gt;")
                .contains("class=\"cyan\" fill=\"darkcyan\"/></svg> power off</span> ")
                .doesNotContain("cmp-<13>");
    }

    @Test
    public void idsOfSourceAndTargetAreForASpreadsheetWithoutFormulas() throws Exception {
        Map<String, Object> report = report(false, 2);
        resource(report).put("name", "=HYPERLINK(\"http://evil\")");
        action.add("pumpInstances", report);
        action.add("pumpInstances", report(true, 5));

        assertThat(text(action.downloadIdMap()).split("\r\n"))
                .containsExactly(
                        "source,target,type,name,project",
                        "\"1b5f3c1e-4a0b-4a57-9f4c-0\",\"2c6f3c1e-4a0b-4a57-9f4c-0\",\"server\","
                                + "\"'=HYPERLINK(\"\"http://evil\"\")\",\"\"",
                        "\"1b5f3c1e-4a0b-4a57-9f4c-1\",\"2c6f3c1e-4a0b-4a57-9f4c-1\",\"server\",\"web-1\",\"\"");
    }

    @Test
    public void everythingMayBeTakenAlongAsJson() throws Exception {
        action.add("pumpRoles", report(false, 2));
        HostState host = HostState.of("cmp-12");
        host.fail(Instant.EPOCH, "no power");
        action.hosts("7").write(List.of(host));

        JsonNode json = new ObjectMapper().readTree(text(action.downloadJson()));

        assertThat(json.at("/reports/0/step").asText()).isEqualTo("pumpRoles");
        assertThat(json.at("/reports/0/resources/1/name").asText()).isEqualTo("web-1");
        assertThat(json.at("/hosts/0/message").asText()).isEqualTo("no power");
        assertThat(text(action.downloadHtml(headers::put))).contains("cmp-12", "failed: no power");
        assertThat(headers).containsEntry("Content-Security-Policy", HtmlFrame.POLICY);
    }

    @Test
    public void thePageThatIsTakenAlongSaysOfAReportOnlyWhatItKnows() throws Exception {
        action.add("pumpTenants", Map.of("summary", "failed: no configuration", "dryRun", false));
        action.add("pumpHost", Map.of("summary", "2 ready", "source", "old", "target", "new", "dryRun", false));
        action.add("pumpEvacuate", Map.of("summary", "3 moved", "source", "old", "target", "old", "seconds", 12));

        assertThat(text(action.downloadHtml(headers::put)))
                .contains("<p>old → new, old</p>", "<p>2 ready</p>", "<p>3 moved (12 s)</p>")
                .doesNotContain("0 requests");
    }

    @Test
    public void whatIsInConflictIsCountedOnThePageThatIsTakenAlong() throws Exception {
        Map<String, Object> report = new HashMap<>(report(false, 2));
        report.put("conflicts", List.of("network private: it differs", "router edge: it differs"));
        action.add("pumpNetworks", report);

        assertThat(text(action.downloadHtml(headers::put))).contains("<div><b>2</b> conflicts</div>");
    }

    @Test
    public void namesOfACloudAreShownAndNotRun() throws Exception {
        Map<String, Object> report = report(false, 1);
        resource(report).put("name", "<script>alert(1)</script>\"'&\u001b[8mha:");
        action.add("pumpRoles", report);

        assertThat(text(action.downloadHtml(headers::put)))
                .doesNotContain("<script>", "\u001b")
                .contains("&lt;script&gt;");
        assertThat(parsed(text(action.downloadJunit()))
                        .getElementsByTagName("testcase")
                        .getLength())
                .isEqualTo(1);
    }

    @Test
    public void aFailedObjectIsAFailedTest() throws Exception {
        Map<String, Object> report = report(false, 2);
        resource(report).put("outcome", "failed");
        resource(report).put("message", "no room");
        action.add("pumpInstances", report);

        Document junit = parsed(text(action.downloadJunit()));

        assertThat(junit.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(junit.getElementsByTagName("failure")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("message")
                        .getNodeValue())
                .isEqualTo("no room");
    }

    @Test
    public void programsReadLinesOfReportsAndHosts() throws Exception {
        action.add("pumpRoles", report(true, 1));
        action.hosts("7").write(List.of(HostState.of("cmp-12")));

        assertThat(action.getApi().bean).isSameAs(action);
        assertThat(action.getHeads())
                .singleElement()
                .satisfies(head -> assertThat(head.isDryRun()).isTrue());
        assertThat(action.getHostLines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line).containsEntry("host", "cmp-12").containsEntry("status", "WAITING"));
    }

    @SuppressWarnings("unchecked") // as report() makes it
    private static Map<String, Object> resource(Map<String, Object> report) {
        return ((List<Map<String, Object>>) report.get("resources")).get(0);
    }

    private static Map<String, Object> report(boolean dryRun, int objects) {
        List<Map<String, Object>> resources = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("type", "server");
            resource.put("name", "web-" + i);
            resource.put("source", "1b5f3c1e-4a0b-4a57-9f4c-" + i);
            resource.put("target", "2c6f3c1e-4a0b-4a57-9f4c-" + i);
            resource.put("outcome", "created");
            resource.put("seconds", 1.5);
            resource.put("message", "ACTIVE on compute-1, 10.5.0.11, off for 41 s");
            resources.add(resource);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("summary", objects + " created");
        report.put("dryRun", dryRun);
        report.put("source", "old");
        report.put("target", "new");
        report.put("resources", resources);
        return report;
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(HttpResponse response) throws Exception {
        try (InputStream in =
                ((HttpResponses.StaticResource) response).resource().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
