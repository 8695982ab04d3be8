package io.jenkins.plugins.pumphouse.migration.server.adoption;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AdoptionChoice;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.Adoption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The volumes of one server that the target adopts. Every stage finds out by itself what an earlier run has done, by
 * the server's notes ({@link DetachedVolume}) and by where each volume is.
 */
public final class DataVolumes {
    private final ChangeContext context;
    private final SourceRecord record;
    private final ServerAttachment attachment;
    private final List<AttachedVolume> volumes;
    /** The id of the target's volume by that which the source's had when the plan was made. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    private final List<String> notes = new ArrayList<>();

    public DataVolumes(ChangeContext context) {
        this.context = context;
        this.record = new SourceRecord(context.source(), context.resource());
        this.attachment = new ServerAttachment(context, context.source(), context.resource());
        this.volumes = AdoptionChoice.adopted(context.resource(), context.inventory());
    }

    public boolean isEmpty() {
        return volumes.isEmpty();
    }

    /** The target's volumes, by the id that each had on the source when the plan was made. */
    public Map<String, String> ids() {
        return Map.copyOf(ids);
    }

    /** For the line of the server. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Completes when it is proved that the target has the backend of each; asked while the server still runs. */
    public CompletableFuture<Object> prove() {
        return each(
                volumes.stream().filter(attached -> !attached.detached()).toList(),
                attached -> new Adoption(NotedVolume.exchange(context, attached.volume(), id -> {})).prove());
    }

    /** Completes when no volume that is to be adopted is the stopped server's any more. */
    public CompletableFuture<Object> detach() {
        Resource now = record.read();
        List<String> attached = ServerVolumes.ids(now);
        List<String> meant =
                volumes.stream().map(volume -> volume.volume().id()).toList();
        List<DetachedVolume> noted = DetachedVolume.of(now);
        noted.stream()
                .filter(note -> attached.contains(note.id()) && !meant.contains(note.id()))
                .forEach(note -> record.strikeOut(note.key(), context::say)); // it was attached again since
        if (volumes.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        for (AttachedVolume volume : volumes) {
            if (!volume.detached() && !attached.contains(volume.volume().id())) {
                throw new MigrationException("Server " + context.resource().name() + " has lost " + volume.label()
                        + " on " + context.source().name() + " since the plan was made. Run again.");
            }
        }
        new VolumeNotes(context, record).write(volumes, noted, now);
        List<DetachedVolume> last = new ArrayList<>(DetachedVolume.of(record.read()));
        last.removeIf(note -> !attached.contains(note.id()));
        Collections.reverse(last); // the last device first, so that what fails early leaves the order as it was
        return each(last, note -> {
            context.say("volume " + note.id() + " is detached on "
                    + context.source().name());
            return attachment.detach(note);
        });
    }

    /** Completes when the target has all of them, available. */
    public CompletableFuture<Object> adopt() {
        if (volumes.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Map<String, DetachedVolume> noted = new LinkedHashMap<>();
        DetachedVolume.of(record.read()).forEach(note -> noted.put(note.id(), note));
        return each(volumes, volume -> {
            DetachedVolume note = noted.get(volume.volume().id());
            if (note == null) {
                throw new MigrationException("Server " + context.resource().name() + " on "
                        + context.source().name() + " has no note of " + volume.label()
                        + " any more: somebody has removed it. Run again.");
            }
            return new NotedVolume(context, note).adopt().thenApply(id -> {
                ids.put(volume.volume().id(), id);
                notes.add(volume.label() + " adopted as " + id + ", nothing of it was copied");
                return id;
            });
        });
    }

    /**
     * Completes when the source's server, which is off, has its volumes as it had them; no server of the target has
     * them any more. What cannot be given back keeps the server off.
     */
    public CompletableFuture<Object> giveBack() {
        List<DetachedVolume> noted = DetachedVolume.of(record.read());
        if (noted.isEmpty() && volumes.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return home().thenApply(all -> {
            noted.forEach(note -> record.strikeOut(note.key(), context::say));
            new SourceLock(context.source(), record.read()).end(record, context::say);
            return all;
        });
    }

    /** The same, but the notes stay: they say that the target's server has the volumes no more. */
    CompletableFuture<Object> home() {
        Resource now = record.read();
        List<String> attached = ServerVolumes.ids(now);
        return each(
                DetachedVolume.of(now),
                note -> attached.contains(note.id())
                        ? attachment.kept(note)
                        : new NotedVolume(context, note).returnToSource().thenCompose(attachment::attach));
    }

    /** One after the other. */
    private static <T> CompletableFuture<Object> each(List<T> all, Function<T, ? extends CompletableFuture<?>> work) {
        CompletableFuture<Object> done = CompletableFuture.completedFuture(null);
        for (T one : all) {
            done = done.thenCompose(before -> work.apply(one).thenApply(any -> (Object) any));
        }
        return done;
    }
}
