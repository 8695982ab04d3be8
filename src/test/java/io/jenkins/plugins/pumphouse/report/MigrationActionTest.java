package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        action.getReport("1"); // classes are loaded

        long start = System.nanoTime();
        ReportPage first = action.getReport("1");
        ReportPage last = first.getPage("40");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(first.getRows())
                .hasSize(ReportPage.ROWS)
                .first()
                .satisfies(row -> assertThat(row).containsEntry("name", "web-0"));
        assertThat(first.getPages()).isEqualTo(40);
        assertThat(last.getRows()).last().satisfies(row -> assertThat(row).containsEntry("name", "web-19999"));
        assertThat(took).isLessThan(Duration.ofSeconds(2)); // two pages
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
        assertThat(text(action.downloadHtml())).contains("would create", "(dry run)");
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
        assertThat(text(action.downloadHtml())).contains("cmp-12", "FAILED: no power");
    }

    @Test
    public void namesOfACloudAreShownAndNotRun() throws Exception {
        Map<String, Object> report = report(false, 1);
        resource(report).put("name", "<script>alert(1)</script>\"'&\u001b[8mha:");
        action.add("pumpRoles", report);

        assertThat(text(action.downloadHtml()))
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
