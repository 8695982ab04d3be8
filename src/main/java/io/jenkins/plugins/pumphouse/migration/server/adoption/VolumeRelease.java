package io.jenkins.plugins.pumphouse.migration.server.adoption;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waits until a cloud has let a volume go: Cinder the volume, or a server that had it. */
record VolumeRelease(ChangeContext context) {
    /** In which a server has a volume, or gets it, or lets it go. */
    private static final List<String> HELD = List.of("in-use", "detaching", "attaching", "reserved");

    /** Completes when the source's Cinder manages the volume no more. */
    CompletableFuture<ObjectNode> unmanaged(String id) {
        return outOf(
                context.source(),
                "Volume " + id + " on " + context.source().name(),
                id,
                List.of(AdoptedVolume.UNMANAGING));
    }

    /**
     * Completes when no server of the target has a volume: Nova lets go of it a moment after its server is gone.
     *
     * @param existing the volume on the target; empty when the target has none, and nothing is waited for
     */
    CompletableFuture<ObjectNode> detached(Resource origin, Optional<Resource> existing) {
        return existing.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : outOf(
                        context.target(),
                        "Volume " + TargetVolume.shown(origin) + " on "
                                + context.target().name(),
                        existing.get().id(),
                        HELD);
    }

    /** Completes when a volume has come out of all these states, with null when the cloud lists it no more. */
    private CompletableFuture<ObjectNode> outOf(Cloud cloud, String label, String id, List<String> states) {
        return context.watch()
                .until(
                        label,
                        new Polling(cloud, CinderVolume.list("volumes"), "volumes"),
                        id,
                        now -> now != null && states.contains(String.valueOf(Json.text(now, "status")))
                                ? PollResult.wait(Json.text(now, "status"))
                                : PollResult.done(),
                        context.options().stopTimeout());
    }
}
