package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.console.ConsoleText;

/** Which id on the target belongs to which on the source, for a spreadsheet: for CMDBs, DNS and backup systems. */
final class IdMap {
    private IdMap() {}

    /** @param reports as the steps return them; a dry run has made nothing and is left out */
    static String csv(JsonNode reports) {
        StringBuilder csv = new StringBuilder("source,target,type,name,project\r\n");
        for (JsonNode report : reports) {
            if (report.path("dryRun").asBoolean()) {
                continue;
            }
            for (JsonNode resource : report.path("resources")) {
                if (!given(resource, "source").isEmpty()
                        && !given(resource, "target").isEmpty()) {
                    csv.append(cell(given(resource, "source")))
                            .append(',')
                            .append(cell(given(resource, "target")))
                            .append(',')
                            .append(cell(given(resource, "type")))
                            .append(',')
                            .append(cell(given(resource, "name")))
                            .append(',')
                            .append(cell(given(resource, "project")))
                            .append("\r\n");
                }
            }
        }
        return csv.toString();
    }

    private static String given(JsonNode resource, String field) {
        return resource.hasNonNull(field) ? resource.path(field).asText() : "";
    }

    /** What a customer called a server must not become a formula of a spreadsheet. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + ConsoleText.line(text).replace("\"", "\"\"") + '"';
    }
}
