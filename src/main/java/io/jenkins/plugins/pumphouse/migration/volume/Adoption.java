package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendListing;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendSearch;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendWitness;
import io.jenkins.plugins.pumphouse.migration.volume.backend.ManageRequest;
import io.jenkins.plugins.pumphouse.migration.volume.backend.ProvedBackends;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.UnknownVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A volume that stays where it is, in a backend that both clouds have: the source's Cinder gives it up, the target's
 * takes it. In between neither manages it, so the source has a record of it from before that on, by which a run that is
 * interrupted is resumed. If the target cannot take it, the source gets it back.
 */
public final class Adoption {
    private final VolumeExchange exchange;
    private final ChangeContext context;
    private final Resource volume;
    private final ManagedVolumes atSource;
    private final ManagedVolumes atTarget;
    private final AdoptionRecord record;

    public Adoption(VolumeExchange exchange) {
        this.exchange = exchange;
        this.context = exchange.context;
        this.volume = exchange.volume;
        this.atSource = exchange.atSource;
        this.atTarget = exchange.atTarget;
        this.record = exchange.record;
    }

    /**
     * Completes when it is proved that the target has the backend of the volume, which may be in use; fails before
     * anything of it is touched when it has not.
     */
    public CompletableFuture<Object> prove() {
        return Stages.begin(() -> {
            Resource now = VolumeFields.resource(atSource.read(volume.id()).orElseThrow(this::taken));
            return new BackendWitness(context, now).prove(located(now).host());
        });
    }

    /** Completes with the target's volume, available. */
    public CompletableFuture<ObjectNode> run() {
        Optional<ObjectNode> onSource = atSource.read(volume.id());
        if (onSource.filter(now -> AdoptedVolume.UNMANAGING.equals(Json.text(now, "status")))
                .isPresent()) {
            return atSource.gone(volume.id()).thenCompose(gone -> run());
        }
        if (onSource.isEmpty()) {
            Resource remembered = record.read()
                    .orElseThrow(() -> new MigrationException("Volume " + TargetVolume.shown(volume) + " is not on "
                            + context.source().name() + " any more. Run again."));
            return take(remembered, located(remembered));
        }
        VolumeClaim claim = new VolumeClaim(context, volume);
        return claim.take().thenCompose(waited -> handOver()).whenComplete((done, failure) -> {
            if (failure == null) {
                claim.over();
            } else if (!Stages.isInterrupt(failure)) {
                claim.release();
            }
        });
    }

    private CompletableFuture<ObjectNode> handOver() {
        Resource now = VolumeFields.resource(atSource.read(volume.id()).orElseThrow(this::taken));
        List<String> snapshots = atSource.snapshots(now.id());
        if (!snapshots.isEmpty()) {
            throw new MigrationException("Volume " + TargetVolume.shown(now) + " has got snapshots since the plan was"
                    + " made (" + String.join(", ", snapshots) + "); it was not touched. Delete them and run again.");
        }
        if (!"available".equals(now.text("status"))) {
            throw new MigrationException("Volume " + TargetVolume.shown(now) + " has become " + now.text("status")
                    + " on " + context.source().name() + " since the plan was made; it was not touched. Run again.");
        }
        String unable = proved().unable(BackendSearch.host(now));
        if (unable != null) {
            throw new MigrationException("Volume " + TargetVolume.shown(now) + " was not touched: " + unable);
        }
        BackendListing.Kept kept = located(now);
        if (kept.reason() != null) {
            throw new MigrationException("Volume " + TargetVolume.shown(now) + " was not touched: Cinder of "
                    + context.target().name() + " would not take " + kept.name() + " (" + kept.reason()
                    + "). Remove that cause, then run again.");
        }
        return new BackendWitness(context, now).prove(kept.host()).thenCompose(proved -> {
            record.write(now.json(), context.target().name(), false);
            boolean ofServer = !context.resource().id().equals(volume.id());
            context.say((ofServer ? "volume " + TargetVolume.shown(now) + " " : "") + "is given up by "
                    + context.source().name() + ", for " + context.target().name() + " to take");
            return Stages.recover(atSource.unmanage(now.id()), failure -> kept(now, failure))
                    .thenCompose(gone -> take(now, kept));
        });
    }

    private MigrationException taken() {
        return new MigrationException("Volume " + TargetVolume.shown(volume) + " is not on "
                + context.source().name() + " any more: somebody took it meanwhile. Run again.");
    }

    /** The source may have it still: then nothing has happened, and nothing has to be remembered. */
    private CompletableFuture<Object> kept(Resource now, Throwable failure) {
        if (failure instanceof ManagedVolumes.Unable) {
            proved().unable(BackendSearch.host(now), failure.getMessage());
        }
        if (!Stages.isInterrupt(failure)
                && atSource.read(volume.id())
                        .filter(left -> !AdoptedVolume.UNMANAGING.equals(Json.text(left, "status")))
                        .isPresent()) {
            record.remove();
        }
        return CompletableFuture.failedFuture(failure);
    }

