package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.HttpAccess;
import io.jenkins.plugins.pumphouse.http.HttpCall;
import io.jenkins.plugins.pumphouse.http.JsonHttp;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import io.jenkins.plugins.pumphouse.http.NoResponseException;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.net.URI;

/**
 * The wire to Fuel's API: addresses, the token, one new login when it has expired, refusals as exceptions. Thread-safe.
 */
final class Nailgun implements AutoCloseable {

    private final FuelAccess access;
    private final JsonHttp http;
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
            String used = login(null);
            reply = send(HttpCall.get(uri("/api/version")).header("X-Auth-Token", used));
            if (reply.status() == 401) {
                reply = send(HttpCall.get(uri("/api/version")).header("X-Auth-Token", login(used)));
            }
        }
        JsonNode json = json("GET /version", reply);
        if (!json.path("release").isTextual()) {
            throw notFuel("GET /version", reply);
        }
        return new FuelVersion(
                json.path("release").asText(),
                hidden || json.path("auth_required").asBoolean());
    }

    /** @return the body; JSON's null where the body is empty or the text {@code None} */
    JsonNode get(String path) {
        return call("GET", path, null, true);
    }

    /** A call that may be sent again when it is unknown whether it was carried out. */
    JsonNode put(String path, JsonNode body) {
        return call("PUT", path, body, true);
    }

    /** A call that is sent once: a second one would be refused, or start a second task. */
    JsonNode once(String method, String path, JsonNode body) {
        return call(method, path, body, false);
    }

    private JsonNode call(String method, String path, JsonNode body, boolean repeatable) {
        boolean auth = version().authRequired();
        HttpCall plain = HttpCall.of(method, uri("/api" + path), body);
        HttpCall request = repeatable ? plain.asRepeatable() : plain;
        String used = auth ? login(null) : null;
        JsonReply reply = send(auth ? request.header("X-Auth-Token", used) : request);
        if (auth && reply.status() == 401) {
            // A token lives for a day, a deployment may take longer; a refused call was not carried out.
            reply = send(request.header("X-Auth-Token", login(used)));
        }
        return json(method + " " + path, reply);
    }

    /**
     * A token; the known one unless that is the one that was refused.
     *
     * @param refused null when none was
     */
    private synchronized String login(String refused) {
        if (refused != null) {
            FuelTokens.kept().refused(access, refused);
        }
        String token = FuelTokens.kept().of(access);
        if (token == null) {
            token = newToken();
            FuelTokens.kept().keep(access, token);
        }
        return token;
    }

    private String newToken() {
        String call = "POST /keystone/v2.0/tokens";
        if (access.username() == null) {
            throw FuelException.wrongCredentials(
                    access.name() + ": Fuel asks for a login, and none is given. Give the credentials of a"
                            + " user of Fuel (not of OpenStack).",
                    401,
                    "");
        }
        ObjectNode auth = JsonNodeFactory.instance.objectNode().put("tenantName", access.tenant());
        auth.putObject("passwordCredentials").put("username", access.username()).put("password", access.password());
        JsonNode body = JsonNodeFactory.instance.objectNode().set("auth", auth);
        JsonReply reply =
                send(HttpCall.of("POST", uri("/keystone/v2.0/tokens"), body).asRepeatable());
        if (reply.status() == 401 || reply.status() == 403) {
            throw FuelException.wrongCredentials(
                    access.name() + ": Fuel: the login of user \"" + access.username() + "\" in tenant \""
                            + access.tenant() + "\" was refused (" + StatusText.line(reply.status())
                            + "). Check user name, password and tenant; they"
                            + " are those of Fuel's own web interface, not of OpenStack.",
                    reply.status(),
                    FuelRefusals.words(reply));
        }
        String id = json(call, reply).path("access").path("token").path("id").asText("");
        if (id.isEmpty()) {
            throw notFuel(call, reply);
        }
        return id;
    }

    private JsonReply send(HttpCall request) {
        try {
            return http.send(request);
        } catch (NoResponseException e) {
            throw new FuelException.Unreachable(access.name() + ": Fuel: " + e.getMessage(), 0, "", e.sent(), false);
        }
    }

    private JsonNode json(String call, JsonReply reply) {
        if (!reply.isGood()) {
            throw FuelRefusals.of(access.name(), call, reply);
        }
        return reply.json().orElseGet(() -> {
            // 6.1 answers some writes with the text of Python's None, and deletes without any body.
            if (reply.text().isBlank() || reply.text().strip().equals("None")) {
                return JsonNodeFactory.instance.nullNode();
            }
            throw notFuel(call, reply);
        });
    }

    FuelException.Fault notFuel(String call, JsonReply reply) {
        String type = reply.header("content-type");
        return new FuelException.Fault(
                access.name() + ": Fuel: " + call + " -> " + StatusText.line(reply.status()) + ", but with "
                        + (type == null ? "something" : type) + " that is not what Fuel answers. Check that "
                        + access.root()
                        + " is the address of the Fuel master and not of a proxy.",
                reply.status(),
                "");
    }

    private URI uri(String path) {
        return URI.create(access.root() + path);
    }

    @Override
    public void close() {
        http.close();
    }
}
