package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Looks for a volume by its mark where no answer tells whether it was made. */
public final class MarkedVolume {
    private final ChangeContext context;
    private final Cloud cloud;
    private final Predicate<JsonNode> isIt;

    /** @param isIt whether a volume of the cloud carries the mark */
    public MarkedVolume(ChangeContext context, Cloud cloud, Predicate<JsonNode> isIt) {
        this.context = context;
        this.cloud = cloud;
        this.isIt = isIt;
    }

    /**
     * Completes with the volume in whatever state; empty when the cloud shows none.
     *
     * @throws UnknownVolume in the stage when the cloud does not show its volumes
     */
    public CompletableFuture<Optional<ObjectNode>> shown() {
        return look(false, Doubt.LOOKS, Doubt.lastLook(context.options().poll()));
    }

    /**
     * Completes with the volume when Cinder has come to an end with it; empty when the cloud shows none.
     *
     * @throws UnknownVolume in the stage when it does not come to an end, or the cloud does not show its volumes
     */
    public CompletableFuture<Optional<ObjectNode>> atRest() {
        return look(true, Doubt.LOOKS, Doubt.lastLook(context.options().poll()));
    }

    private CompletableFuture<Optional<ObjectNode>> look(boolean atRest, int looks, Instant last) {
        Optional<ObjectNode> found = Optional.empty();
        String unknown = null;
        boolean isRead = false;
        try {
            found = cloud.list(CinderVolume.list("volumes"), "volumes").stream()
                    .filter(isIt)
                    .findFirst();
            isRead = true;
            if (atRest && found.filter(MarkedVolume::isBegun).isPresent()) {
                unknown = "it is still creating, as volume " + Json.text(found.get(), "id");
            }
        } catch (CloudException e) {
            unknown = "its volumes cannot be read (" + e.getMessage() + ")";
        }
        boolean again = looks > 0 && (isRead || Instant.now().isBefore(last));
        if (again && (found.isEmpty() || unknown != null)) {
            return context.watch().pause(context.options().poll()).thenCompose(over -> look(atRest, looks - 1, last));
        }
        return unknown == null
                ? CompletableFuture.completedFuture(found)
                : CompletableFuture.failedFuture(new UnknownVolume(unknown));
    }

    private static boolean isBegun(ObjectNode volume) {
        return "creating".equals(Json.text(volume, "status"));
    }
}
