package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.HttpCall;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/** The token of a user of Fuel, asked for when none is kept or the one that is kept was refused. */
final class FuelLogin {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String V2 = "/keystone/v2.0/tokens";
    private static final String V3 = "/keystone/v3/auth/tokens";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** Keystone from Queens on has no v2.0: no such path, or a version that is gone. */
    private static final Set<Integer> HAS_NO_SUCH_VERSION = Set.of(404, 410);

    private final FuelAccess access;
    private final Function<HttpCall, JsonReply> send;
    private final FuelAnswers answers;

    FuelLogin(FuelAccess access, Function<HttpCall, JsonReply> send, FuelAnswers answers) {
        this.access = access;
        this.send = send;
        this.answers = answers;
    }

    /**
     * A token; the known one unless that is the one that was refused.
     *
     * @param refused null when none was
     */
    synchronized String token(String refused) {
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
        if (access.username() == null) {
            throw FuelException.wrongCredentials(
                    access.name() + ": Fuel asks for a login, and none is given. Give the credentials of a"
                            + " user of Fuel (not of OpenStack).",
                    401,
                    "");
        }
        JsonReply reply = ask(V2, byVersion2());
        if (HAS_NO_SUCH_VERSION.contains(reply.status())) {
            JsonReply ofVersion3 = askVersion3();
            if (!HAS_NO_SUCH_VERSION.contains(ofVersion3.status())) {
                return tokenOfVersion3(ofVersion3, reply);
            }
        }
        String id =
                accepted(V2, reply, "").path("access").path("token").path("id").asText("");
        if (id.isEmpty()) {
            throw answers.notFuel("POST " + V2, reply);
        }
        return id;
    }

    /** Users whom Keystone's v2.0 knew are in its default domain, which Fuel may have given another id. */
    private JsonReply askVersion3() {
        JsonReply reply = ask(V3, byVersion3(JSON.objectNode().put("id", "default")));
        return reply.status() == UNAUTHORIZED
                ? ask(V3, byVersion3(JSON.objectNode().put("name", "fuel")))
                : reply;
    }

    private String tokenOfVersion3(JsonReply reply, JsonReply ofVersion2) {
        accepted(V3, reply, " by Keystone v3; v2.0 answered " + StatusText.line(ofVersion2.status()));
        String id = reply.header("x-subject-token");
        if (id == null || id.isBlank()) {
            throw answers.notFuel("POST " + V3, reply);
        }
        return id;
    }

    private JsonReply ask(String path, JsonNode auth) {
        return send.apply(HttpCall.of(
                        "POST",
                        URI.create(access.root() + path),
                        JSON.objectNode().set("auth", auth))
                .asRepeatable());
    }

    /** @param by which Keystone, behind the status; empty for the usual one */
    private JsonNode accepted(String path, JsonReply reply, String by) {
        if (reply.status() == UNAUTHORIZED || reply.status() == FORBIDDEN) {
            throw FuelException.wrongCredentials(
                    access.name() + ": Fuel: the login of user \"" + access.username() + "\" in tenant \""
                            + access.tenant() + "\" was refused (" + StatusText.line(reply.status())
                            + by
                            + "). Check user name, password and tenant; they"
                            + " are those of Fuel's own web interface, not of OpenStack.",
                    reply.status(),
                    FuelRefusals.words(reply));
        }
        return answers.json("POST " + path, reply);
    }

    private ObjectNode byVersion2() {
        ObjectNode auth = JSON.objectNode().put("tenantName", access.tenant());
        auth.putObject("passwordCredentials").put("username", access.username()).put("password", access.password());
        return auth;
    }

    private ObjectNode byVersion3(ObjectNode domain) {
        ObjectNode auth = JSON.objectNode();
        ObjectNode identity = auth.putObject("identity");
        identity.putArray("methods").add("password");
        identity.putObject("password")
                .putObject("user")
                .put("name", access.username())
                .put("password", access.password())
                .set("domain", domain);
        auth.putObject("scope")
                .putObject("project")
                .put("name", access.tenant())
                .set("domain", domain.deepCopy());
        return auth;
    }
}
