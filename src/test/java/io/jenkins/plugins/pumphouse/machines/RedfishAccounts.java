package io.jenkins.plugins.pumphouse.machines;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who may do what on an {@link EmbeddedRedfish}, and the sessions that are open. */
final class RedfishAccounts {
    record User(String password, boolean mayChange) {}

    private final Map<String, User> users = new ConcurrentHashMap<>(Map.of("ADMIN", new User("secret", true)));
    private final Map<String, User> tokens = new ConcurrentHashMap<>();
    /** The password must come with every request. */
    volatile boolean sessionless;
    /** Only the body says where a new session is. */
    volatile boolean withoutLocation;
    /** There is no basic authentication. */
    volatile boolean tokensOnly;

    void add(String name, String password, boolean mayChange) {
        users.put(name, new User(password, mayChange));
    }

    void forgetSessions() {
        tokens.clear();
    }

    int sessions() {
        return tokens.size();
    }

    void logout(Headers sent) {
        tokens.remove(sent.getFirst("X-Auth-Token"));
    }

    RedfishAnswer login(JsonNode body) {
        if (sessionless) {
            return RedfishAnswer.refused(404, "There is no such resource.");
        }
        User user = users.get(body.path("UserName").asText());
        if (user == null || !user.password.equals(body.path("Password").asText())) {
            return RedfishAnswer.refused(401, "The user could not be authenticated.");
        }
        String token = UUID.randomUUID().toString();
        tokens.put(token, user);
        String session = "/redfish/v1/SessionService/Sessions/1";
        return new RedfishAnswer(
                201,
                "{\"@odata.id\": \"" + session + "\"}",
                withoutLocation ? Map.of("X-Auth-Token", token) : Map.of("X-Auth-Token", token, "Location", session));
    }

    /** Null for one who is not logged in. */
    User user(Headers sent) {
        String token = sent.getFirst("X-Auth-Token");
        if (token != null) {
            return tokens.get(token);
        }
        String basic = sent.getFirst("Authorization");
        if (tokensOnly || basic == null || !basic.startsWith("Basic ")) {
            return null;
        }
        String[] pair =
                new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8).split(":", 2);
        User user = users.get(pair[0]);
        return user != null && user.password.equals(pair[1]) ? user : null;
    }
}
