package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ContentImage;
import io.jenkins.plugins.pumphouse.migration.image.ImageCopy;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Made;
import io.jenkins.plugins.pumphouse.migration.model.Options;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.model.Work;
import io.jenkins.plugins.pumphouse.transfer.ImageStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One server's move: stop, snapshot, carry, boot, restore, note. Every stage finds out by itself what an earlier run
 * has done, so that a move that was killed anywhere goes on from there.
 *
 * <p>A move that fails before the target's server is up starts the source's server again.
 */
final class ServerMove {
    private final Work work;
    private final Options.Disk disk;
    private final SourceServer source;
    private final TargetServer target;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Serializable> facts = new TreeMap<>();

    ServerMove(Work work, Options.Disk disk) {
        this.work = work;
        this.disk = disk;
        this.source = new SourceServer(work);
        this.target = new TargetServer(work);
    }

    CompletionStage<Made> run() {
        if (target.exists()) {
            return target.resume().thenCompose(this::finish).thenApply(this::made);
        }
        long begun = System.nanoTime();
        return source.stop()
                .thenCompose(stopped -> {
                    if (source.wasRunning()) {
                        notes.add("stopped " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS));
                        work.say("is off");
                    }
                    return content();
                })
                .thenCompose(image -> {
                    source.checkStopped();
                    return target.boot(image);
                })
                .handle((up, failure) -> failure == null
                        ? CompletableFuture.completedFuture(up)
                        : this.<ObjectNode>undo(failure))
                .thenCompose(stage -> stage)
                .thenCompose(up -> {
                    if (source.wasRunning()) {
                        long down = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
                        notes.add("active " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + ": down " + down + " s");
                        facts.put("downtime", down);
                    }
                    return finish(up);
                })
                .thenApply(this::made);
    }

    /** The id of the target's image that holds the content. */
    private CompletionStage<String> content() {
        if (disk == Options.Disk.IMAGE) {
            String image = Json.text(work.resource().field("image"), "id");
            return CompletableFuture.completedFuture(work.translation().id(ImageType.KIND, image));
        }
        return source.snapshot().thenApplyAsync(this::carry, work.transfers());
    }

    private String carry(ObjectNode snapshot) {
        Resource server = work.resource();
        ObjectNode wanted = ContentImage.wanted(snapshot, MoveSnapshots.contentName(server),
                work.translation().id(Kind.PROJECT, server.text("tenant_id")),
                image -> work.translation().id(ImageType.KIND, image));
        ImageCopy.Copied copied = new ImageCopy(work.source(), work.target()).copy(snapshot, wanted);
        ImageStream.Streamed streamed = copied.streamed();
        if (streamed != null) {
            notes.add("snapshot " + Size.shown(streamed.bytes()) + " at " + Size.rate(streamed.bytes(), streamed.took()));
            facts.put("bytes", streamed.bytes());
            facts.putAll(streamed.digests());
        }
        facts.put("snapshot", Json.text(snapshot, "id"));
        return copied.id();
    }

    private CompletionStage<ObjectNode> finish(ObjectNode up) {
        CompletionStage<ObjectNode> rested =
                source.wasRunning() ? CompletableFuture.completedFuture(up) : target.stop(Json.text(up, "id"));
        return rested.thenApply(server -> {
            String id = Json.text(server, "id");
            new MoveVerification(work, id).verify(); // before it counts as moved, which a clean-up relies on
            source.moved(id);
            return server;
        });
    }

    private Made made(ObjectNode server) {
        notes.addAll(target.kept(server));
        return new Made(Json.text(server, "id"), notes, facts);
    }

    /**
     * Removes what was booted and starts the source's server again; then fails as the move did. An abort undoes nothing:
     * it has to be quick, and the next run goes on from here.
     */
    private <T> CompletableFuture<T> undo(Throwable failure) {
        if (failure instanceof CancellationException || failure.getCause() instanceof CancellationException) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<?> removed;
        try {
            removed = target.remove();
            source.startAgain(); // as soon as the other one is condemned: its users wait
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            work.say("could not be brought back to " + source.power() + " on "
                    + work.source().name() + ": " + e.getMessage());
            return CompletableFuture.failedFuture(failure);
        }
        return removed.handle((gone, late) -> {
            if (late != null) {
                failure.addSuppressed(late);
                work.say("leaves a server on " + work.target().name() + ": " + late.getMessage());
            }
            return failure;
        }).thenCompose(CompletableFuture::failedFuture);
    }
}
