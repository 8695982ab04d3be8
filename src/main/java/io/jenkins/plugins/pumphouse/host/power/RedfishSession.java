package io.jenkins.plugins.pumphouse.host.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.pumphouse.http.HttpAccess;
import io.jenkins.plugins.pumphouse.http.HttpCall;
import io.jenkins.plugins.pumphouse.http.JsonHttp;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import io.jenkins.plugins.pumphouse.http.NoResponseException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Calls a Redfish service (DSP0266) as a logged-in user: with a session where the service has them, else with the
 * password in every call. A session that the service has ended is made anew.
 */
final class RedfishSession implements AutoCloseable {
    static final String ROOT = "/redfish/v1/";
    private static final String SESSIONS =
            "/redfish/v1/SessionService/Sessions"; // the same everywhere, DSP0266 13.3.4.1
    private static final String TOKEN = "X-Auth-Token";

    /** The same resource under another path, as with or without a slash at the end; nothing was done yet. */
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 307, 308);

    /** In bytes: a resource has some kilobytes, the largest collections some hundred. */
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    private final BmcAccess access;
    private final JsonHttp http;
    private final BmcRefusals refusals;
    private final RedfishAddress address;
    private String token;
    private String session;
    private boolean basic;
    /** The service's words when it gave no session now; null otherwise. */
    private String noSession;

    RedfishSession(BmcAccess access) {
        this.access = access;
        this.refusals = new BmcRefusals(access);
        this.address = new RedfishAddress(access);
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
        return now(follow(path, found -> HttpCall.get(address.of(found))));
    }

    /**
     * Sends a request as the user.
     *
     * @return an answer that is neither 401 nor 403, and not "later"
     * @throws BmcException.Busy for "later"; whether a change was made then is not certain
     */
    JsonReply send(String method, String path, JsonNode body, String ifMatch) {
        JsonReply reply = follow(path, found -> authorised(method, found, body, ifMatch));
        if (reply.status() == 401 && token != null) {
            token = null; // the service has ended the session
            reply = follow(path, found -> authorised(method, found, body, ifMatch));
        }
        if (reply.status() == 401) {
            throw noSession == null ? wrongPassword(reply) : refusals.notNow(noSession);
        }
        now(reply);
        if (reply.status() == 403) {
            throw refusals.missingPrivilege(RedfishReplies.words(reply));
        }
        return reply;
    }

    /** @return the body of an answer that went well */
    JsonNode get(String path) {
        JsonReply reply = send("GET", path, null, null);
        if (!reply.isGood()) {
            throw refusals.of(RedfishReplies.words(reply));
        }
        return RedfishReplies.body(reply);
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
        if (RedfishReplies.isNotNow(reply)) {
            throw refusals.notNow(RedfishReplies.words(reply));
        }
        return reply;
    }

    private HttpCall authorised(String method, String path, JsonNode body, String ifMatch) {
        if (!basic && token == null) {
            login();
        }
        HttpCall request = HttpCall.of(method, address.of(path), body);
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
        JsonNode user = JsonNodeFactory.instance
                .objectNode()
                .put("UserName", access.username())
                .put("Password", access.password());
        JsonReply reply = follow(SESSIONS, found -> HttpCall.of("POST", address.of(found), user));
        noSession = RedfishReplies.isWithoutSession(reply) ? RedfishReplies.words(reply) : null;
        if (noSession == null && (reply.status() == 401 || reply.status() == 400 || reply.status() == 403)) {
            throw wrongPassword(reply);
        }
        token = reply.isGood() ? reply.header(TOKEN.toLowerCase(Locale.ROOT)) : null;
        // Without either nobody could end it, and a service has few.
        session = Optional.ofNullable(reply.header("location"))
                .orElseGet(() -> RedfishReplies.body(reply).path("@odata.id").asText(null));
        basic = token == null; // a service without sessions (404, 405, 501), or one that has none left
    }

    private BmcException wrongPassword(JsonReply reply) {
        return BmcException.wrongPassword(
                access,
                RedfishReplies.words(reply) + "; Redfish does not say whether the user or the password is wrong");
    }

    /** Follows a redirect once; of where it leads only the path counts, so no secret leaves the BMC. */
    private JsonReply follow(String path, Function<String, HttpCall> call) {
        JsonReply reply = send(call.apply(path));
        String other = ELSEWHERE.contains(reply.status()) ? reply.header("location") : null;
        return other == null ? reply : send(call.apply(other));
    }

    private JsonReply send(HttpCall request) {
        try {
            return http.send(request);
        } catch (NoResponseException e) {
            String reason = e.getMessage().replaceAll("\\.$", "");
            throw e.late() ? BmcException.silent(access, reason) : BmcException.noBmc(access, reason);
        }
    }

    /** Ends the session, of which a service has few; that it does not hear of it is no failure. */
    @Override
    public void close() {
        if (token != null && session != null) {
            try {
                follow(
                        session,
                        found -> HttpCall.of("DELETE", address.of(found), null).header(TOKEN, token));
            } catch (CancellationException | BmcException e) {
                // The service ends it by itself when it is not used.
            }
        }
        token = null;
        http.close();
    }
}
