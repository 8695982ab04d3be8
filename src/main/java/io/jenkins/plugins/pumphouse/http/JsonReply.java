package io.jenkins.plugins.pumphouse.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A whole answer of any status.
 *
 * @param status the HTTP status
 * @param headers the first value of each header; look-ups ignore case
 * @param text the body; empty without one
 * @param again whether an earlier try of the same call got no answer and may have been carried out
 */
public record JsonReply(int status, Map<String, String> headers, String text, boolean again) {

    // Some thousand nodes of Fuel at 10 kB each, as a tree.
    private static final long MOST_MEMORY = 384L * 1024 * 1024;

    /** A header's value, null where the answer has none; the case of the name does not matter. */
    public String header(String name) {
        return headers.get(name);
    }

    /** Whether the status says that the call was carried out. */
    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /**
     * The body as JSON, whatever its Content-Type says: Fuel sends its JSON errors as {@code text/html}. Empty when
     * there is no body or when it is not JSON or would take too much memory.
     */
    public Optional<JsonNode> json() {
        try {
            JsonNode json = BoundedJson.read(text.getBytes(StandardCharsets.UTF_8), MOST_MEMORY)
                    .tree();
            return json.isMissingNode() ? Optional.empty() : Optional.of(json);
        } catch (IOException e) {
            return Optional.empty(); // a proxy's page, a line of text, more than fits: the caller says what it expected
        }
    }

    /** Status and size; a body may hold secrets. */
    @Override
    public String toString() {
        return "JsonReply[" + StatusText.line(status) + ", " + text.length() + " characters]";
    }
}
