package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
            "conflict",
            "!",
            "skipped",
            "-",
            "failed",
            "x");

    private static final String STYLE = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; background: #f6f7f9; margin: 0 }
        main { max-width: 1180px; margin: 0 auto; padding: 32px 24px 64px }
        h1 { font-size: 28px; margin: 0 0 4px } h2 { font-size: 18px; margin: 36px 0 2px }
        p { margin: 0 0 10px; color: #55606e }
        .totals { display: flex; gap: 12px; margin: 20px 0 8px; flex-wrap: wrap }
        .totals div { background: #fff; border: 1px solid #dfe3e8; border-radius: 8px; padding: 10px 18px }
        .totals b { display: block; font-size: 22px }
        table { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid #dfe3e8; border-radius: 8px }
        th { text-align: left; font-weight: 600; font-size: 13px; color: #55606e; background: #eef1f4 }
        th, td { padding: 6px 10px; border-bottom: 1px solid #edf0f3; vertical-align: top }
        td.sign, td.id { font-family: ui-monospace, monospace; font-size: 13px } td.id { color: #6b7684 }
        td.seconds { text-align: right; white-space: nowrap }
        tr.created .sign { color: #1a7f37 } tr.updated .sign { color: #9a6700 }
        tr.conflict .sign, tr.failed .sign { color: #cf222e; font-weight: 700 }
        @media (prefers-color-scheme: dark) {
          body { color: #dfe5ec; background: #14181d } p, th, td.id { color: #98a4b3 }
          table, .totals div { background: #1b2129; border-color: #2c3540 } th { background: #222a34 }
          th, td { border-color: #2c3540 }
        }
        """;

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
        StringBuilder page = begin("Pumphouse: what moved");
        List<JsonNode> done = reports.stream()
                .filter(report -> !report.path("dryRun").asBoolean())
                .toList();
        JsonNode first = reports.isEmpty() ? null : reports.get(0);
        page.append("<h1>")
                .append(content.hasNonNull("build") ? text(content, "build") : "What moved")
                .append("</h1>\n<p>")
                .append(first == null ? "Nothing" : text(first, "source") + " → " + text(first, "target"))
                .append("</p>\n<div class=\"totals\">");
        for (String outcome : List.of("created", "updated", "reused", "deleted", "skipped", "failed")) {
            int count = done.stream()
                    .mapToInt(report -> report.path(outcome).asInt())
                    .sum();
            page.append("<div><b>").append(count).append("</b>").append(outcome).append("</div>");
        }
        page.append("</div>\n");
        reports.forEach(report -> step(page, report));
        hosts(page, content.path("hosts"));
        return page.append("</main></body></html>\n").toString();
    }

    /** A page up to its contents. */
    static StringBuilder begin(String title) {
        return new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head><body><main>\n");
    }

    private static void hosts(StringBuilder page, JsonNode hosts) {
        for (JsonNode host : hosts) {
            page.append("<h2>")
                    .append(text(host, "host"))
                    .append("</h2>\n<p>")
                    .append(text(host, "status"))
                    .append(host.hasNonNull("message") ? ": " + text(host, "message") : "")
                    .append("</p>\n<table><tr><th>phase</th><th>seconds</th><th>ended</th></tr>\n");
            for (JsonNode phase : host.path("phaseRuns")) {
                page.append("<tr><td>")
                        .append(text(phase, "phase"))
                        .append("</td><td class=\"seconds\">")
                        .append(phase.path("seconds").asLong())
                        .append("</td><td>")
                        .append(text(phase, "end"))
                        .append("</td></tr>\n");
            }
            page.append("</table>\n");
        }
    }

    private static void step(StringBuilder page, JsonNode report) {
        page.append("<h2>")
                .append(text(report, "step"))
                .append(report.path("dryRun").asBoolean() ? " (dry run)" : "")
                .append("</h2>\n<p>")
                .append(text(report, "summary"))
                .append(" in ")
                .append(report.path("seconds").asLong())
                .append(" s, ")
                .append(report.path("requests").asLong())
                .append(" requests</p>\n");
        for (JsonNode note : report.path("notes")) {
            page.append("<p>").append(escaped(note.asText())).append("</p>\n");
        }
        if (report.path("resources").isEmpty()) {
            return;
        }
        boolean dryRun = report.path("dryRun").asBoolean();
        page.append("<table><tr><th></th><th>outcome</th><th>type</th><th>name</th><th>on the source</th><th>on the"
                + " target</th><th>seconds</th><th>what happened</th></tr>\n");
        List<JsonNode> resources = new ArrayList<>();
        report.path("resources").forEach(resources::add);
        if (dryRun) { // what has to be decided before
            resources.sort(
                    Comparator.comparing(resource -> !text(resource, "outcome").equals("conflict")));
        }
        for (JsonNode resource : resources) {
            String outcome = text(resource, "outcome");
            page.append("<tr class=\"")
                    .append(outcome)
                    .append("\"><td class=\"sign\" title=\"")
                    .append(outcome)
                    .append("\">")
                    .append(SIGNS.getOrDefault(outcome, "?"))
                    .append("</td><td>")
                    .append(OutcomeWords.of(outcome, dryRun))
                    .append("</td><td>")
                    .append(text(resource, "type"))
                    .append("</td><td>")
                    .append(text(resource, "name"))
                    .append("</td><td class=\"id\">")
                    .append(id(resource, "source"))
                    .append("</td><td class=\"id\">")
                    .append(id(resource, "target"))
                    .append("</td><td class=\"seconds\">")
                    .append(resource.path("seconds").asDouble())
                    .append("</td><td>")
                    .append(text(resource, "message"))
                    .append(ledger(resource.path("ledger")))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    /** What became of each thing that a server had; empty where that is not told. */
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

    /** The beginning of an id, the whole of it where one points at it. */
    private static String id(JsonNode resource, String field) {
        String whole = text(resource, field);
        return whole.length() <= 12 ? whole : "<span title=\"" + whole + "\">" + whole.substring(0, 8) + "…</span>";
    }

    /** The text of a field, safe in HTML and XML; empty for null. */
    static String text(JsonNode node, String field) {
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
