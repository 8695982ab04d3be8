package io.jenkins.plugins.pumphouse.migration.server.cleanup;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.stream.Collectors;

/** The volumes that Nova deletes together with their server ({@code delete_on_termination}): the plan names them. */
final class VolumesWithServer {
    private VolumesWithServer() {}

    /** Empty when all of its volumes stay. */
    static String told(Resource server, CloudInventory source) {
        String volumes = ServerVolumes.of(server, source).stream()
                .filter(volume -> volume.withServer() && !volume.detached())
                .map(volume ->
                        volume.label() + " (" + volume.volume().field("size").asLong() + " GB)")
                .collect(Collectors.joining(", "));
        return volumes.isEmpty() ? "" : "and with it, as its delete_on_termination says, " + volumes;
    }
}
