package io.jenkins.plugins.pumphouse.report.html;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The id of an object on one of the clouds, as a table shows it.
 *
 * @param whole empty if it has none
 * @param link to its page of the dashboard; empty without one
 * @param administrators to the page for administrators; empty without one
 */
public record ObjectId(String whole, String link, String administrators) {
    private static final int SHORT = 12;
    private static final int BEGINNING = 8;

    public static ObjectId of(Object type, String side, Object id, DashboardLinks links) {
        String whole = id == null ? "" : id.toString();
        String kind = String.valueOf(type);
        return new ObjectId(whole, links.ofProject(side, kind, whole), links.ofAdministrator(side, kind, whole));
    }

    /** Its beginning; the page has the whole of it where one points at it. */
    public String brief() {
        return whole.length() <= SHORT ? whole : whole.substring(0, BEGINNING) + "…";
    }

    /** A cell of a table in a page that needs nothing else. */
    static String cell(JsonNode object, String side, DashboardLinks links) {
        JsonNode id = object.path(side);
        return of(object.path("type").asText(), side, id.isTextual() ? id.asText() : null, links)
                .cell("on the " + side);
    }

    /** @param label what it is, where its heading is out of sight */
    String cell(String label) {
        return "<td class=\"id\" data-label=\"" + label + "\">" + html() + "</td>";
    }

    private String html() {
        String title = HtmlReport.escaped(whole);
        String text = HtmlReport.escaped(brief());
        if (link.isEmpty()) {
            return whole.equals(brief()) ? text : "<span tabindex=\"0\" title=\"" + title + "\">" + text + "</span>";
        }
        return anchor(link, title, text)
                + (administrators.isEmpty() ? "" : " " + anchor(administrators, "for administrators", "admin"));
    }

    private static String anchor(String address, String title, String text) {
        return "<a rel=\"noreferrer\" href=\"" + HtmlReport.escaped(address) + "\" title=\"" + title + "\">" + text
                + "</a>";
    }
}
