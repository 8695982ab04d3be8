package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.http.HttpAccess;
import io.jenkins.plugins.pumphouse.http.HttpCall;
import io.jenkins.plugins.pumphouse.http.JsonHttp;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import io.jenkins.plugins.pumphouse.http.NoResponseException;
import java.net.URI;

/**
 * The wire to Fuel's API: addresses, the token, one new login when it has expired, refusals as exceptions. Thread-safe.
 */
final class Nailgun implements AutoCloseable {

    private final FuelAccess access;
    private final JsonHttp http;
    private final FuelAnswers answers;
    private final FuelLogin login;
    private volatile FuelVersion version;

    /** @throws IllegalArgumentException when the access's {@code caCert} or {@code url} cannot be used */
    Nailgun(FuelAccess access) {
        this.access = access;
        try {
            URI root = URI.create(access.root());
            if (root.getHost() == null || !("http".equals(root.getScheme()) || "https".equals(root.getScheme()))) {
                throw new IllegalArgumentException("it has to be http://host:port or https://host:port");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    access.name() + ": url of Fuel \"" + access.url() + "\": " + e.getMessage());
        }
        this.http = new JsonHttp(new HttpAccess(
                access.name() + " Fuel",
                "Fuel",
                "url of Fuel in pumphouse.yaml",
                access.trust().caCert(),
                access.trust().insecure(),
                access.timeout()));
        this.answers = new FuelAnswers(access);
        this.login = new FuelLogin(access, this::send, answers);
    }

    String name() {
        return access.name();
    }

    /** What Fuel says of itself, asked once. */
    FuelVersion version() {
        FuelVersion known = version;
        if (known == null) {
            known = ask();
            version = known;
        }
        return known;
    }

    // 5.1 to 9.0 tell everybody and say whether a token is needed; from 9.0.1 on a token is needed to ask.
    private FuelVersion ask() {
        JsonReply reply = send(HttpCall.get(uri("/api/version")));
        boolean hidden = reply.status() == 401;
        if (hidden) {
            String used = login.token(null);
            reply = send(HttpCall.get(uri("/api/version")).header("X-Auth-Token", used));
            if (reply.status() == 401) {
                reply = send(HttpCall.get(uri("/api/version")).header("X-Auth-Token", login.token(used)));
            }
        }
        JsonNode json = answers.json("GET /version", reply);
        if (!json.path("release").isTextual()) {
            throw answers.notFuel("GET /version", reply);
        }
        return new FuelVersion(
                json.path("release").asText(),
                hidden || json.path("auth_required").asBoolean());
    }

    /** An object of this shape. */
    JsonNode get(String path, FuelShape shape) {
        return shaped("GET " + path, shape, call("GET", path, null, true));
    }

    /** A list of objects of this shape. */
    JsonNode list(String path, FuelShape shape) {
        JsonNode list = call("GET", path, null, true);
        shape.lackOfList(list).ifPresent(lack -> {
            throw answers.misshapen("GET " + path, lack);
        });
        return list;
    }

    /** A call that may be sent again when it is unknown whether it was carried out. */
    JsonNode put(String path, JsonNode body) {
        return call("PUT", path, body, true);
    }

    /** A call that begins a task, sent once as {@link #once}. */
    FuelTask begin(String method, String path, JsonNode body) {
        return FuelTask.of(shaped(method + ' ' + path, FuelShape.TASK, once(method, path, body)));
    }

    private JsonNode shaped(String call, FuelShape shape, JsonNode answer) {
        shape.lackOf(answer).ifPresent(lack -> {
            throw answers.misshapen(call, lack);
        });
        return answer;
    }

    /**
     * A call that is sent once: a second one would be refused, or start a second task.
     *
     * @return the body; JSON's null where the body is empty or the text {@code None}
     */
    JsonNode once(String method, String path, JsonNode body) {
        return call(method, path, body, false);
    }

    private JsonNode call(String method, String path, JsonNode body, boolean repeatable) {
        boolean auth = version().authRequired();
        HttpCall plain = HttpCall.of(method, uri("/api" + path), body);
        HttpCall request = repeatable ? plain.asRepeatable() : plain;
        String used = auth ? login.token(null) : null;
        JsonReply reply = send(auth ? request.header("X-Auth-Token", used) : request);
        if (auth && reply.status() == 401) {
            // A token lives for a day, a deployment may take longer; a refused call was not carried out.
            reply = send(request.header("X-Auth-Token", login.token(used)));
        }
        return answers.json(method + " " + path, reply);
    }

    private JsonReply send(HttpCall request) {
        try {
            return http.send(request);
        } catch (NoResponseException e) {
            throw FuelException.Unreachable.silent(access.name() + ": Fuel: " + e.getMessage());
        }
    }

    private URI uri(String path) {
        return URI.create(access.root() + path);
    }

    @Override
    public void close() {
        http.close();
    }
}
