package io.jenkins.plugins.pumphouse.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** A token for {@code curl}, got without our client. */
final class BenchTokens {
    private BenchTokens() {}

    static String of(CloudAccess access) throws IOException, InterruptedException {
        ObjectNode user = Json.object().put("name", access.username()).put("password", access.password());
        user.putObject("domain").put("name", access.scope().userDomain());
        ObjectNode identity = Json.object();
        identity.set("methods", Json.array(List.of("password")));
        identity.putObject("password").set("user", user);
        ObjectNode auth = Json.object("identity", identity);
        ObjectNode project = auth.putObject("scope").putObject("project").put("name", access.project());
        project.putObject("domain").put("name", access.scope().projectDomain());
        HttpRequest request = HttpRequest.newBuilder(URI.create(access.authUrl() + "/auth/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.object("auth", auth).toString()))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new IOException("no token from " + access.authUrl()));
    }
}
