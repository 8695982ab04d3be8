package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeItems;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMetadata;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeProperties;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The volume on the target: made of the carried image in the token's project, then told what Cinder does not take with
 * the request that makes it. Born with the mark of the source's.
 */
public final class TargetVolume {
    private final ChangeContext context;
    private final Resource origin;
    private final Cloud cloud;

    public TargetVolume(ChangeContext context, Resource origin) {
        this.context = context;
        this.origin = origin;
        this.cloud = context.target();
    }

    private Mark mark() {
        return new Mark(context.source().name(), origin.id());
    }

    /** The volume that carries the mark; what is being deleted is none. */
    public Optional<ObjectNode> marked() {
        return cloud.list(CinderVolume.list("volumes"), "volumes").stream()
                .filter(this::isMarked)
                .filter(volume -> !String.valueOf(Json.text(volume, "status")).startsWith("deleting"))
                .findFirst();
    }

    private boolean isMarked(JsonNode volume) {
        return VolumeMark.isOf(mark(), volume);
    }

    /** When the content of a copy was taken, in the source's time; null when it does not say. */
    public static String takenAt(JsonNode copy) {
        return Json.text(copy.path("metadata"), VolumeFields.TAKEN);
    }

    /** Whether a copy was made while its server ran, and nothing has said since that it is the content. */
    public static boolean isEarly(JsonNode copy) {
        return VolumeFields.EARLY.equals(takenAt(copy));
    }

    /** The sha512 of the content of a copy; null when it does not say. */
    public static String digest(JsonNode copy) {
        return Json.text(copy.path("metadata"), VolumeFields.DIGEST);
    }

    /** Waits for a volume of the target. */
    public CompletableFuture<ObjectNode> until(String id, Function<ObjectNode, PollResult> look) {
        Polling volumes = new Polling(cloud, CinderVolume.list("volumes"), "volumes");
        return context.watch()
                .until(
                        "Volume " + shown(origin) + " on " + cloud.name(),
                        volumes,
                        id,
                        look,
                        context.options().waitTimeout());
    }

    /** Makes the volume; completes when it is available and has all that its origin has. */
    CompletableFuture<ObjectNode> make(ProjectAccess access, String image, String takenAt, String digest) {
        ObjectNode wanted = Json.object().put("name", origin.name()).put("imageRef", image);
        wanted.put("size", origin.field("size").asLong());
        if (origin.text("description") != null) {
            wanted.put("description", origin.text("description"));
        }
        if (origin.text("volume_type") != null) {
            wanted.put("volume_type", context.translation().id(VolumeTypeType.KIND, origin.text("volume_type")));
        }
        VolumeZones.of(origin, context.targets()).ifPresent(zone -> wanted.put("availability_zone", zone));
        ObjectNode metadata =
                VolumeFields.metadata(origin).put(Mark.KEY, mark().value()).put(VolumeFields.TAKEN, takenAt);
        if (digest != null) {
            metadata.put(VolumeFields.DIGEST, digest);
        }
        wanted.set("metadata", metadata);
        return made(access, wanted, id -> {}).thenApply(this::finish).thenApply(done -> {
            UnusedSince.write(cloud, done);
            return done;
        });
    }

    /**
     * Makes a volume in the project of its origin; completes when it is available.
     *
     * @param wanted in Cinder's words, with the mark among its metadata
     * @param begun is told the id as soon as Cinder has answered it
     */
    public CompletableFuture<ObjectNode> made(ProjectAccess access, ObjectNode wanted, Consumer<String> begun) {
        return Stages.begin(() -> {
            String id = create(access, wanted);
            begun.accept(id);
            return whole(id);
        });
    }

    private String create(ProjectAccess access, ObjectNode wanted) {
        String project = context.translation().id(Kind.PROJECT, VolumeFields.owner(origin));
        if (wanted.path("metadata") instanceof ObjectNode items) {
            wanted.set("metadata", VolumeItems.metadata(cloud).taken(items));
        }
        Request post = Request.post(Service.VOLUME, "/volumes").body(Json.object("volume", wanted));
        try {
            return access.in(project).send(post).identified("volume").path("id").asText();
        } catch (CloudException.WrongCredentials | CloudException.MissingRight e) {
            return access.again(project)
                    .send(post)
                    .identified("volume")
                    .path("id")
                    .asText();
        } catch (CloudException e) {
            if (!Doubt.mayBeDone(e)) {
                throw e;
            }
            return marked().map(volume -> Json.text(volume, "id")).orElseThrow(() -> e);
        }
    }

    /** @throws MigrationException in the stage when Cinder could not fill it; it is removed then */
    CompletableFuture<ObjectNode> whole(String id) {
        return until(id, now -> {
                    String status = now == null ? "not listed" : String.valueOf(Json.text(now, "status"));
                    boolean over = status.equals("available") || status.startsWith("error");
                    return over ? PollResult.done() : PollResult.wait(status);
                })
                .thenApply(now -> {
                    if (!isMarked(now)) {
                        throw new MigrationException("Cinder of " + cloud.name() + " answered the making of volume "
                                + shown(origin) + " with the id of another volume, " + id
                                + ", which was not touched. Run again.");
                    }
                    if (!"available".equals(Json.text(now, "status"))) {
                        remove(id);
                        throw new MigrationException("Volume " + shown(origin) + " could not be made on " + cloud.name()
                                + ": it was " + Json.text(now, "status") + ", and is removed. The source's is"
                                + " untouched. Is there room in the backend? See cinder-volume's log on the target.");
                    }
                    return now;
                });
    }

    /** Brings what the request that creates a volume does not take; may be repeated. */
    ObjectNode finish(ObjectNode volume) {
        return new VolumeProperties(cloud).bring(volume, origin);
    }

    /** A volume of the target as it is; empty when it is gone. */
    Optional<ObjectNode> read(String id) {
        Request get = CinderVolume.get(id);
        return ReadRefusal.emptyIfGone(() -> cloud.send(get).identified("volume"));
    }

    /** An early copy is the content: it says so from now on. */
    ObjectNode confirm(String id, String takenAt) {
        new VolumeMetadata(cloud, id).add(Json.object().put(VolumeFields.TAKEN, takenAt));
        return read(id).orElseThrow(() -> new MigrationException("Volume " + shown(origin) + " is gone from "
                + cloud.name() + ", although this run has just made it. Run again."));
    }

    /**
     * Removes a volume that nobody has used yet.
     *
     * @throws MigrationException when it was adopted: nothing deletes that
     */
    public void remove(String id) {
        boolean adopted = read(id).filter(AdoptedVolume::isOne).isPresent()
                || new AdoptionRecord(context.source(), origin.id()).read().isPresent();
        if (adopted) {
            throw new MigrationException("Volume " + shown(origin) + " (" + id + " on " + cloud.name()
                    + ") was adopted, and its data is nowhere else, so it was not deleted.");
        }
        discard(id);
    }

    /** Removes what this run has made, and so needs no look at, which may be refused. */
    public void discard(String id) {
        cloud.remove(Request.delete(Service.VOLUME, "/volumes/" + Request.segment(id)));
    }

    /** Its name, or its id: Nova gives the volumes that it makes no name. */
    public static String shown(Resource volume) {
        return volume.name().isEmpty() ? volume.id() : volume.name();
    }

    /** What makes a volume that has lost its mark count as the copy again. */
    static String toMark(Mark mark, String volume) {
        return "its mark has gone: if it is still that volume, openstack volume set --property " + Mark.KEY + "="
                + mark.value() + " " + volume + ", then run again";
    }
}
