package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A plain HTTP client of a cloud, embedded or real: what the tests of this package ask with. */
public final class Client {
    /** An answer: the body as text and, where it is JSON, as a node. */
    public record Reply(int status, HttpHeaders headers, String text, JsonNode json) {
        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    // A fresh connection pool a client, HTTP/1.1 as the services speak it.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String authUrl;
    private String token;
    private JsonNode catalog = MissingNode.getInstance();
    private String projectId;
    private String userId;

    public Client(String authUrl) {
        this.authUrl = authUrl.replaceAll("/+$", "");
    }

    public Client login(String user, String password, String project) throws IOException, InterruptedException {
        Reply reply = authUrl.endsWith("/v3") ? v3(user, password, project) : v2(user, password, project);
        if (reply.status >= 300) {
            throw new IllegalStateException("login of " + user + " at " + authUrl + ": " + reply.status);
        }
        return this;
    }

    private Reply v3(String user, String password, String project) throws IOException, InterruptedException {
        Reply reply = send("POST", authUrl + "/auth/tokens", passwordAuth(user, password, project), Map.of());
        token = reply.header("X-Subject-Token");
        catalog = reply.json.path("token").path("catalog");
        projectId = WireJson.text(reply.json.path("token").path("project"), "id");
        userId = WireJson.text(reply.json.path("token").path("user"), "id");
        return reply;
    }

    public static JsonNode passwordAuth(String user, String password, String project) {
        return WireJson.object(
                "auth",
                WireJson.object(
                        "identity",
                                WireJson.object(
                                        "methods",
                                        WireJson.array("password"),
                                        "password",
                                        WireJson.object(
                                                "user",
                                                WireJson.object(
                                                        "name",
                                                        user,
                                                        "domain",
                                                        WireJson.object("id", "default"),
                                                        "password",
                                                        password))),
                        "scope",
                                WireJson.object(
                                        "project",
                                        WireJson.object("name", project, "domain", WireJson.object("id", "default")))));
    }

    private Reply v2(String user, String password, String project) throws IOException, InterruptedException {
        Reply reply = send(
                "POST",
                authUrl + "/tokens",
                WireJson.object(
                        "auth",
                        WireJson.object(
                                "tenantName",
                                project,
                                "passwordCredentials",
                                WireJson.object("username", user, "password", password))),
                Map.of());
        JsonNode access = reply.json.path("access");
        token = WireJson.text(access.path("token"), "id");
        catalog = access.path("serviceCatalog");
        projectId = WireJson.text(access.path("token").path("tenant"), "id");
        userId = WireJson.text(access.path("user"), "id");
        return reply;
    }

    /** The public address of a service as the catalog has it. */
    public String endpoint(String type) {
        for (JsonNode service : catalog) {
            if (type.equals(WireJson.text(service, "type"))) {
                for (JsonNode endpoint : service.path("endpoints")) {
                    if (endpoint.has("publicURL")) {
                        return WireJson.text(endpoint, "publicURL").replaceAll("/+$", "");
                    }
                    if ("public".equals(WireJson.text(endpoint, "interface"))) {
                        return WireJson.text(endpoint, "url").replaceAll("/+$", "");
                    }
                }
            }
        }
        throw new IllegalStateException("no " + type + " in the catalog of " + authUrl);
    }

    public JsonNode catalog() {
        return catalog;
    }

    public String projectId() {
        return projectId;
    }

    public String userId() {
        return userId;
    }

    public String token() {
        return token;
    }

    public Reply get(String url) throws IOException, InterruptedException {
        return send("GET", url, null, Map.of());
    }

    /** Sends a request with the client's token and reads the whole answer; a body that is a text is sent as it is. */
    public Reply send(String method, String url, JsonNode body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (token != null) {
            request.setHeader("X-Auth-Token", token);
        }
        headers.forEach(request::setHeader);
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        String text = new String(response.body(), StandardCharsets.ISO_8859_1);
        return new Reply(response.statusCode(), response.headers(), text, parsed(response.body()));
    }

    private static byte[] bytes(JsonNode body) {
        return body.isTextual() ? body.asText().getBytes(StandardCharsets.ISO_8859_1) : WireJson.bytes(body);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode json = WireJson.parse(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (Refused notJson) {
            return MissingNode.getInstance();
        }
    }
}
