package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the plan of a step needed of the target, as a table in HTML, what lacked first. */
final class FitSection {
    /** How rows look, by their state. */
    private static final Map<String, String> CLASSES = Map.of("lacks", "failed", "short", "conflict");

    /** Numbers, which say nothing without their heading. */
    private static final Set<String> LABELLED = Set.of("needed", "free");

    private static final String TITLE = "What the plan needed of the target";

    private FitSection() {}

    /** Whether something is not sure to fit. */
    static boolean isDoubtful(JsonNode rows) {
        for (JsonNode row : rows) {
            if (!row.path("state").asText().equals("fits")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The table with its heading.
     *
     * @param rows as the report has them; without any there is no table
     * @param heading its level: {@code h2}
     */
    static String of(JsonNode rows, String heading) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder section = new StringBuilder("<" + heading + ">" + TITLE + "</" + heading + ">\n")
                .append(HtmlFrame.table(TITLE, "fit", "where", "what", "needed", "free", "why"));
        for (JsonNode row : rows) {
            section.append("<tr class=\"")
                    .append(CLASSES.getOrDefault(row.path("state").asText(), ""))
                    .append("\">");
            for (String field : List.of("state", "where", "what", "needed", "free", "text")) {
                section.append(LABELLED.contains(field) ? "<td data-label=\"" + field + "\">" : "<td>")
                        .append(HtmlReport.text(row, field))
                        .append("</td>");
            }
            section.append("</tr>\n");
        }
        return section.append("</tbody></table></div>\n").toString();
    }
}
