package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendListing;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendSearch;
import io.jenkins.plugins.pumphouse.migration.volume.backend.ManageRequest;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.UnknownVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes an adoption back: the target's Cinder gives the volume up, the source's takes it, with what was written to it
 * since. If the source cannot, the target gets it again. Nothing is deleted.
 */
public final class AdoptionUndo {
    private final VolumeExchange exchange;
    private final ChangeContext context;
    private final Resource volume;
    private final ManagedVolumes atTarget;
    private final VolumeReturn back;
    private final AdoptionRecord record;

    /** @param exchange of the volume as the source remembers it */
    public AdoptionUndo(VolumeExchange exchange) {
        this.exchange = exchange;
        this.context = exchange.context;
        this.volume = exchange.volume;
        this.atTarget = exchange.atTarget;
        this.back = exchange.back;
        this.record = exchange.record;
    }

    /** @param existing of the target; empty when the target no longer has it */
    public CompletableFuture<ChangeResult> run(Optional<Resource> existing) {
        ObjectNode now = existing.flatMap(copy -> atTarget.read(copy.id())).orElse(null);
        if (now == null || AdoptedVolume.UNMANAGING.equals(Json.text(now, "status"))) {
            return (now == null ? CompletableFuture.completedFuture(null) : atTarget.gone(Json.text(now, "id")))
                    .thenCompose(gone -> resumed(null));
        }
        Resource copy = VolumeFields.resource(now);
        if (AdoptedVolume.isFailed(copy) && VolumeMark.isOf(exchange.mark(), now)) {
            return atTarget.unmanage(copy.id()).thenCompose(gone -> resumed(copy.id()));
        }
        if (!VolumeMark.isOf(exchange.mark(), now)) {
            throw new NotBegun("since the plan was made, " + TargetVolume.toMark(exchange.mark(), copy.id()));
        }
        if (!"available".equals(copy.text("status"))
                || !copy.field("attachments").isEmpty()) {
            throw new NotBegun("is " + copy.text("status") + " on "
                    + context.target().name() + ", and Cinder gives up only what is available; detach it");
        }
        List<String> snapshots = atTarget.snapshots(copy.id());
        if (!snapshots.isEmpty()) {
            throw new NotBegun("has snapshots on " + context.target().name() + " (" + String.join(", ", snapshots)
                    + "), with which Cinder gives up no volume; delete them");
        }
        BackendListing.Kept kept = kept(copy);
        ObjectNode fields = restored(copy);
        if (BackendListing.isKnownTo(context.source())
                && back.find(VolumeFields.resource(fields), BackendSearch.nameId(copy))
                        .isEmpty()) {
            throw new NotBegun("backend " + BackendSearch.host(volume) + " of "
                    + context.source().name() + " does not have " + kept.name()
                    + ", so that the source cannot take it: compare their storage");
        }
        record.write(fields, context.target().name(), true);
        return atTarget.unmanage(copy.id())
                .thenCompose(gone -> Stages.recover(
                        back.run(VolumeFields.resource(fields), kept.reference(), BackendSearch.nameId(copy)),
                        failure -> takenAgain(copy, kept, failure)))
                .thenApply(returned -> result(returned, copy.id()));
    }

    private ChangeResult result(ObjectNode returned, String former) {
        return new ChangeResult(
                former,
                List.of("is volume " + Json.text(returned, "id") + " on "
                        + context.source().name() + " again, where it was " + volume.id()),
                Map.of());
    }

    /**
     * What an interrupted run has begun: neither cloud manages it.
     *
     * @param failed id of an attempt of the target, after which what the backend has may be called; null without one
     */
    private CompletableFuture<ChangeResult> resumed(String failed) {
        Resource remembered = record.read()
                .orElseThrow(() -> new NotBegun("is not on " + context.target().name() + " any more: find out why"));
        String nameId = BackendSearch.nameId(remembered);
        if (back.begun(remembered).isPresent()) {
            return back.run(remembered, Json.object().put("source-name", "volume-" + nameId), nameId)
                    .thenApply(returned -> result(returned, nameId));
        }
        BackendSearch search = BackendSearch.ofNow(context);
        BackendSearch.Found renamed = failed == null ? null : search.find(remembered, failed);
        boolean isRenamed = renamed != null && renamed.kept() != null;
        BackendSearch.Found found = isRenamed ? renamed : search.find(remembered, nameId);
        if (found.kept() == null) {
            throw new MigrationException("Volume " + TargetVolume.shown(volume) + " " + found.reason() + ".");
        }
        return back.run(remembered, found.kept().reference(), isRenamed ? failed : nameId)
                .thenApply(returned -> result(returned, nameId));
    }

