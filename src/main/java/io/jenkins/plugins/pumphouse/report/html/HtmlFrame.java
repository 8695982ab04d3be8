package io.jenkins.plugins.pumphouse.report.html;

/**
 * What all pages have in common that need nothing else. Jenkins serves archived artifacts under a policy that refuses
 * the style of a page, so what makes a page readable is said in attributes as well, which no policy touches; the style
 * overrides them.
 */
public final class HtmlFrame {
    /** The end of every page. */
    static final String END = "</font></main></body></html>\n";
    /** Nothing in a page can start anything, whatever a resource is called and wherever the page lies. */
    public static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private HtmlFrame() {}

    /** A page up to its contents. */
    static StringBuilder begin(String title) {
        return new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(POLICY)
                .append("\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<title>")
                .append(HtmlReport.escaped(title))
                .append("</title>\n<style>\n")
                .append(HtmlStyle.text())
                .append("</style></head><body><main><font face=\"system-ui, sans-serif\">\n");
    }

    /** The beginning of a table that scrolls by itself where the page is narrower. */
    static String table(String label, String... heads) {
        StringBuilder table = new StringBuilder(region(label));
        for (String head : heads) {
            table.append(head.equals("seconds") ? "<th scope=\"col\" class=\"seconds\"" : "<th scope=\"col\"")
                    .append(" align=\"left\">")
                    .append(head)
                    .append("</th>");
        }
        return table.append("</tr></thead><tbody>\n").toString();
    }

    /** The same up to its headings. */
    static String region(String label) {
        return "<div class=\"scroll rows\" role=\"region\" tabindex=\"0\" aria-label=\"" + label
                + "\"><table width=\"100%\" border=\"1\" frame=\"hsides\" rules=\"rows\" cellpadding=\"6\"><thead><tr>";
    }
}
