package io.jenkins.plugins.pumphouse.report.html;

import io.jenkins.plugins.pumphouse.migration.SourceInventory;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Fate;
import io.jenkins.plugins.pumphouse.migration.SourceInventory.Row;
import java.util.List;
import java.util.Map;

/** An inventory as one page that needs nothing else: what has to be decided stands first. */
public final class InventoryPage {
    private InventoryPage() {}

    /** @param dashboards the addresses of the clouds' dashboards by {@code source} and {@code target}; may be empty */
    public static String of(SourceInventory inventory, Map<String, String> dashboards) {
        DashboardLinks links = DashboardLinks.of(Map.of(DashboardLinks.KEY, dashboards));
        StringBuilder page = HtmlFrame.begin("Pumphouse: inventory of " + inventory.source())
                .append("<h1>Inventory of ")
                .append(HtmlReport.escaped(inventory.source()))
                .append("</h1>\n<p>")
                .append(HtmlReport.escaped(
                        inventory.source() + " → " + inventory.target() + ", " + inventory.summary()))
                .append("</p>\n<div class=\"totals\">");
        for (Fate fate : Fate.values()) {
            page.append("<div><b>")
                    .append(inventory.count(fate))
                    .append("</b> ")
                    .append(fate.words())
                    .append("</div>");
        }
        page.append("</div>\n");
        byType(page, inventory);
        for (Fate fate : Fate.values()) {
            List<Row> rows =
                    inventory.rows().stream().filter(row -> row.fate() == fate).toList();
            if (!rows.isEmpty()) {
                section(page, fate, rows, links);
            }
        }
        return page.append(HtmlFrame.END).toString();
    }

    /** How many of each type come to each end. */
    private static void byType(StringBuilder page, SourceInventory inventory) {
        page.append("<h2>By type</h2>\n")
                .append(HtmlFrame.region("By type"))
                .append("<th scope=\"col\" align=\"left\">type</th>");
        for (Fate fate : Fate.values()) {
            page.append("<th scope=\"col\" class=\"seconds\" align=\"right\">")
                    .append(fate.words())
                    .append("</th>");
        }
        page.append("</tr></thead><tbody>\n");
        for (Map.Entry<String, Map<Fate, Integer>> type : inventory.counts().entrySet()) {
            page.append("<tr><td>").append(HtmlReport.escaped(type.getKey())).append("</td>");
            for (Fate fate : Fate.values()) {
                int count = type.getValue().getOrDefault(fate, 0);
                page.append("<td class=\"seconds\" align=\"right\" data-label=\"")
                        .append(fate.words())
                        .append("\">")
                        .append(count == 0 ? "" : count) // a page of zeros hides what counts
                        .append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    private static void section(StringBuilder page, Fate fate, List<Row> rows, DashboardLinks links) {
        page.append("<h2>")
                .append(fate.words())
                .append(" (")
                .append(rows.size())
                .append(")</h2>\n")
                .append(HtmlFrame.table(fate.words(), "type", "name", "id", "size", "use", "step", "why"));
        for (Row row : rows) {
            page.append("<tr>");
            cells(page, row.kind());
            page.append(HtmlReport.name(HtmlReport.escaped(row.name())));
            page.append(ObjectId.of(row.kind(), "source", row.id(), links).cell("id"));
            cells(page, row.detail(), row.use(), row.step(), row.why());
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    private static void cells(StringBuilder page, String... texts) {
        for (String text : texts) {
            page.append("<td>").append(HtmlReport.escaped(text)).append("</td>");
        }
    }
}
