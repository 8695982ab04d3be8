package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.StatusText;
import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import io.jenkins.plugins.pumphouse.openstack.fault.Fault;
import io.jenkins.plugins.pumphouse.openstack.fault.Quota;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A refusal, made into the exception with the remedy.
 *
 * @param request the call
 * @param status from 300 on
 * @param fault the service's words
 * @param requestId null when the service gave none
 * @param location where a redirect points; null when it is none
 * @param sent what the advice for 401 and 413 depends on
 */
record Refusal(Request request, int status, Fault fault, String requestId, String location, Sent sent) {

    private static final Set<String> ASKED_BY_OTHERS = Set.of("basic", "digest", "negotiate", "ntlm", "bearer");

    /**
     * What stood in the request and in the head of the answer.
     *
     * @param token whether the request had one
     * @param asks the scheme of {@code WWW-Authenticate} in lower case; empty without one
     * @param json whether the answer is JSON, so that a service wrote it and no proxy
     * @param retryAfter whether the answer says when to try again
     */
    record Sent(boolean token, String asks, boolean json, boolean retryAfter) {

        static Sent of(CloudReply reply, byte[] body) {
            String asks = reply.header("WWW-Authenticate");
            int first = 0;
            while (first < body.length && Character.isWhitespace(body[first])) {
                first++;
            }
            return new Sent(
                    reply.token() != null,
                    asks == null ? "" : asks.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT),
                    first < body.length && body[first] == '{',
                    reply.header("Retry-After") != null);
        }
    }

    // A fault is a few hundred bytes; a larger body is an error page.
    private static final int MAX_BODY = 64 * 1024;

    /** Reads and closes the answer. */
    static Refusal read(CloudReply reply) {
        CloudAccess access = reply.access();
        try (reply) {
            List<String> secrets = Stream.of(access.password(), access.token(), access.secret(), reply.token())
                    .filter(Objects::nonNull)
                    .toList();
            String id = reply.header("x-openstack-request-id");
            byte[] body = reply.beginning(MAX_BODY);
            return new Refusal(
                    reply.request(),
                    reply.status(),
                    Fault.parse(body, secrets),
                    id != null ? id : reply.header("x-compute-request-id"),
                    reply.header("Location"),
                    Sent.of(reply, body));
        }
    }

    /** @param caller null when it is not known yet */
    CloudException asException(CloudAccess access, Caller caller) {
        String message = access.name() + ": " + request.call() + " -> " + StatusText.line(status)
                + (fault.words().isEmpty() ? "" : ": " + fault.words())
                + (requestId == null ? "" : " (" + requestId + ")");
        Details details = details(access);
        if (status == 401) {
            return new CloudException.WrongCredentials(sentence(message) + unauthorized(), details);
        }
        if (Quota.isUsedUp(status, fault, sent.retryAfter())) {
            return new CloudException.OverQuota(
                    sentence(message) + " Raise the quota of the project, or free some of it.", details);
        }
        return switch (status) {
            case 403 -> new CloudException.MissingRight(sentence(message) + rights(caller), details);
            case 404 -> new CloudException.NotFound(message, details);
            case 409 -> new CloudException.Conflict(message, details);
            default ->
                status >= 500
                        ? new CloudException.ServiceFault(
                                sentence(message) + " See the log of the " + request.service() + " service.", details)
                        : new CloudException.Rejected(sentence(message) + hint(), details);
        };
    }

    Details details(CloudAccess access) {
        return new Details(
                access.name(),
                request.service(),
                request.method(),
                request.path(),
                status,
                fault.words(),
                requestId,
                status >= 500 && request.changes());
    }

    /** Keystone's own filter in front of the services names the scheme "Keystone". */
    private String unauthorized() {
        if (ASKED_BY_OTHERS.contains(sent.asks())) {
            return " A proxy in front of the " + request.service() + " service requires a login of its own ("
                    + sent.asks()
                    + "), which is not supported. Let it accept the agent or controller without one, or configure an address behind it.";
        }
        return sent.token()
                ? " The service refuses a token that Keystone has just issued: check that the service uses the same Keystone."
                : " It requires a login.";
    }

    private static String rights(Caller caller) {
        return caller == null
                ? " Give the user the role for it."
                : " User \"" + caller.userName() + "\" has the roles " + caller.roleNames() + " in project \""
                        + caller.projectName() + "\"; give it the one that allows this, usually admin.";
    }

    private String hint() {
        if (status < 400) {
            return location == null
                    ? ""
                    : " Redirects are not followed, as they would take the token along; use the address " + location
                            + ".";
        }
        String words = fault.words().toLowerCase(Locale.ROOT);
        if (words.contains("https port") || words.contains("ssl-enabled")) {
            return " The service expects TLS: write https:// in the address.";
        }
        if (status == 407) {
            return " The proxy asks for a password, which is not supported; name the cloud in the JVM's"
                    + " http.nonProxyHosts.";
        }
        if (status == 413 && !sent.retryAfter() && !words.contains("rate")) {
            return sent.json()
                    ? " The " + request.service() + " service has a limit for this in its own configuration."
                    : " A proxy in front of the " + request.service()
                            + " service refuses a body of this size: raise its limit (nginx:"
                            + " client_max_body_size, Apache: LimitRequestBody).";
        }
        return status == 429 || status == 413 ? " The service limits the rate of requests; run again later." : "";
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("…") ? message : message + ".";
    }
}
