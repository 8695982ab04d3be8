package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What the plan of a step needed of the target, as a table in HTML, what lacked first. */
final class FitSection {
    /** How rows look, by their state. */
    private static final Map<String, String> CLASSES = Map.of("lacks", "failed", "short", "conflict");

    private FitSection() {}

    /** @param rows as the report has them; without any there is no table */
    static String of(JsonNode rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder section = new StringBuilder(HtmlReport.table(
                "What the plan needed of the target", "fit", "where", "what", "needed", "free", "why"));
        for (JsonNode row : rows) {
            section.append("<tr class=\"")
                    .append(CLASSES.getOrDefault(row.path("state").asText(), ""))
                    .append("\">");
            for (String field : List.of("state", "where", "what", "needed", "free", "text")) {
                section.append("<td>").append(HtmlReport.text(row, field)).append("</td>");
            }
            section.append("</tr>\n");
        }
        return section.append("</tbody></table></div>\n").toString();
    }
}
