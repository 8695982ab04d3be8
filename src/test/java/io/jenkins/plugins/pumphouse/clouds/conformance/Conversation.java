package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.pumphouse.clouds.Client;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One cloud's side of a dialogue: sends the requests, remembers ids for later ones, writes the answers down. */
final class Conversation implements AutoCloseable {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /**
     * One request and its answer.
     *
     * @param exact whether the bodies must be equal once ids and times are taken out, or only of the same form
     */
    record Exchange(String request, Client.Reply reply, JsonNode body, boolean exact) {}

    private record Undo(String service, String path, Map<String, String> headers) {}

    private final Client client;
    private final Map<String, String> roots;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Deque<Undo> undo = new ArrayDeque<>();
    private Client.Reply last;
    private boolean exact = true;
    private String version;

    /** @param run a word in all names of this run, so that neither cloud has them already */
    Conversation(String authUrl, String run) throws IOException, InterruptedException {
        client = new Client(authUrl).login("admin", "admin", "admin");
        roots = Map.of(
                "identity",
                authUrl.replaceAll("/v3/?$", ""),
                "compute",
                client.endpoint("compute").replaceAll("/v2.1$", ""),
                "network",
                client.endpoint("network"),
                "image",
                client.endpoint("image"),
                "volume",
                client.endpoint("volumev3").replaceAll("/v3/.*", ""),
                "placement",
                client.endpoint("placement"));
        variables.put("run", run);
        variables.put("project", client.projectId());
        variables.put("me", client.userId());
        variables.put("token", client.token());
    }

    /** The next answer need only be of the same form: keys and types. */
    Conversation form() {
        exact = false;
        return this;
    }

    /** The next request asks for a microversion, with the service's name before it: {@code compute 2.45}. */
    Conversation at(String microversion) {
        version = microversion;
        return this;
    }

    Conversation get(String service, String path) {
        return send("GET", service, path, null, Map.of());
    }

    Conversation post(String service, String path, JsonNode body) {
        return send("POST", service, path, body, Map.of());
    }

    Conversation put(String service, String path, JsonNode body) {
        return send("PUT", service, path, body, Map.of());
    }

    Conversation delete(String service, String path) {
        return send("DELETE", service, path, null, Map.of());
    }

    /** Sends a request whose path and body may name {@code {variables}}, and writes the answer down. */
    Conversation send(String method, String service, String path, JsonNode body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (version != null) {
            all.put("OpenStack-API-Version", version);
        }
        last = raw(method, service, path, body, all);
        exchanges.add(new Exchange(
                method + " " + service + " " + path + (body == null ? "" : " " + abbreviated(body))
                        + (version == null ? "" : " at " + version),
                last,
                new Normal(roots, variables).of(last.json()),
                exact));
        exact = true;
        version = null;
        return this;
    }

    private Client.Reply raw(String method, String service, String path, JsonNode body, Map<String, String> headers) {
        JsonNode filled = body == null || body.isTextual()
                ? body
                : WireJson.parse(fill(body.toString()).getBytes(StandardCharsets.UTF_8));
        Map<String, String> filledHeaders = new HashMap<>();
        headers.forEach((name, value) -> filledHeaders.put(name, fill(value)));
        try {
            return client.send(method, roots.get(service) + fill(path), filled, filledHeaders);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + service + " " + path + " at " + roots.get(service), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String abbreviated(JsonNode body) {
        String text = body.toString();
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }

    private String fill(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(
                variables.containsKey(match.group(1)) ? variables.get(match.group(1)) : match.group()));
    }

    /** Remembers a value of the last answer by its JSON pointer. */
    Conversation keep(String variable, String pointer) {
        JsonNode value = last.json().at(pointer);
        if (value.isMissingNode()) {
            throw new IllegalStateException("no " + pointer + " in the answer to "
                    + exchanges.get(exchanges.size() - 1).request() + ": " + last.status() + " " + last.text());
        }
        variables.put(variable, value.asText());
        return this;
    }

    Conversation keepHeader(String variable, String header) {
        variables.put(variable, last.header(header));
        return this;
    }

    /** Remembers the id of the one object of a list that fits; asked without writing it down. */
    Conversation find(String variable, String service, String path, String key, Predicate<JsonNode> which) {
        for (JsonNode row : raw("GET", service, path, null, Map.of()).json().path(key)) {
            if (which.test(row)) {
                variables.put(variable, WireJson.text(row, "id"));
                return this;
            }
        }
        throw new IllegalStateException("nothing found at " + roots.get(service) + path);
    }

    /** Deletes this at the end, whatever happens; what is already gone is no matter. */
    Conversation cleanUp(String service, String path) {
        return cleanUp(service, path, Map.of());
    }

    Conversation cleanUp(String service, String path, Map<String, String> headers) {
        undo.push(new Undo(service, fill(path), headers));
        return this;
    }

    /** Asks again and again, without writing it down, until an answer fits. */
    Conversation until(String service, String path, Predicate<Client.Reply> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Client.Reply reply = raw("GET", service, path, null, Map.of());
        while (!condition.test(reply)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "still " + reply.status() + " " + reply.text() + " at " + roots.get(service) + path);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            reply = raw("GET", service, path, null, Map.of());
        }
        return this;
    }

    /** Uploads bytes as an image's content. */
    Conversation upload(String path, String bytes, String mediaType) {
        return send("PUT", "image", path, TextNode.valueOf(bytes), Map.of("Content-Type", mediaType));
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            Undo each = undo.pop();
            raw("DELETE", each.service, each.path, null, each.headers);
        }
    }
}
