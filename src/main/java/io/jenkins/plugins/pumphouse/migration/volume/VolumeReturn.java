package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendListing;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendSearch;
import io.jenkins.plugins.pumphouse.migration.volume.backend.ManageRequest;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMetadata;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeProperties;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The source's Cinder manages a volume again that it has given up and that the target's does not manage. Cinder gives
 * it another id.
 */
final class VolumeReturn {
    /** On the source's volume until all of it is restored: the id that it had before. */
    static final String RETURNED = "pumphouse_returned";

    private final ChangeContext context;
    private final Cloud cloud;
    private final ProjectAccess access;
    private final Consumer<String> returned;

    /**
     * @param access to the projects of the source
     * @param returned is told the new id of a volume while the source still says which one it was
     */
    VolumeReturn(ChangeContext context, ProjectAccess access, Consumer<String> returned) {
        this.context = context;
        this.cloud = context.source();
        this.access = access;
        this.returned = returned;
    }

    /**
     * How the source calls what its backend has; empty where its Cinder does not list it, which is before Newton.
     *
     * @param nameId id in the name that the backend has for it
     */
    Optional<BackendListing.Kept> find(Resource volume, String nameId) {
        return BackendListing.isKnownTo(cloud)
                ? BackendListing.of(cloud, BackendSearch.host(volume)).stream()
                        .filter(kept -> kept.isOf(nameId))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * Completes with the source's volume, with all that it had, and its record gone.
     *
     * @param volume as the source had it
     * @param reference by which the target names what is in the backend; taken where the source does not say its own
     * @param nameId id in the name that the backend has for it now
     */
    CompletableFuture<ObjectNode> run(Resource volume, JsonNode reference, String nameId) {
        return Stages.begin(() -> {
            ManagedVolumes managed = new ManagedVolumes(context, cloud, volume);
            Optional<String> begun = begun(volume);
            if (begun.isPresent()) {
                return Stages.recover(
                                managed.whole(begun.get(), made -> isOf(made, volume.id())),
                                failure -> failure instanceof ManagedVolumes.NotManaged
                                        ? managed.unmanage(begun.get())
                                                .thenCompose(gone -> managed(managed, volume, reference, nameId))
                                        : CompletableFuture.failedFuture(failure))
                        .thenApply(made -> restored(made, volume));
            }
            return managed(managed, volume, reference, nameId).thenApply(made -> restored(made, volume));
        });
    }

    /** What an interrupted run has begun to manage on the source. */
    Optional<String> begun(Resource volume) {
        return cloud.list(CinderVolume.list("volumes"), "volumes").stream()
                .filter(made -> isOf(made, volume.id()))
                .map(made -> Json.text(made, "id"))
                .findFirst();
    }

    private CompletableFuture<ObjectNode> managed(
            ManagedVolumes managed, Resource volume, JsonNode reference, String nameId) {
        return Stages.begin(() -> {
            ObjectNode wanted = ManageRequest.of(
                    BackendSearch.host(volume),
                    find(volume, nameId).map(BackendListing.Kept::reference).orElse(reference),
                    volume,
                    volume.text("volume_type"),
                    volume.text("availability_zone"),
                    VolumeFields.metadata(volume).put(RETURNED, volume.id()));
            return managed.manage(access, VolumeFields.owner(volume), wanted, made -> isOf(made, volume.id()));
        });
    }

    private static boolean isOf(JsonNode made, String former) {
        return former.equals(Json.text(made.path("metadata"), RETURNED))
                && !String.valueOf(Json.text(made, "status")).contains("deleting");
    }

    private ObjectNode restored(ObjectNode made, Resource volume) {
        ObjectNode whole =
                new VolumeProperties(cloud, context::say).bring(made, volume, VolumeFields.allImageMetadata(volume));
        returned.accept(Json.text(made, "id"));
        new AdoptionRecord(cloud, volume.id()).remove();
        new VolumeMetadata(cloud, Json.text(made, "id")).remove(RETURNED);
        return whole;
    }
}
