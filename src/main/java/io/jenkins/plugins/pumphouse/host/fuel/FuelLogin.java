package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.HttpCall;
import io.jenkins.plugins.pumphouse.http.JsonReply;
import io.jenkins.plugins.pumphouse.http.StatusText;
import java.net.URI;
import java.util.function.Function;

/** The token of a user of Fuel, asked for when none is kept or the one that is kept was refused. */
final class FuelLogin {
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
        JsonReply reply = send.apply(HttpCall.of("POST", URI.create(access.root() + "/keystone/v2.0/tokens"), body)
                .asRepeatable());
        if (reply.status() == 401 || reply.status() == 403) {
            throw FuelException.wrongCredentials(
                    access.name() + ": Fuel: the login of user \"" + access.username() + "\" in tenant \""
                            + access.tenant() + "\" was refused (" + StatusText.line(reply.status())
                            + "). Check user name, password and tenant; they"
                            + " are those of Fuel's own web interface, not of OpenStack.",
                    reply.status(),
                    FuelRefusals.words(reply));
        }
        String id = answers.json(call, reply)
                .path("access")
                .path("token")
                .path("id")
                .asText("");
        if (id.isEmpty()) {
            throw answers.notFuel(call, reply);
        }
        return id;
    }
}
