package io.jenkins.plugins.pumphouse.openstack.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A service's own words for a failure, out of the shapes in which they come: a named object (Nova, Cinder, Keystone,
 * Neutron), a list of errors (Placement), a bare message (Glance), the HTML or plain text of WebOb and of proxies, and
 * the XML of old services.
 *
 * @param type the service's name of the kind of failure, such as {@code OverQuota} or {@code itemNotFound}; may be
 *     empty
 * @param words one line without markup, shortened; empty when the service said nothing
 */
public record Fault(String type, String words) {

    // Enough for the longest useful message, and little of an error page.
    public static final int MAX_WORDS = 400;
    private static final ObjectMapper JSON = new ObjectMapper();
    // The status line again, as WebOb puts it before its text.
    private static final Pattern STATUS_LINE = Pattern.compile("^\\d{3} [A-Z][A-Za-z ]*?(?=\\s{2,}|\\n|$)");
    // Fernet tokens, which old services quote in their messages.
    private static final Pattern TOKEN = Pattern.compile("gAAAA[\\w-]{20,}=*");

    /** Reads the body of an answer; {@code secrets} are blacked out wherever the service quotes them. */
    public static Fault parse(byte[] body, List<String> secrets) {
        String text = new String(body, StandardCharsets.UTF_8);
        Fault found = text.stripLeading().startsWith("{") ? ofJson(text) : new Fault("", ofText(text));
        return new Fault(found.type(), shortened(withoutSecrets(found.words(), secrets)));
    }

    private static Fault ofJson(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Cut off; the part that arrived may still say something.
            return new Fault("", ofText(text));
        }
        if (root.path("errors").isArray() && !root.get("errors").isEmpty()) {
            JsonNode first = root.get("errors").get(0);
            return new Fault(
                    first.path("code").asText(),
                    ofText(first.path("detail").asText(first.path("title").asText())));
        }
        if (root.path("message").isTextual()) {
            return new Fault("", ofText(root.get("message").asText()));
        }
        if (root.path("faultstring").isTextual()) { // Octavia, and whatever else is made with WSME
            return new Fault("", ofText(root.get("faultstring").asText()));
        }
        Iterator<String> names = root.fieldNames();
        if (!names.hasNext()) {
            return new Fault("", "");
        }
        String name = names.next();
        JsonNode fault = root.get(name);
        if (fault.isTextual()) {
            return new Fault(name, ofText(fault.asText()));
        }
        String message = fault.path("message").asText(fault.path("title").asText());
        String detail = fault.path("detail").asText();
        return new Fault(
                fault.path("type").asText(name),
                ofText(detail.isBlank() || message.contains(detail) ? message : message + " " + detail));
    }

    private static String ofText(String text) {
        String words = STATUS_LINE.matcher(Markup.words(text).strip()).replaceFirst("");
        return Markup.oneLine(words);
    }

    private static String withoutSecrets(String words, List<String> secrets) {
        String safe = TOKEN.matcher(words).replaceAll("***");
        for (String secret : secrets) {
            if (secret != null && !secret.isEmpty()) {
                safe = safe.replace(secret, "***");
            }
        }
        return safe;
    }

    private static String shortened(String words) {
        return words.length() <= MAX_WORDS ? words : words.substring(0, MAX_WORDS - 1) + "…";
    }
}
