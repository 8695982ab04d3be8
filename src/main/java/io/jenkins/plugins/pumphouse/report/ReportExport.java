package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.report.html.HtmlReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** All reports of a build in one file, to be taken along. */
final class ReportExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode content = JSON.createObjectNode();

    ReportExport(String build, List<Map<String, Object>> reports, List<HostState> hosts) {
        content.put("build", build);
        content.set("reports", JSON.valueToTree(reports));
        content.set("hosts", JSON.valueToTree(hosts));
    }

    File json(File folder) throws IOException {
        return written(
                folder, "report.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
    }

    File idMap(File folder) throws IOException {
        return written(folder, "idmap.csv", IdMap.csv(content.path("reports")));
    }

    File html(File folder) throws IOException {
        return written(folder, "report.html", HtmlReport.of(content));
    }

    /** As test results: an object is a case, and one that failed or is in conflict a failure. */
    File junit(File folder) throws IOException {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (JsonNode report : content.path("reports")) {
            String step = HtmlReport.text(report, "step");
            xml.append("<testsuite name=\"").append(step).append("\">\n");
            for (JsonNode resource : report.path("resources")) {
                String outcome = HtmlReport.text(resource, "outcome");
                xml.append("<testcase classname=\"")
                        .append(step)
                        .append('.')
                        .append(HtmlReport.text(resource, "type"))
                        .append("\" name=\"")
                        .append(HtmlReport.called(resource))
                        .append("\" time=\"")
                        .append(resource.path("seconds").asDouble())
                        .append("\">");
                if (outcome.equals("failed") || outcome.equals("conflict")) {
                    xml.append("<failure type=\"")
                            .append(outcome)
                            .append("\" message=\"")
                            .append(HtmlReport.text(resource, "message"))
                            .append("\"/>");
                } else if (outcome.equals("skipped")) {
                    xml.append("<skipped/>");
                }
                xml.append("</testcase>\n");
            }
            xml.append("</testsuite>\n");
        }
        return written(folder, "junit.xml", xml.append("</testsuites>\n").toString());
    }

    /** Replaces a file at once: a reader gets the old one or the new one. */
    static File written(File folder, String name, String text) throws IOException {
        Files.createDirectories(folder.toPath());
        Path whole = Files.createTempFile(folder.toPath(), name, ".new");
        Files.writeString(whole, text);
        return Files.move(
                        whole,
                        folder.toPath().resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING)
                .toFile();
    }
}
