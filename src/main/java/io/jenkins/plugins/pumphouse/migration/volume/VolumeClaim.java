package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps other controllers from a volume while its content is copied: they would take its temporary objects for what an
 * interrupted run has left. A {@link MoverMark} in the metadata of the source's volume says so, and is renewed.
 */
final class VolumeClaim {
    /** Renewals before the mark would be stale. */
    private static final int RENEWALS = 3;

    /** A controller renews its mark while it copies, so this ends only what no mark ends. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final ChangeContext context;
    private final Resource volume;
    private final MoverMark mark;
    private final String path;
    private final Set<String> spent = ConcurrentHashMap.newKeySet();
    private volatile boolean held;

    VolumeClaim(ChangeContext context, Resource volume) {
        this.context = context;
        this.volume = volume;
        this.mark = MoverMark.of(context.options());
        this.path = "/volumes/" + Request.segment(volume.id()) + "/metadata";
    }

    /** Completes when nobody else copies the volume: with whether somebody has, so that there may be a copy now. */
    CompletableFuture<Boolean> take() {
        return take(false);
    }

    private CompletableFuture<Boolean> take(boolean waited) {
        JsonNode metadata = metadata();
        spent.addAll(mark.spent(metadata));
        Optional<MoverNote> other = mark.holder(metadata);
        if (other.isPresent()) {
            return over(other.get()).thenCompose(over -> take(true));
        }
        held = true;
        write(mark.item());
        return context.watch().pause(context.options().poll()).thenCompose(over -> {
            Optional<MoverNote> both = mark.holder(metadata());
            if (both.isEmpty()) {
                renew();
                return CompletableFuture.completedFuture(waited);
            }
            // Of two at the same moment both step back, and one comes again before the other.
            release();
            int pause = mark.key().compareTo(both.get().key()) < 0 ? 1 : RENEWALS;
            return context.watch()
                    .pause(context.options().poll().multipliedBy(pause))
                    .thenCompose(again -> take(true));
        });
    }

    private CompletableFuture<ObjectNode> over(MoverNote holder) {
        context.say("waits for " + holder.name() + ", which copies volume " + TargetVolume.shown(volume));
        return context.watch()
                .until(
                        "The copy of volume " + TargetVolume.shown(volume) + " by " + holder.name(),
                        new Polling(context.source(), CinderVolume.list("volumes"), "volumes"),
                        volume.id(),
                        seen -> seen == null
                                        || mark.holder(seen.path("metadata")).isEmpty()
                                ? PollResult.done()
                                : PollResult.wait("being copied"),
                        LONGEST);
    }

    private JsonNode metadata() {
        return context.source().get(Service.VOLUME, path).path("metadata");
    }

    private void write(ObjectNode item) {
        context.source()
                .send(Request.post(Service.VOLUME, path)
                        .body(Json.object("metadata", item))
                        .repeatable());
    }

    private void renew() {
        context.watch().pause(MoverNote.STALE.dividedBy(RENEWALS)).thenAccept(over -> {
            if (held) {
                try {
                    write(mark.item());
                } catch (CloudException e) {
                    context.say(
                            "could not renew its mark on " + context.source().name() + ": " + e.getMessage());
                }
                renew();
            }
        });
    }

    /** Not after an interrupt: this controller resumes, and others leave the volume alone until the mark is stale. */
    void release() {
        if (held) {
            held = false;
            spent.add(mark.key());
            Stages.uninterrupted(() -> strikeOut(spent));
        }
    }

    /** The volume with its mark is the source's no more. */
    void over() {
        held = false;
    }

    /**
     * As {@link #release}, but leaves a mark that nobody respects any more: the next run, of any controller, sees that
     * something of this one is left.
     */
    void expire() {
        if (held) {
            held = false;
            spent.remove(mark.key());
            Stages.uninterrupted(() -> {
                write(mark.expired());
                strikeOut(spent);
            });
        }
    }

    /** Removes marks that say nothing any more; what stays is told with the command that removes it. */
    void strikeOut(Collection<String> keys) {
        for (String key : keys) {
            try {
                context.source().remove(Request.delete(Service.VOLUME, path + "/" + Request.segment(key)));
            } catch (CloudException e) {
                context.say("volume " + TargetVolume.shown(volume) + " keeps the note " + key + " on "
                        + context.source().name() + " (openstack volume unset --property " + key + " " + volume.id()
                        + " removes it): " + e.getMessage());
            }
        }
    }

    /** Whether a run had claimed the volume, and ended before it could take its mark away. */
    boolean followsInterrupted() {
        return !spent.isEmpty();
    }

    /** The same of a volume that this run does not claim. */
    boolean wasInterrupted() {
        return !mark.spent(volume.field("metadata")).isEmpty();
    }

    /** Removes the marks that an interrupted run has left on a volume whose copy is whole. */
    void clear() {
        strikeOut(mark.spent(volume.field("metadata")));
    }
}
