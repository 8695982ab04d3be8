package io.jenkins.plugins.pumphouse.clouds.wire;

import java.util.Map;

/**
 * An error as the web framework under most services words it, which depends on what the client accepts: HTML for
 * everything or for HTML, JSON for JSON alone, plain text for all others. Glance has no error body but these.
 */
public final class WebError {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Request Entity Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(416, "Requested Range Not Satisfiable"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private WebError() {}

    public static Answer of(Refused refused, Call call) {
        String title = TITLES.getOrDefault(refused.status(), "Error");
        String line = refused.status() + " " + title;
        String words = refused.getMessage();
        String accept = call.header("Accept");
        if (accept != null && (accept.contains("*/*") || accept.contains("text/html"))) {
            return Answer.text(
                    refused.status(),
                    "text/html; charset=UTF-8",
                    "<html>\n <head>\n  <title>" + line + "</title>\n </head>\n <body>\n  <h1>" + line + "</h1>\n  "
                            + escaped(words) + "<br /><br />\n\n\n\n </body>\n</html>");
        }
        if (accept != null && accept.contains("application/json")) {
            return Answer.of(
                    refused.status(),
                    WireJson.object("message", words + "<br /><br />\n\n\n", "code", line, "title", title));
        }
        return Answer.text(refused.status(), "text/plain; charset=UTF-8", line + "\n\n" + words + "\n\n   ");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#x27;")
                .replace("\"", "&quot;");
    }
}