    private ProvedBackends proved() {
        return context.shared(ProvedBackends.class, w -> new ProvedBackends());
    }

    private BackendListing.Kept located(Resource now) {
        BackendSearch.Found found = search().find(now, BackendSearch.nameId(now));
        if (found.reason() != null) {
            throw new MigrationException("Volume " + TargetVolume.shown(now) + " " + found.reason() + ".");
        }
        return found.kept();
    }

    private BackendSearch search() {
        return BackendSearch.ofNow(context);
    }

    private CompletableFuture<ObjectNode> take(Resource now, BackendListing.Kept kept) {
        String type = now.text("volume_type");
        ObjectNode metadata = VolumeFields.metadata(now)
                .put(Mark.KEY, exchange.mark().value())
                .put(AdoptedVolume.KEY, BackendSearch.host(now))
                .put(AdoptedVolume.UNFINISHED, "yes");
        ObjectNode wanted = ManageRequest.of(
                search().pool(now, kept.host()),
                kept.reference(),
                now,
                type == null ? null : context.translation().id(VolumeTypeType.KIND, type),
                VolumeZones.of(now, context.targets()).orElse(null),
                metadata);
        String project = context.translation().id(Kind.PROJECT, VolumeFields.owner(now));
        return Stages.recover(
                        atTarget.manage(exchange.access, project, wanted, exchange::isMade),
                        failure -> giveBack(now, kept, failure))
                .thenApply(made -> AdoptedVolume.finished(context.target(), made, now));
    }

    /** The target does not take it. What Cinder shows of the attempt goes first: it has no data of its own. */
    private CompletableFuture<ObjectNode> giveBack(Resource now, BackendListing.Kept kept, Throwable failure) {
        if (Stages.isInterrupt(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        UnsettledVolume unsettled = new UnsettledVolume(exchange, now, kept);
        if (failure instanceof UnknownVolume unknown) {
            throw unsettled.atTarget(unknown);
        }
        String reason = Stages.cause(failure).getMessage();
        String failed = failure instanceof ManagedVolumes.NotManaged error ? error.failed() : null;
        CompletableFuture<Object> free = failed == null
                ? CompletableFuture.completedFuture(null)
                : Stages.recover(atTarget.unmanage(failed), worse -> {
                    throw Stages.isInterrupt(worse) ? (RuntimeException) worse : unsettled.shown(failed, reason, worse);
                });
        return free.thenCompose(gone -> Stages.recover(
                        Stages.begin(() -> back(now, kept, failed)),
                        worse -> CompletableFuture.failedFuture(
                                Stages.isInterrupt(worse) ? worse : unsettled.lost(reason, worse))))
                .thenApply(returned -> {
                    throw new MigrationException("Volume " + TargetVolume.shown(now) + " could not be adopted: "
                            + reason + " It is on " + context.source().name()
                            + " again with all its data, now as volume " + Json.text(returned, "id") + " (it was "
                            + now.id() + ").");
                });
    }

    /** @param failed id that the target's attempt had, after which it may have called what the backend has; or null */
    private CompletableFuture<ObjectNode> back(Resource now, BackendListing.Kept kept, String failed) {
        record.write(now.json(), context.target().name(), true); // from now on it is being returned
        boolean renamed = failed != null
                && BackendListing.of(context.target(), kept.host()).stream().anyMatch(each -> each.isOf(failed));
        return exchange.back.run(now, kept.reference(), renamed ? failed : BackendSearch.nameId(now));
    }

    /**
     * Comes to an end with what an interrupted run has begun.
     *
     * @param existing the target's volume that carries the mark
     */
    public CompletableFuture<ObjectNode> resume(Resource existing) {
        String status = String.valueOf(existing.text("status"));
        if (status.equals(AdoptedVolume.UNMANAGING) || status.contains("deleting")) {
            return atTarget.gone(existing.id()).thenCompose(gone -> run());
        }
        Resource remembered = record.read().orElse(volume);
        return Stages.recover(
                        atTarget.whole(existing.id(), exchange::isMade),
                        failure -> failure instanceof ManagedVolumes.NotManaged
                                ? atTarget.unmanage(existing.id()).thenCompose(gone -> again(existing, remembered))
                                : CompletableFuture.failedFuture(failure))
                .thenApply(made -> AdoptedVolume.finished(context.target(), made, remembered));
    }

    /** Cinder may have given it the name of its attempt before that failed. */
    private CompletableFuture<ObjectNode> again(Resource existing, Resource remembered) {
        Optional<BackendListing.Kept> renamed =
                Optional.ofNullable(search().find(remembered, existing.id()).kept());
        return take(remembered, renamed.orElseGet(() -> located(remembered)));
    }
}
