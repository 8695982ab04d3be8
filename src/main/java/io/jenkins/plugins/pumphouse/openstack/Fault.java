package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a service said when it refused a call, and the exception that it becomes. */
final class Fault {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 600;

    private Fault() {}

    /**
     * @param request of the call, or what stands for it in a message
     * @param id      the service's id of the request, for its log; null when it gave none
     */
    static CloudException of(CloudAccess cloud, String request, int status, byte[] body, String id) {
        String words = words(new String(body, StandardCharsets.UTF_8));
        String said = cloud.name() + ": " + request + " -> " + status + (words.isEmpty() ? "" : ": " + words)
                + (id == null ? "" : " (" + id + ")");
        return switch (status) {
            case 401 -> new CloudException.WrongCredentials(cloud.name(), status, words, refused(cloud, words));
            case 403 -> isQuota(words)
                    ? new CloudException.OverQuota(cloud.name(), status, words, said + ". Raise the quota and run again.")
                    : new CloudException.MissingRight(cloud.name(), status, words,
                            said + ". The account " + cloud.who() + " needs the role admin there.");
            case 404 -> new CloudException.NotFound(cloud.name(), status, words, said);
            case 409 -> isQuota(words)
                    ? new CloudException.OverQuota(cloud.name(), status, words, said + ". Raise the quota and run again.")
                    : new CloudException.Conflict(cloud.name(), status, words, said);
            case 413 -> new CloudException.OverQuota(cloud.name(), status, words, said + ". Raise the quota and run again.");
            default -> status >= 500
                    ? new CloudException.ServiceFault(cloud.name(), status, words,
                            said + ". The fault is the service's: see its log" + (id == null ? "." : " for " + id + "."))
                    : new CloudException.Rejected(cloud.name(), status, words, said);
        };
    }

    private static String refused(CloudAccess cloud, String words) {
        String check = cloud.username() == null
                ? "The token is wrong or has expired."
                : "Check the password and the tenant \"" + cloud.project() + "\".";
        return cloud.name() + " refused " + cloud.who() + " at " + cloud.authUrl() + " (401 Unauthorized"
                + (words.isEmpty() ? "" : ": " + words) + "). " + check;
    }

    /** Services say 403, 409 or 413 when a quota is used up; only the words are common to all. */
    private static boolean isQuota(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("quota") || lower.contains("overlimit");
    }

    /** The message out of whatever form of fault it is: JSON of any service, HTML of Glance, plain text of a proxy. */
    static String words(String body) {
        String text = body;
        if (body.stripLeading().startsWith("{")) {
            try {
                String message = message(JSON.readTree(body));
                text = message == null ? body : message;
            } catch (JsonProcessingException e) {
                text = body; // cut off, but better than nothing
            }
        }
        String plain = text.replaceAll("(?s)<(head|style|script)\\b.*?</\\1>", " ").replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }

    private static String message(JsonNode fault) {
        for (String name : new String[] {"message", "faultstring", "detail"}) {
            if (fault.path(name).isTextual() && !fault.path(name).asText().isEmpty()) {
                return fault.path(name).asText();
            }
        }
        for (JsonNode inner : fault) {
            JsonNode element = inner.isArray() && !inner.isEmpty() ? inner.get(0) : inner;
            String message = element.isObject() ? message(element) : element.isTextual() ? element.asText() : null;
            if (message != null) {
                return message;
            }
        }
        return null;
    }
}
