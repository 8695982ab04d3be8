package io.jenkins.plugins.pumphouse.clouds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests to a cloud from inside, as one user in one project. Identity is always spoken in v3 here, whatever the
 * cloud's door speaks; the paths of the other services are those of the cloud's release. A request that the service
 * turns down throws {@link Refused} with its words.
 */
public final class Inside {
    private final EmbeddedCloud cloud;
    private final TokenHolder caller;

    Inside(EmbeddedCloud cloud, String user, String project) {
        this.cloud = cloud;
        this.caller = cloud.world().locked(() -> cloud.identity().caller(user, project));
    }

    public JsonNode get(String service, String path) {
        return cloud.service(service).ask(caller, "GET", path, null);
    }

    public JsonNode post(String service, String path, JsonNode body) {
        return cloud.service(service).ask(caller, "POST", path, body);
    }

    public JsonNode put(String service, String path, JsonNode body) {
        return cloud.service(service).ask(caller, "PUT", path, body);
    }

    public JsonNode patch(String service, String path, JsonNode body) {
        return cloud.service(service).ask(caller, "PATCH", path, body);
    }

    public void delete(String service, String path) {
        cloud.service(service).ask(caller, "DELETE", path, null);
    }

    /** Makes an object in the usual form {@code {"key": {…}}} and returns it without the key. */
    public JsonNode make(String service, String path, String key, ObjectNode wanted) {
        return post(service, path, WireJson.object(key, wanted)).path(key);
    }

    /** The objects under a key of a list, in the list's order and never in pages. */
    public List<JsonNode> list(String service, String path, String key) {
        List<JsonNode> rows = new ArrayList<>();
        get(service, path).path(key).forEach(rows::add);
        return rows;
    }

    /**
     * The one object of a list with this name; {@link IllegalArgumentException} where there is none or more than one.
     */
    public JsonNode named(String service, String path, String key, String name) {
        List<JsonNode> found = list(service, path, key).stream()
                .filter(row -> name.equals(WireJson.text(row, "name")))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " " + key + " named " + name + " at " + cloud.name());
        }
        return found.get(0);
    }

    /** The id of the one object of a list with this name, as {@link #named} finds it. */
    public String id(String service, String path, String key, String name) {
        return WireJson.text(named(service, path, key, name), "id");
    }

    /** The first of {@link #servers()} with this name; {@link java.util.NoSuchElementException} where there is none. */
    public JsonNode server(String name) {
        return servers().stream()
                .filter(server -> name.equals(WireJson.text(server, "name")))
                .findFirst()
                .orElseThrow();
    }

    /** The servers with all that the newest version shows, of the caller's project or, for an administrator, of all. */
    public List<JsonNode> servers() {
        return list(
                "compute",
                cloud.compute().path(caller.projectId()) + "/servers/detail" + (caller.admin() ? "?all_tenants=1" : ""),
                "servers");
    }

    /** The id of the caller's project. */
    public String projectId() {
        return caller.projectId();
    }

    /** The id of the caller. */
    public String userId() {
        return caller.userId();
    }
}
