package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.RequestTotal;
import io.jenkins.plugins.pumphouse.migration.model.PlannedRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The requests that a plan would send, as HTML: of one object, and of all objects by their type. */
final class RequestSection {
    private static final String TITLE = "Requests to send";

    private RequestSection() {}

    /** Those of an object, folded; nothing for one that sends none. */
    static String of(JsonNode object) {
        JsonNode requests = object.path(PlannedRequest.FACT);
        Optional<RequestTotal> total = total(requests);
        if (total.isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder("<details><summary>" + total.get() + "</summary><ul>");
        requests.properties()
                .forEach(request -> list.append("<li>")
                        .append(HtmlReport.escaped(request.getKey()))
                        .append(isOne(request.getValue()) ? "" : " × " + HtmlReport.escaped(text(request.getValue())))
                        .append("</li>"));
        return list.append("</ul></details>").toString();
    }

    private static boolean isOne(JsonNode count) {
        return count.isInt() && count.asInt() == 1;
    }

    private static String text(JsonNode count) {
        return count.asText();
    }

    private static Optional<RequestTotal> total(JsonNode requests) {
        return requests.properties().stream()
                .map(request -> RequestTotal.of(text(request.getValue())))
                .reduce(RequestTotal::and);
    }

    /** A number with its words: {@code "412"}, {@code "about 412"}. */
    static String total(Iterable<JsonNode> objects) {
        RequestTotal all = RequestTotal.of("0");
        for (JsonNode object : objects) {
            all = total(object.path(PlannedRequest.FACT)).map(all::and).orElse(all);
        }
        return all.shown();
    }

    /** A row for each type of objects and each sort of request; nothing for a plan without any. */
    static String table(Iterable<JsonNode> objects) {
        Map<String, Map<String, RequestTotal>> byType = new TreeMap<>();
        for (JsonNode object : objects) {
            object.path(PlannedRequest.FACT)
                    .properties()
                    .forEach(request -> byType.computeIfAbsent(
                                    object.path("type").asText(), type -> new TreeMap<>())
                            .merge(request.getKey(), RequestTotal.of(text(request.getValue())), RequestTotal::and));
        }
        if (byType.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("<h2>" + TITLE + " (" + total(objects) + ")</h2>\n")
                .append("<p>If each succeeds at the first try; what only reads is not counted.</p>\n")
                .append(HtmlFrame.table(TITLE, "type", "cloud", "method", "path", "requests"));
        byType.forEach((type, requests) -> requests.forEach((request, count) -> row(table, type, request, count)));
        return table.append("</tbody></table></div>\n").toString();
    }

    private static void row(StringBuilder table, String type, String request, RequestTotal count) {
        String[] words = request.split(" ", 3);
        table.append("<tr><td>").append(HtmlReport.escaped(type));
        for (String word : words) {
            table.append("</td><td>").append(HtmlReport.escaped(word));
        }
        table.append("</td><td data-label=\"requests\">").append(count.shown()).append("</td></tr>\n");
    }
}
