package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reports of a build as one page that needs nothing else: no script, no font, no picture. */
public final class HtmlReport {
    private static final Map<String, String> SIGNS = Map.of(
            "created",
            "+",
            "reused",
            "=",
            "updated",
            "~",
            "deleted",
            "d",
            "restored",
            "<",
            "conflict",
            "!",
            "skipped",
            "-",
            "failed",
            "x");

    /** What is only counted where there is any. */
    private static final Set<String> RARE = Set.of("restored", "conflicts");

    private HtmlReport() {}

    /**
     * The page.
     *
     * @param content {@code build}, {@code reports} as the steps return them, each with its {@code step}, and
     *     {@code hosts}
     */
    public static String of(JsonNode content) {
        List<JsonNode> reports = new ArrayList<>();
        content.path("reports").forEach(reports::add);
        StringBuilder page = HtmlFrame.begin("Pumphouse: what moved");
        List<JsonNode> done = reports.stream()
                .filter(report -> !report.path("dryRun").asBoolean())
                .toList();
        page.append("<h1>")
                .append(content.hasNonNull("build") ? text(content, "build") : "What moved")
                .append("</h1>\n<p>")
                .append(reports.isEmpty() ? "Nothing" : clouds(reports))
                .append("</p>\n");
        totals(page, done);
        problems(page, reports);
        reports.forEach(report -> step(page, report));
        hosts(page, content.path("hosts"));
        return page.append(HtmlFrame.END).toString();
    }

