package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.pumphouse.http.HttpAccess;
import io.jenkins.plugins.pumphouse.http.HttpCall;
import io.jenkins.plugins.pumphouse.http.JsonHttp;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import io.jenkins.plugins.pumphouse.http.NoResponseException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Calls a Redfish service (DSP0266) as a logged-in user: with a session where the service has them, else with the
 * password in every call. A session that the service has ended is made anew.
 */
final class RedfishSession implements AutoCloseable {
    static final String ROOT = "/redfish/v1/";
    private static final String SESSIONS =
            "/redfish/v1/SessionService/Sessions"; // the same everywhere, DSP0266 13.3.4.1
    private static final String TOKEN = "X-Auth-Token";

    /** In bytes: a resource has some kilobytes, the largest collections some hundred. */
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    /** What says "later" and not "no": the web server in front starts or is too busy, or the service itself is. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429, 500, 502, 503, 504);

    /** The same by the names that the Base registry has for it (DSP0266, 8.6; DSP8011), whatever the status is. */
    private static final Set<String> NOT_NOW_MESSAGES = Set.of(
            "ResourceInStandby",
            "ResourceInUse",
            "ResourceNotReady",
            "ServiceInUnknownState",
            "ServiceShuttingDown",
            "ServiceTemporarilyUnavailable",
            "SessionLimitExceeded");

    private final BmcAccess access;
    private final JsonHttp http;
    private final BmcRefusals refusals;
    private String token;
    private String session;
    private boolean basic;
    /** The service's words when it gave no session now; null otherwise. */
    private String noSession;

    RedfishSession(BmcAccess access) {
        this.access = access;
        this.refusals = new BmcRefusals(access);
        this.http = new JsonHttp(
                new HttpAccess(
                        access.host(),
                        "host",
                        "address of its BMC",
                        access.trust().caCert(),
                        access.trust().insecure(),
                        access.timeout()),
                LARGEST_ANSWER);
    }

    /** What is at the path, read without logging in: the service's root is for everybody. */
    JsonReply anonymously(String path) {
        return now(send(HttpCall.get(uri(path))));
    }

    /**
     * Sends a request as the user.
     *
     * @return an answer that is neither 401 nor 403, and not "later"
     * @throws BmcException.Busy for "later"; whether a change was made then is not certain
     */
    JsonReply send(String method, String path, JsonNode body, String ifMatch) {
        JsonReply reply = send(authorised(method, path, body, ifMatch));
        if (reply.status() == 401 && token != null) {
            token = null; // the service has ended the session
            reply = send(authorised(method, path, body, ifMatch));
        }
        if (reply.status() == 401) {
            throw noSession == null ? wrongPassword(reply) : refusals.notNow(noSession);
        }
        now(reply);
        if (reply.status() == 403) {
            throw refusals.missingPrivilege(words(reply));
        }
        return reply;
    }

    /** @return the body of an answer that went well */
    JsonNode get(String path) {
        JsonReply reply = send("GET", path, null, null);
        if (!reply.isGood()) {
            throw refusals.of(words(reply));
        }
        return body(reply);
    }

    /** As {@link #get}, of a resource that a service need not have, or not show to this user; empty then. */
    Optional<JsonNode> optional(String path) {
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(get(path));
        } catch (BmcException.Refused e) {
            return Optional.empty();
        }
    }

    private JsonReply now(JsonReply reply) {
        if (isNotNow(reply)) {
            throw refusals.notNow(words(reply));
        }
        return reply;
    }

    private static boolean isNotNow(JsonReply reply) {
        return NOT_NOW.contains(reply.status())
                || !reply.isGood()
                        && NOT_NOW_MESSAGES.contains(message(body(reply).path("error")));
    }

    /** The last part of {@code Base.1.8.ServiceTemporarilyUnavailable}; empty without a message. */
    private static String message(JsonNode error) {
        String extended =
                error.path("@Message.ExtendedInfo").path(0).path("MessageId").asText("");
        String id = extended.isEmpty() ? error.path("code").asText("") : extended;
        return id.substring(id.lastIndexOf('.') + 1);
    }

    /** The reply's body; nothing, when it is no JSON. */
    static JsonNode body(JsonReply reply) {
        return reply.json().orElse(MissingNode.getInstance());
    }

    /** The service's own words for what went wrong (DSP0266, 8.6), with the status. */
    static String words(JsonReply reply) {
        JsonNode error = body(reply).path("error");
        String extended =
                error.path("@Message.ExtendedInfo").path(0).path("Message").asText("");
        String text = extended.isEmpty() ? error.path("message").asText("") : extended;
        return ("HTTP " + reply.status() + " " + text).strip().replaceAll("\\.$", "");
    }

    private HttpCall authorised(String method, String path, JsonNode body, String ifMatch) {
        if (!basic && token == null) {
            login();
        }
        HttpCall request = HttpCall.of(method, uri(path), body);
        if (ifMatch != null) {
            request = request.header("If-Match", ifMatch);
        }
        if (!basic) {
            return request.header(TOKEN, token);
        }
        byte[] pair = (access.username() + ":" + access.password()).getBytes(StandardCharsets.UTF_8);
        return request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private void login() {
        JsonReply reply = send(HttpCall.of(
                "POST",
                uri(SESSIONS),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("UserName", access.username())
                        .put("Password", access.password())));
        noSession = isNotNow(reply) ? words(reply) : null;
        if (noSession == null && (reply.status() == 401 || reply.status() == 400 || reply.status() == 403)) {
            throw wrongPassword(reply);
        }
        token = reply.isGood() ? reply.header(TOKEN.toLowerCase(Locale.ROOT)) : null;
        session = reply.header("location");
        basic = token == null; // a service without sessions (404, 405, 501), or one that has none left
    }

    private BmcException wrongPassword(JsonReply reply) {
        return BmcException.wrongPassword(
                access, words(reply) + "; Redfish does not say whether the user or the password is wrong");
    }

    private JsonReply send(HttpCall request) {
        try {
            return http.send(request);
        } catch (NoResponseException e) {
            String reason = e.getMessage().replaceAll("\\.$", "");
            throw e.late() ? BmcException.silent(access, reason) : BmcException.noBmc(access, reason);
        }
    }

    /**
     * Only the path of what a service names counts, with its query (a collection's next page is one), and it is put
     * behind our own address, never resolved against it: {@code https:////other/} has the path {@code //other/}, which
     * would resolve to another host, and the token or password would be sent to it.
     */
    private URI uri(String named) {
        String path = path(named);
        if (path == null || path.startsWith("//")) {
            throw new BmcException.Unsupported(
                    access,
                    "names \"" + named
                            + "\" as the address of one of its resources, which is no path on this BMC; nothing was"
                            + " sent to it. Update its firmware.");
        }
        try {
            URI root = new URI("https", null, access.address(), access.port(), null, null, null);
            return URI.create(root + (path.startsWith("/") ? "" : "/") + path);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw BmcException.noBmc(access, "its address is not one (" + e.getMessage() + ")");
        }
    }

    /** Null where there is none. */
    private static String path(String named) {
        try {
            URI uri = URI.create(named);
            return uri.getRawPath() == null || uri.getRawQuery() == null
                    ? uri.getRawPath()
                    : uri.getRawPath() + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Ends the session, of which a service has few; that it does not hear of it is no failure. */
    @Override
    public void close() {
        if (token != null && session != null) {
            try {
                http.send(HttpCall.of("DELETE", uri(session), null).header(TOKEN, token));
            } catch (NoResponseException | CancellationException | BmcException e) {
                // The service ends it by itself when it is not used.
            }
        }
        token = null;
        http.close();
    }
}