    private BackendListing.Kept kept(Resource copy) {
        return BackendListing.of(context.target(), BackendSearch.host(copy)).stream()
                .filter(each -> copy.id().equals(each.cinderId()) || each.isOf(BackendSearch.nameId(copy)))
                .findFirst()
                .orElseThrow(() -> new NotBegun("is not among what " + BackendSearch.host(copy) + " of "
                        + context.target().name()
                        + " lists: see cinder manageable-list"));
    }

    /** The volume as its owner has left it, in the place and of the type that it had on the source. */
    private ObjectNode restored(Resource copy) {
        ObjectNode fields = copy.json().deepCopy();
        for (String field : List.of(
                "volume_type", "volume_type_id", "availability_zone", "os-vol-host-attr:host", VolumeFields.OWNER)) {
            fields.set(field, volume.field(field));
        }
        ObjectNode image = VolumeFields.allImageMetadata(volume);
        image.remove(List.copyOf(VolumeFields.imageMetadata(volume).properties().stream()
                .map(Map.Entry::getKey)
                .toList()));
        image.setAll(VolumeFields.imageMetadata(copy));
        fields.set(VolumeFields.IMAGE_METADATA, image);
        return fields.put("id", volume.id()).put("os-vol-mig-status-attr:name_id", BackendSearch.nameId(copy));
    }

    private CompletableFuture<ObjectNode> takenAgain(Resource copy, BackendListing.Kept kept, Throwable failure) {
        if (Stages.isInterrupt(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        UnsettledVolume unsettled = new UnsettledVolume(exchange, volume, kept);
        if (failure instanceof UnknownVolume unknown) {
            throw unsettled.atSource(unknown, context.target().name() + " has given it up");
        }
        CompletableFuture<Object> free = failure instanceof ManagedVolumes.NotManaged error
                ? exchange.atSource.unmanage(error.failed())
                : CompletableFuture.completedFuture(null);
        ObjectNode wanted = ManageRequest.of(
                BackendSearch.host(copy),
                kept.reference(),
                copy,
                copy.text("volume_type"),
                copy.text("availability_zone"),
                VolumeFields.metadata(copy)
                        .put(Mark.KEY, exchange.mark().value())
                        .put(AdoptedVolume.KEY, BackendSearch.host(volume)));
        String project = context.translation().id(Kind.PROJECT, VolumeFields.owner(volume));
        return free.thenCompose(gone -> atTarget.manage(exchange.access, project, wanted, exchange::isMade))
                .thenApply(made -> {
                    ObjectNode whole = new VolumeProperties(context.target()).bring(made, copy);
                    VolumeMark.identify(context.target(), Json.text(made, "id"));
                    record.write(volume.json(), context.target().name(), false);
                    return whole;
                })
                .handle((made, worse) -> {
                    if (worse != null && Stages.isInterrupt(worse)) {
                        return CompletableFuture.<ObjectNode>failedFuture(worse);
                    }
                    String reason = Stages.cause(failure).getMessage();
                    if (worse != null && Stages.cause(worse) instanceof UnknownVolume unknown) {
                        throw unsettled.atTarget(unknown);
                    }
                    throw worse == null
                            ? new MigrationException("Volume " + TargetVolume.shown(copy)
                                    + " could not be given back: " + reason + " It is on "
                                    + context.target().name() + " as before, now as volume "
                                    + Json.text(made, "id") + ".")
                            : unsettled.lost(Stages.cause(worse).getMessage(), failure);
                })
                .thenCompose(end -> end);
    }
}
