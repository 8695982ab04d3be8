package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan as one page that needs nothing else: what has to be decided first, what may not fit, then every object. */
public final class PlanPage {
    /** Each decision with the outcome that looks like it; in the order in which they are counted. */
    private static final Map<String, String> LOOKS = looks();

    private PlanPage() {}

    private static Map<String, String> looks() {
        Map<String, String> looks = new LinkedHashMap<>();
        looks.put("conflict", "conflict");
        looks.put("create", "created");
        looks.put("update", "updated");
        looks.put("delete", "deleted");
        looks.put("roll back", "restored");
        looks.put("reuse", "reused");
        looks.put("skip", "skipped");
        return looks;
    }

    /**
     * The page.
     *
     * @param step its name in the pipeline
     * @param report of a dry run
     * @param dashboards the addresses of the clouds' dashboards by {@code source} and {@code target}; may be empty
     */
    public static String of(String step, Report report, Map<String, String> dashboards) {
        return of(PlanFile.json(step, report), DashboardLinks.of(Map.of(DashboardLinks.KEY, dashboards)));
    }

    private static String of(JsonNode plan, DashboardLinks links) {
        String step = HtmlReport.text(plan, "step");
        Map<Boolean, List<JsonNode>> objects =
                new LinkedHashMap<>(Map.of(true, new ArrayList<>(), false, new ArrayList<>()));
        plan.path("objects")
                .forEach(object -> objects.get(is("conflict", object)).add(object));
        StringBuilder page = HtmlFrame.begin(
                        "Pumphouse: plan of " + plan.path("step").asText())
                .append("<h1>Plan of " + step + "</h1>\n<p>")
                .append(HtmlReport.text(plan, "source"))
                .append(" → ")
                .append(HtmlReport.text(plan, "target"))
                .append(": ")
                .append(HtmlReport.text(plan, "summary"))
                .append(". Nothing was changed.</p>\n");
        totals(page, plan);
        table(page, "Conflicts: decide these first", objects.get(true), links);
        JsonNode fit = plan.path("fit");
        boolean doubtful = FitSection.isDoubtful(fit);
        page.append(doubtful ? FitSection.of(fit, "h2") : "");
        table(page, "What the step would do", objects.get(false), links);
        page.append(doubtful ? "" : FitSection.of(fit, "h2"));
        page.append(RequestSection.table(plan.path("objects")));
        return page.append(HtmlFrame.END).toString();
    }

    private static boolean is(String decision, JsonNode object) {
        return object.path("decision").asText().equals(decision);
    }

    private static void totals(StringBuilder page, JsonNode plan) {
        page.append("<div class=\"totals\">");
        for (String decision : LOOKS.keySet()) {
            long count = 0;
            for (JsonNode object : plan.path("objects")) {
                count += is(decision, object) ? 1 : 0;
            }
            if (count > 0) {
                total(page, Long.toString(count), decision);
            }
        }
        total(page, plan.path("writes").asText(), "objects to write");
        total(page, RequestSection.total(plan.path("objects")), "requests to send");
        total(
                page,
                Size.shown(plan.path("bytes").asLong()),
                "to transfer" + (movesServers(plan) ? ", without the servers' own disks" : ""));
        page.append("</div>\n");
    }

    /** How much of a server's disk is in use, and so is transferred, shows only when it is copied. */
    private static boolean movesServers(JsonNode plan) {
        for (JsonNode object : plan.path("objects")) {
            if (is("create", object) && object.path("type").asText().equals("server")) {
                return true;
            }
        }
        return false;
    }

    private static void total(StringBuilder page, String number, String words) {
        page.append("<div><b>").append(number).append("</b> ").append(words).append("</div>");
    }

    private static void table(StringBuilder page, String title, List<JsonNode> objects, DashboardLinks links) {
        if (objects.isEmpty()) {
            return;
        }
        page.append("<h2>")
                .append(title)
                .append(" (")
                .append(objects.size())
                .append(")</h2>\n")
                .append(HtmlFrame.table(
                        title, "", "decision", "type", "name", "on the source", "on the target", "bytes", "why"));
        for (JsonNode object : objects) {
            String decision = object.path("decision").asText();
            String look = LOOKS.getOrDefault(decision, "");
            page.append("<tr class=\"")
                    .append(look)
                    .append("\">")
                    .append(HtmlReport.sign(look))
                    .append("<td>")
                    .append(HtmlReport.text(object, "decision"))
                    .append("</td><td>")
                    .append(HtmlReport.text(object, "type"))
                    .append("</td>")
                    .append(HtmlReport.name(object))
                    .append(ObjectId.cell(object, "source", links))
                    .append(ObjectId.cell(object, "target", links))
                    .append("<td class=\"seconds\" data-label=\"bytes\">")
                    .append(
                            object.has("bytes")
                                    ? Size.shown(object.path("bytes").asLong())
                                    : "")
                    .append("</td><td>")
                    .append(why(object))
                    .append(object.path("requested").asBoolean(true) ? "" : " <small>needed by another object</small>")
                    .append(RequestSection.of(object))
                    .append("</td></tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    /** The fields that differ one a line, then the reason, which begins with the same fields in one line. */
    private static String why(JsonNode object) {
        List<String> differences = new ArrayList<>();
        object.path("differences").forEach(difference -> differences.add(difference.asText()));
        String reason = object.path("reason").asText();
        String inOneLine = String.join(", ", differences);
        if (differences.isEmpty() || !reason.startsWith(inOneLine)) {
            return HtmlReport.escaped(reason);
        }
        StringBuilder list = new StringBuilder("<ul>");
        differences.forEach(difference ->
                list.append("<li>").append(HtmlReport.escaped(difference)).append("</li>"));
        String rest = reason.substring(inOneLine.length()).replaceFirst("^; ", "");
        return list.append("</ul>").append(HtmlReport.escaped(rest)).toString();
    }
}