    /** Between which clouds, each pair once; a step that ended before it knew them has none. */
    private static String clouds(List<JsonNode> reports) {
        return reports.stream()
                .filter(report -> report.hasNonNull("source"))
                .map(report -> Stream.of(text(report, "source"), text(report, "target"))
                        .filter(name -> !name.isEmpty())
                        .distinct() // an evacuation stays in its cloud
                        .collect(Collectors.joining(" → ")))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static void totals(StringBuilder page, List<JsonNode> done) {
        page.append("<div class=\"totals\">");
        for (String outcome :
                List.of("created", "updated", "reused", "deleted", "restored", "skipped", "failed", "conflicts")) {
            int count = done.stream()
                    .map(report -> report.path(outcome))
                    .mapToInt(number -> number.isArray() ? number.size() : number.asInt())
                    .sum();
            if (count > 0 || !RARE.contains(outcome)) {
                page.append("<div><b>")
                        .append(count)
                        .append("</b> ")
                        .append(outcome)
                        .append("</div>");
            }
        }
        page.append("</div>\n");
    }

    /** What failed or is in conflict, before all that went well. */
    private static void problems(StringBuilder page, List<JsonNode> reports) {
        StringBuilder rows = new StringBuilder();
        for (JsonNode report : reports) {
            for (JsonNode resource : report.path("resources")) {
                String outcome = text(resource, "outcome");
                if (outcome.equals("failed") || outcome.equals("conflict")) {
                    rows.append("<tr class=\"").append(outcome).append("\">");
                    cells(rows, text(report, "step"), text(resource, "type"));
                    rows.append(name(resource));
                    cells(rows, text(resource, "message"));
                    rows.append("</tr>\n");
                }
            }
        }
        if (rows.length() > 0) {
            page.append("<h2>Needs attention</h2>\n")
                    .append(HtmlFrame.table("Needs attention", "step", "type", "name", "why"));
            page.append(rows).append("</tbody></table></div>\n");
        }
    }

    private static void hosts(StringBuilder page, JsonNode hosts) {
        page.append(TimelineSection.of(Timeline.of(hosts, Timeline.Words.ENGLISH)));
        for (JsonNode host : hosts) {
            page.append("<h3>")
                    .append(text(host, "host"))
                    .append("</h3>\n<p>")
                    .append(words(text(host, "status")))
                    .append(host.hasNonNull("message") ? ": " + text(host, "message") : "")
                    .append("</p>\n");
            if (host.path("phaseRuns").isEmpty()) {
                continue;
            }
            page.append(HtmlFrame.table("Phases of " + text(host, "host"), "phase", "time", "ended"));
            for (JsonNode phase : host.path("phaseRuns")) {
                page.append("<tr>");
                cells(
                        page,
                        words(text(phase, "phase")),
                        Timeline.span(phase.path("seconds").asLong()),
                        text(phase, "end"));
                page.append("</tr>\n");
            }
            page.append("</tbody></table></div>\n");
        }
    }

    /** Of a constant: {@code POWER_OFF}. */
    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @param texts escaped already */
    private static void cells(StringBuilder page, String... texts) {
        for (String text : texts) {
            page.append("<td>").append(text).append("</td>");
        }
    }

    private static void step(StringBuilder page, JsonNode report) {
        page.append("<h2>")
                .append(text(report, "step"))
                .append(report.path("dryRun").asBoolean() ? " (dry run)" : "")
                .append("</h2>\n<p>")
                .append(text(report, "summary"))
                .append(effort(report))
                .append("</p>\n");
        if (report.path("interrupted").asBoolean()) {
            page.append("<p>interrupted; the next run resumes it</p>\n");
        }
        for (JsonNode note : report.path("notes")) {
            page.append("<p>").append(escaped(note.asText())).append("</p>\n");
        }
        page.append(FitSection.of(report.path("fit"), "h3"));
        if (!report.path("resources").isEmpty()) {
            resources(page, report);
        }
    }

    /** What it took, as far as the report says it: one of hosts counts neither seconds nor requests. */
    private static String effort(JsonNode report) {
        List<String> known = new ArrayList<>();
        if (report.hasNonNull("seconds")) {
            known.add(text(report, "seconds") + " s");
        }
        if (report.hasNonNull("requests")) {
            known.add(text(report, "requests") + " requests");
        }
        if (report.hasNonNull("agent")) {
            known.add("agent " + text(report, "agent"));
        }
        return known.isEmpty() ? "" : " (" + String.join(", ", known) + ")";
    }

    private static void resources(StringBuilder page, JsonNode report) {
        page.append(HtmlFrame.table(
                text(report, "step"),
                "",
                "outcome",
                "type",
                "name",
                "on the source",
                "on the target",
                "seconds",
                "what happened"));
        List<JsonNode> resources = new ArrayList<>();
        report.path("resources").forEach(resources::add);
        if (report.path("dryRun").asBoolean()) { // what has to be decided before
            resources.sort(
                    Comparator.comparing(resource -> !text(resource, "outcome").equals("conflict")));
        }
        DashboardLinks links = DashboardLinks.of(report);
        resources.forEach(resource -> row(page, resource, report.path("dryRun").asBoolean(), links));
        page.append("</tbody></table></div>\n");
    }

    private static void row(StringBuilder page, JsonNode resource, boolean dryRun, DashboardLinks links) {
        String outcome = text(resource, "outcome");
        page.append("<tr class=\"")
                .append(outcome)
                .append("\">")
                .append(sign(outcome))
                .append("<td>")
                .append(PageWords.english(outcome, dryRun))
                .append("</td><td>")
                .append(text(resource, "type"))
                .append("</td>")
                .append(name(resource))
                .append(ObjectId.cell(resource, "source", links))
                .append(ObjectId.cell(resource, "target", links))
                .append("<td class=\"seconds\" data-label=\"seconds\">")
                .append(
                        !dryRun && resource.has("seconds")
                                ? resource.path("seconds").asText()
                                : "")
                .append("</td><td>")
                .append(text(resource, "message"))
                .append(ledger(resource.path("ledger")))
                .append("</td></tr>\n");
    }

    /** Whether each thing that a server had was kept; empty where that is not told. */
    private static String ledger(JsonNode ledger) {
        StringBuilder list = new StringBuilder();
        for (Map.Entry<String, JsonNode> item : ledger.properties()) {
            list.append("<li>")
                    .append(escaped(item.getKey()))
                    .append(": ")
                    .append(escaped(item.getValue().asText()))
                    .append("</li>");
        }
        return list.isEmpty() ? "" : "<details><summary>what was kept</summary><ul>" + list + "</ul></details>";
    }

    /** The cell of an outcome that says it in one character. */
    static String sign(String outcome) {
        return "<td class=\"sign\" title=\"" + outcome + "\">" + escaped(SIGNS.getOrDefault(outcome, "")) + "</td>";
    }

    /** The cell of a name, which may be one long word, or written from right to left. */
    static String name(JsonNode object) {
        return name(called(object));
    }

    /** What an object is called, safe in HTML and XML; without a name it is its id. */
    public static String called(JsonNode object) {
        return escaped(PageWords.called(
                object.path("name").asText(""),
                object.path("source").asText(""),
                object.path("target").asText("")));
    }

    /** @param name escaped already */
    static String name(String name) {
        return "<td class=\"name\"><bdi>" + name + "</bdi></td>";
    }

    /** The text of a field, safe in HTML and XML; empty for null. */
    public static String text(JsonNode node, String field) {
        return node.path(field).isNull() ? "" : escaped(node.path(field).asText());
    }

    static String escaped(String text) {
        return ConsoleText.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
