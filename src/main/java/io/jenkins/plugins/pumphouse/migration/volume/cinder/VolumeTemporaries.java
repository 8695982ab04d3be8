package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImagePatch;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What the copy of a volume makes on its way and removes again: a snapshot, a volume of it, an image on either side.
 * Each has the name {@code pumphouse <id of the source's volume>} and a mark, by which the next run finds what an
 * interrupted one has left. Cinder makes an image of a volume without the mark, which it gets at once. One of that name
 * that never got it is removed after a run that was interrupted, as the volume says, if it looks like one of Cinder's;
 * else it is left to a person.
 */
public final class VolumeTemporaries {
    /** Metadata of a temporary snapshot or volume: of which volume. */
    static final String KEY = "pumphouse_temporary";

    private static final String PREFIX = "pumphouse ";

    private final ChangeContext context;
    private final Resource volume;
    private volatile boolean left;
    private volatile boolean followsInterrupted;

    /** Images of that name without the mark that were there before this copy began; null before it was looked. */
    private Set<String> others;

    public VolumeTemporaries(ChangeContext context, Resource volume) {
        this.context = context;
        this.volume = volume;
    }

    /** @param interrupted whether a run has left a claim of the volume, and so may have left an image without mark */
    public void followInterrupted(boolean interrupted) {
        followsInterrupted = interrupted;
    }

    public String name() {
        return PREFIX + volume.id();
    }

    public ObjectNode mark() {
        return Json.object().put(KEY, volume.id());
    }

    /** The volume that a snapshot or volume is a temporary of; empty when it is the user's. */
    public static Optional<String> of(JsonNode json) {
        return Optional.ofNullable(Json.text(json.path("metadata"), KEY));
    }

    private List<ObjectNode> named(Cloud cloud) {
        return cloud.list(Request.get(Service.IMAGE, "/images").query("name", name()), "images").stream()
                .filter(image -> name().equals(Json.text(image, "name")))
                .toList();
    }

    private boolean isMarked(ObjectNode image) {
        return volume.id().equals(Json.text(image, KEY));
    }

    /** In the project of this account, in the form in which the interrupted run has asked Cinder for it. */
    private boolean isOfInterrupted(Cloud cloud, ObjectNode image) {
        return followsInterrupted
                && cloud.caller().projectId().equals(Json.text(image, "owner"))
                && "raw".equals(Json.text(image, "disk_format"))
                && "bare".equals(Json.text(image, "container_format"));
    }

    /** Marks an image of the content, whose id Cinder has answered; one that takes no mark is removed by this run. */
    public void mark(Cloud cloud, String image) {
        try {
            if (name().equals(Json.text(cloud.get(Service.IMAGE, "/images/" + Request.segment(image)), "name"))) {
                ImagePatch.set(cloud, image, mark());
            }
        } catch (CloudException.Denied e) {
            return; // the wait for the image tells its state
        }
    }

    private void removeImages(Cloud cloud) {
        for (ObjectNode image : named(cloud)) {
            String id = Json.text(image, "id");
            if (isMarked(image) || others != null && !others.contains(cloud.name() + '/' + id)) {
                delete(cloud, Service.IMAGE, "image", image);
            }
        }
    }

    /** Nobody else makes such while this run has the volume: what comes later is its own. */
    private void look() {
        Set<String> found = new HashSet<>();
        for (Cloud cloud : List.of(context.target(), context.source())) {
            for (ObjectNode image : named(cloud)) {
                String id = Json.text(image, "id");
                if (!isMarked(image) && !isOfInterrupted(cloud, image)) {
                    found.add(cloud.name() + '/' + id);
                    context.say("image \"" + name() + "\" (" + id + ") on " + cloud.name() + " is not marked, so it"
                            + " stays; if nobody needs it: openstack image delete " + id);
                }
            }
        }
        others = found;
    }

    public static Request list(String plural) {
        return Request.get(Service.VOLUME, "/" + plural + "/detail").query("all_tenants", "1");
    }

    /** Whether the last removal may have left some. */
    public boolean areLeft() {
        return left;
    }

    /**
     * Removes all of them, of this run or an earlier one. What cannot be removed is said with the command that removes
     * it, and does not fail the copy: the volume keeps its note, so that the next run comes back for it.
     */
    public CompletableFuture<?> remove() {
        left = true;
        return Stages.recover(
                Stages.begin(() -> {
                    if (others == null) {
                        look();
                    }
                    removeImages(context.target());
                    removeImages(context.source());
                    return gone("volumes", "volume")
                            .thenCompose(none -> gone("snapshots", "snapshot"))
                            .thenApply(none -> left = false);
                }),
                failure -> {
                    if (Stages.isInterrupt(failure)) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    context.say("may leave temporary objects named \"" + name() + "\": "
                            + Stages.cause(failure).getMessage()
                            + " The next run removes them; openstack volume list, volume snapshot list and image list"
                            + " with --name show them");
                    return CompletableFuture.completedFuture(null);
                });
    }

    /** Deletes those of one kind on the source, and waits until the service is done with each. */
    private CompletableFuture<Object> gone(String plural, String single) {
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (ObjectNode each : context.source().list(list(plural), plural)) {
            if (of(each).filter(volume.id()::equals).isPresent()) {
                String id = Json.text(each, "id");
                all = all.thenCompose(before -> {
                    delete(context.source(), Service.VOLUME, single, each);
                    return context.watch()
                            .until(
                                    "The removal of temporary " + single + " " + id + " on "
                                            + context.source().name(),
                                    new Polling(context.source(), list(plural), plural),
                                    id,
                                    seen -> seen == null
                                            ? PollResult.done()
                                            : PollResult.wait(Json.text(seen, "status")),
                                    context.options().waitTimeout())
                            .thenApply(done -> (Object) done);
                });
            }
        }
        return all;
    }

    private static void delete(Cloud cloud, Service service, String single, ObjectNode object) {
        String id = Json.text(object, "id");
        if ("deleting".equals(Json.text(object, "status"))) {
            return;
        }
        cloud.remove(Request.delete(service, "/" + single + "s/" + Request.segment(id)));
    }
}
