package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.Optional;

/**
 * The flavor that a server needs on the target: the source's, as long as that is what the server carries. A flavor that
 * was deleted, or made anew under the same id with another size, is made of what the server says.
 */
public final class ServerFlavor {
    /** On a flavor that was made of what a server says. */
    private static final String MADE = "pumphouse_made_of_server";

    private ServerFlavor() {}

    static String id(Resource server) {
        return Json.text(server.field("flavor"), "id");
    }

    /** The id of the needed flavor, which {@code source} knows from now on, whether it has it or not. */
    public static String needed(Resource server, CloudInventory source) {
        String id = id(server);
        Optional<JsonNode> carried = CarriedFlavors.of(source).flavor(server);
        Optional<Resource> own = own(id, source);
        if (carried.isEmpty()
                || own.filter(flavor -> isSame(flavor, carried.get())).isPresent()) {
            return id;
        }
        ServerSize size = ServerSize.ofFlavor(carried.get());
        String needed = own.isPresent() ? id + "." + size.word() : id;
        if (source.find(FlavorType.KIND, needed).isEmpty()) {
            source.learn(made(needed, server, carried.get(), source));
        }
        return needed;
    }

    /** The flavor that a move has needed under this id, as long as a server carries it. */
    public static Optional<Resource> remembered(String needed, CloudInventory source) {
        return source.list(Kind.SERVER, Scope.ALL).stream()
                .filter(server -> needed.startsWith(String.valueOf(id(server))))
                .filter(server -> needed.equals(needed(server, source)))
                .findFirst()
                .flatMap(server -> source.find(FlavorType.KIND, needed));
    }

    /**
     * The target's flavor that stands for the server's, which may be of another size if the operator's mapping says so.
     */
    public static Optional<Resource> onTarget(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        return translation
                .known(FlavorType.KIND, needed(server, source))
                .flatMap(known -> target.find(FlavorType.KIND, known));
    }

    /** The flavor of that id as the source itself has it. */
    private static Optional<Resource> own(String id, CloudInventory source) {
        return source.find(FlavorType.KIND, id).filter(flavor -> !flavor.json().has(MADE));
    }

    private static boolean isSame(Resource flavor, JsonNode carried) {
        return ServerSize.ofFlavor(flavor.json()).equals(ServerSize.ofFlavor(carried));
    }

    /** Private to the server's project, as nothing tells whether it was meant for all. */
    private static Resource made(String id, Resource server, JsonNode carried, CloudInventory source) {
        String name = Json.text(carried, "original_name");
        boolean taken = source.list(FlavorType.KIND, Scope.ALL).stream()
                .anyMatch(flavor -> flavor.name().equals(name) && !isSame(flavor, carried));
        ObjectNode json = Json.object()
                .put("id", id)
                .put("name", taken ? name + "." + ServerSize.ofFlavor(carried).word() : name);
        for (String field : List.of("vcpus", "ram", "disk", "swap", "extra_specs")) {
            json.set(field, carried.path(field));
        }
        json.set("OS-FLV-EXT-DATA:ephemeral", carried.path("ephemeral"));
        json.put(MADE, true);
        json.set("projects", Json.array(List.of(server.text("tenant_id"))));
        return new Resource(FlavorType.KIND, id, Json.text(json, "name"), json);
    }

    /** Why it is not known how big the server is, and what to do; empty when it is. */
    public static Optional<String> unclear(Resource server, CloudInventory source) {
        return ServerSize.of(server, source)
                .filter(size -> !size.isWhole())
                .map(size -> "has " + size + ", but its flavor "
                        + own(id(server), source).map(Resource::label).orElse(id(server))
                        + " was replaced since, and " + source.cloud().name()
                        + " does not tell root and ephemeral disk apart (Compute API before 2.47). Resize it"
                        + " to a flavor that exists");
    }
}
