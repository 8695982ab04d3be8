package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Set;

/** What an installer leaves behind: a domain, the administrator, the projects admin and service, the usual roles. */
final class Bootstrap {
    private static final TokenHolder INSTALLER = new TokenHolder("", "installer", null, null, null, Set.of("admin"));

    private final EmbeddedCloud cloud;

    Bootstrap(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    void run() {
        cloud.identity().foundDefaultDomain();
        String project = make(
                "project",
                WireJson.object("name", "admin", "description", "Bootstrap project for initializing the cloud."));
        make("project", WireJson.object("name", "service"));
        String user = make("user", WireJson.object("name", "admin", "password", "admin"));
        for (String role : cloud.release().modern()
                ? List.of("admin", "member", "reader", "service")
                : List.of("admin", "_member_")) {
            String id = make("role", WireJson.object("name", role));
            if (!role.equals("service")) {
                ask("PUT", "/v3/projects/" + project + "/users/" + user + "/roles/" + id, null);
            }
        }
    }

    private String make(String kind, ObjectNode wanted) {
        return WireJson.text(
                ask("POST", "/v3/" + kind + "s", WireJson.object(kind, wanted)).path(kind), "id");
    }

    private JsonNode ask(String method, String path, ObjectNode body) {
        return cloud.identity().ask(INSTALLER, method, path, body);
    }
}
