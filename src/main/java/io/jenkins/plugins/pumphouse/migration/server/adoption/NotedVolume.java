package io.jenkins.plugins.pumphouse.migration.server.adoption;

import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.compute.SourceMemberships;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.Adoption;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptionUndo;
import io.jenkins.plugins.pumphouse.migration.volume.RecordedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeExchange;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One volume that a server of the source notes as detached: with the source, with the target, or on record between the
 * two. The note follows the volume when it comes back under another id, before anything else ceases to say so.
 */
final class NotedVolume {
    private final ChangeContext context;
    private final SourceRecord record;
    private final VolumeRelease release;
    private DetachedVolume note;

    NotedVolume(ChangeContext context, DetachedVolume note) {
        this.context = context;
        this.record = new SourceRecord(context.source(), context.resource());
        this.release = new VolumeRelease(context);
        this.note = note;
    }

    /** As the source shows it, or remembers it. */
    private Resource origin() {
        return find(note.id())
                .orElseThrow(() -> new MigrationException("Volume " + note.id() + ", which was detached from server "
                        + context.resource().name() + " on " + context.source().name() + " for its move, is not"
                        + " known to it by that id any more, and no record tells of its adoption. Find it (openstack volume list"
                        + " --all-projects on both clouds), attach it to the source's server (openstack server add"
                        + " volume), remove the note (openstack server unset --property " + note.key() + " "
                        + context.resource().id() + "), then run again."));
    }

    private Optional<Resource> find(String id) {
        return context.inventory().anew().find(VolumeType.KIND, id);
    }

    /** The target's volume, also one that a server has; empty when the target has none. */
    Optional<Resource> onTarget() {
        return onTarget(origin());
    }

    private Optional<Resource> onTarget(Resource origin) {
        return new TargetVolume(context, origin)
                .marked()
                .map(volume -> new Resource(VolumeType.KIND, Json.text(volume, "id"), origin.name(), volume));
    }

    private void renote(String id) {
        note = note.withId(id);
        record.note(Json.object().put(note.key(), note.value()));
    }

    /** Has the source take the volume back, where it has not; completes with the note of what it is there. */
    CompletableFuture<DetachedVolume> returnToSource() {
        return Stages.begin(() -> {
            Resource origin = origin();
            if (AdoptedVolume.UNMANAGING.equals(origin.text("status"))) {
                return release.unmanaged(note.id()).thenCompose(gone -> returnToSource());
            }
            Optional<Resource> remembered = RecordedVolume.isOne(origin)
                    ? Optional.of(origin)
                    : Optional.ofNullable(AdoptedVolume.former(origin))
                            .flatMap(this::find)
                            .filter(RecordedVolume::isOne);
            if (remembered.isEmpty()) {
                return CompletableFuture.completedFuture(note);
            }
            Optional<Resource> existing = onTarget(remembered.get());
            return release.detached(remembered.get(), existing)
                    .thenCompose(
                            free -> new AdoptionUndo(exchange(context, remembered.get(), this::renote)).run(existing))
                    .thenApply(back -> {
                        context.say("volume " + TargetVolume.shown(origin) + " is " + note.id() + " on "
                                + context.source().name() + " again");
                        return note;
                    });
        });
    }

    /** Has the target take the volume, where it has not; completes with its id on the target, when no server has it. */
    CompletableFuture<String> adopt() {
        return Stages.begin(() -> {
            Resource now = origin();
            boolean returns = RecordedVolume.isReturning(now) || AdoptedVolume.former(now) != null;
            return (returns ? returnToSource() : CompletableFuture.completedFuture(note))
                    .thenCompose(settled -> adoptFromSource());
        });
    }

    private CompletableFuture<String> adoptFromSource() {
        Resource origin = origin();
        Optional<Resource> existing = onTarget(origin);
        if (existing.filter(found -> !AdoptedVolume.isOne(found.json())).isPresent()) {
            throw new MigrationException("Volume " + TargetVolume.shown(origin) + " was not adopted, as "
                    + context.target().name() + " has a copy of it already: "
                    + existing.get().id() + ". Delete that copy (openstack volume delete), then run again.");
        }
        Adoption adoption = new Adoption(exchange(context, origin, this::renote));
        return (existing.isPresent() ? adoption.resume(existing.get()) : adoption.run()).thenCompose(made -> {
            Resource volume = new Resource(VolumeType.KIND, Json.text(made, "id"), origin.name(), made);
            return release.detached(origin, Optional.of(volume)).thenApply(free -> {
                if (free == null || !"available".equals(Json.text(free, "status"))) {
                    throw new MigrationException("Volume " + TargetVolume.shown(origin) + " was adopted as "
                            + volume.id() + ", which is "
                            + (free == null ? "gone" : Json.text(free, "status")) + " on "
                            + context.target().name() + ", not available. Run again.");
                }
                return volume.id();
            });
        });
    }

    /** @param returned is told the id that the volume gets when the source takes it back */
    static VolumeExchange exchange(ChangeContext context, Resource volume, Consumer<String> returned) {
        return new VolumeExchange(
                context, volume, Memberships.access(context), SourceMemberships.access(context), returned);
    }
}
