package io.jenkins.plugins.pumphouse.clouds.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/** One service of a cloud: its routes, and the manner in which it turns a request down. */
public abstract class CloudService {
    protected final World world;
    private final Routes routes = new Routes();
    private String url = "";
    private String authUri = "";

    protected CloudService(World world) {
        this.world = world;
    }

    /** The catalog's type of the service, as {@code compute}. */
    public abstract String type();

    /** The service's own error body for a refusal. */
    public abstract Answer refuse(Refused refused, Call call);

    /** A refused token as the middleware words it that every service but Keystone has in front. */
    protected final Answer unauthorized(Refused refused) {
        return Answer.of(
                        401,
                        WireJson.object(
                                "error",
                                WireJson.object("code", 401, "title", "Unauthorized", "message", refused.getMessage())))
                .header("WWW-Authenticate", "Keystone uri=\"" + authUri + "\"");
    }

    public Routes routes() {
        return routes;
    }

    /** The address of the service's root without a slash at its end. */
    public String url() {
        return url;
    }

    /** What the catalog names. */
    public String catalogUrl() {
        return url();
    }

    /** Said once by the cloud when the service's door is open. */
    public void at(String address) {
        url = address;
    }

    /** Where a client without a valid token is sent to; said once by the cloud when all doors are open. */
    public void authenticatedAt(String address) {
        authUri = address;
    }

    protected String authUri() {
        return authUri;
    }

    /** Runs before the route's handler: a service with versions of its own refuses wrong ones here. */
    protected void check(Call call) {}

    /** Runs on every answer, refusals included: a service adds its headers here. */
    protected Answer dress(Call call, Answer answer) {
        return answer;
    }

    /** Answers one request that passed the door. */
    final Answer answer(Call call, Function<String, TokenHolder> authenticate) {
        Answer answer;
        try {
            answer = dispatch(call, authenticate);
        } catch (Refused refused) {
            answer = refuse(refused, call);
        }
        return dress(call, answer);
    }

    private Answer dispatch(Call call, Function<String, TokenHolder> authenticate) {
        Routes.Match match = routes.find(call.method(), call.path()).orElse(null);
        if (match != null && match.route().open()) {
            check(call);
            return world.locked(() -> match.route().handler().answer(call.from(null, match.segments())));
        }
        // Every service authenticates before it routes: an unknown path without a token is a 401, not a 404.
        TokenHolder caller = world.locked(() -> authenticate.apply(call.header("X-Auth-Token")));
        if (caller == null) {
            throw Refused.unauthorized();
        }
        if (match == null) {
            throw routes.knows(call.path())
                    ? new Refused(
                            405,
                            null,
                            "The server could not comply with the request since it is either malformed or otherwise"
                                    + " incorrect.")
                    : Refused.unrouted();
        }
        Call routed = call.from(caller, match.segments());
        check(routed);
        return match.route().streams()
                ? match.route().handler().answer(routed)
                : world.locked(() -> match.route().handler().answer(routed));
    }

    /** The routes that fill the service from inside; those that it serves, unless it keeps more than it shows. */
    protected Routes store() {
        return routes;
    }

    /**
     * Asks the service from inside: no HTTP, no journal, no faults, the caller taken at its word.
     *
     * @param target path and query
     * @param body null for none
     * @throws Refused as the service turns the request down
     */
    public JsonNode ask(TokenHolder caller, String method, String target, JsonNode body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? null : target.substring(mark + 1);
        Call call = new Call(
                method,
                path,
                query,
                SimulatorServer.parameters(query),
                headersFromInside(),
                caller,
                Map.of(),
                body == null ? MissingNode.getInstance() : body,
                null);
        Routes.Match match =
                store().find(method, path).orElseThrow(() -> Refused.notFound("no route " + method + " " + path));
        Answer answer =
                world.lockedWithoutPages(() -> match.route().handler().answer(call.from(caller, match.segments())));
        try (InputStream in = answer.body().open()) {
            byte[] bytes = in.readAllBytes();
            return bytes.length == 0 ? MissingNode.getInstance() : WireJson.parse(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The headers of a request from inside: a service with microversions names its highest. */
    protected Map<String, String> headersFromInside() {
        return Map.of();
    }

    boolean streams(String method, String path) {
        return routes.find(method, path).map(match -> match.route().streams()).orElse(false);
    }
}
