package io.jenkins.plugins.pumphouse.migration.server.presence;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A server that Nova's list leaves out, as its cell does not answer: the ports that it has tell of it, and from 2.69 on
 * Nova itself, which then shows {@value #UNKNOWN} for its status.
 */
public final class UnlistedServer {
    private static final String WITH_SILENT_CELLS = "2.69";
    private static final String UNKNOWN = "UNKNOWN";

    private UnlistedServer() {}

    /**
     * The id of the server that has one of the ports, if it is the one that is meant.
     *
     * @throws MigrationException when it cannot be read, so that it may be
     */
    public static Optional<String> withPort(Cloud cloud, List<String> ports, Predicate<JsonNode> isMeant) {
        for (String id : ports) {
            Optional<String> user =
                    read(cloud, Service.NETWORK, "/ports/", id, "port").flatMap(UnlistedServer::user);
            if (user.isPresent()) {
                try {
                    return read(cloud, Service.COMPUTE, "/servers/", user.get(), "server")
                            .filter(isMeant)
                            .flatMap(server -> user);
                } catch (CloudException e) {
                    throw new MigrationException("port " + id + " is in use by server " + user.get() + ", which "
                            + cloud.name() + " does not show now: " + e.getMessage() + " Run again when it does.");
                }
            }
        }
        return Optional.empty();
    }

    /** The id of a server of the target that has a card of the source's server, and that no list shows. */
    public static Optional<String> withCardOf(Resource server, CloudInventory target) {
        if (!target.cloud().has(Service.NETWORK)) {
            return Optional.empty();
        }
        List<String> listed =
                target.list(Kind.SERVER, Scope.ALL).stream().map(Resource::id).toList();
        return Nics.reported(server.json()).stream()
                .map(address -> Json.text(address, NovaAddress.MAC))
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(mac ->
                        target
                                .cloud()
                                .list(Request.get(Service.NETWORK, "/ports").query("mac_address", mac), "ports")
                                .stream())
                .flatMap(port -> user(port).stream())
                .filter(user -> !listed.contains(user))
                .findFirst();
    }

    private static Optional<String> user(JsonNode port) {
        return Optional.of(port)
                .filter(now -> String.valueOf(Json.text(now, "device_owner")).startsWith("compute:"))
                .map(now -> Json.text(now, "device_id"))
                .filter(device -> !device.isEmpty());
    }

    private static Optional<JsonNode> read(Cloud cloud, Service service, String path, String id, String key) {
        Request get = Request.get(service, path + Request.segment(id));
        return ReadRefusal.emptyIfGone(
                () -> cloud.send(service == Service.COMPUTE ? get.microversion(NovaServer.READ) : get)
                        .json()
                        .path(key));
    }

    /** @throws MigrationException when a server of the project is in a cell that does not answer */
    public static void checkCells(Cloud cloud, String project) {
        cloud.list(NovaServer.list(Scope.ownedBy(project)).microversion(WITH_SILENT_CELLS), "servers").stream()
                .filter(server -> UNKNOWN.equals(Json.text(server, "status")))
                .findFirst()
                .ifPresent(server -> {
                    throw new MigrationException(
                            "server " + Json.text(server, "id") + " of " + cloud.name() + " is in a cell"
                                    + " that does not answer now, so that nobody can tell whether it is the one. Bring the"
                                    + " cell back, then run again.");
                });
    }
}
