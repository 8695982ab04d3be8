package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSize;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Optional;

/** A server's ephemeral disks, which Nova can neither snapshot nor attach elsewhere: the copy's are empty. */
public final class EphemeralDisk {
    private EphemeralDisk() {}

    /** Why a server is refused for it; empty when it has none, or the operator accepts the loss. */
    public static Optional<String> refused(Resource server, CloudInventory source, Accepted accepted) {
        boolean allowed = accepted.covers(server, new Difference(Options.EPHEMERAL_LOSS, "with content", "empty"));
        return allowed
                ? Optional.empty()
                : size(server, source)
                        .map(size ->
                                "has an ephemeral disk of " + size + " GB, which no snapshot holds (its copy would be"
                                        + " empty: allowEphemeralLoss: true moves the server anyway, accept: ['"
                                        + server.name() + ": " + Options.EPHEMERAL_LOSS + "'] this one)");
    }

    /** What of it is lost when it is moved. */
    static Optional<String> lost(Resource server, CloudInventory source) {
        return size(server, source)
                .map(size -> "the content of its ephemeral disk of " + size + " GB (the copy has an" + " empty one)");
    }

    private static Optional<Integer> size(Resource server, CloudInventory source) {
        return ServerSize.of(server, source).map(ServerSize::ephemeral).filter(size -> size > 0);
    }
}
