package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.StatusText;
import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An answer that says no, made into the exception with the remedy.
 *
 * @param target the call
 * @param status from 300 on
 * @param fault the service's words
 * @param requestId null when the service gave none
 * @param location where a redirect points; null when it is none
 */
record Refusal(Target target, int status, Fault fault, String requestId, String location) {

    // A fault is a few hundred bytes; more than this is somebody's error page.
    private static final int MAX_BODY = 64 * 1024;

    /** Reads and closes the answer. */
    static Refusal read(Target target, Reply reply, CloudAccess access, String token) {
        try (reply) {
            List<String> secrets = Stream.of(access.password(), access.token(), token).filter(Objects::nonNull).toList();
            String id = reply.header("x-openstack-request-id");
            return new Refusal(target, reply.getStatus(), Fault.parse(Bodies.upTo(MAX_BODY, reply), secrets),
                    id != null ? id : reply.header("x-compute-request-id"), reply.header("Location"));
        }
    }

    /** @param caller null when it is not known yet */
    CloudException asException(CloudAccess access, Caller caller) {
        String message = access.name() + ": " + target + " -> " + StatusText.line(status)
                + (fault.words().isEmpty() ? "" : ": " + fault.words()) + (requestId == null ? "" : " (" + requestId + ")");
        Details details = details(access);
        if (status == 401) {
            return new CloudException.WrongCredentials(sentence(message)
                    + " The service refuses a token that Keystone has just issued: check that it asks the same Keystone.", details);
        }
        if (isQuota()) {
            return new CloudException.OverQuota(sentence(message) + " Raise the quota of the project, or free some of it.", details);
        }
        return switch (status) {
            case 403 -> new CloudException.MissingRight(sentence(message) + rights(caller), details);
            case 404 -> new CloudException.NotFound(message, details);
            case 409 -> new CloudException.Conflict(message, details);
            default -> status >= 500
                    ? new CloudException.ServiceFault(sentence(message) + " The log of the " + target.service() + " service says more.", details)
                    : new CloudException.Rejected(sentence(message) + hint(), details);
        };
    }

    Details details(CloudAccess access) {
        return new Details(access.name(), target.service(), target.method(), target.path(), status, fault.words(), requestId);
    }

    /** Neutron says it with 409, Cinder with 413, Nova and Keystone with 403; only the words are alike. */
    private boolean isQuota() {
        String words = (fault.type() + " " + fault.words()).toLowerCase(Locale.ROOT);
        return (status == 403 || status == 409 || status == 413)
                && (status == 413 || words.contains("quota") || words.contains("limit exceeded") || words.contains("limitexceeded")
                        || words.contains("limit reached"));
    }

    private static String rights(Caller caller) {
        return caller == null
                ? " Give the user the role for it."
                : " User \"" + caller.userName() + "\" has the roles " + caller.roleNames() + " in project \"" + caller.projectName()
                        + "\"; give it the one that allows this, usually admin.";
    }

    private String hint() {
        if (status < 400) {
            return location == null ? "" : " Redirects are not followed, as they would take the token along; use the address " + location + ".";
        }
        String words = fault.words().toLowerCase(Locale.ROOT);
        if (words.contains("https port") || words.contains("ssl-enabled")) {
            return " The service expects TLS: write https:// in the address.";
        }
        if (status == 407) {
            return " The proxy asks for a password, which is not supported; name the cloud in the JVM's http.nonProxyHosts.";
        }
        return status == 429 ? " The service limits the rate of requests; run again later." : "";
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("…") ? message : message + ".";
    }
}
