package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the copy of a volume makes on its way and removes again: a snapshot, a volume of it, an image on either side.
 * Each has the name {@code pumphouse <id of the source's volume>} and a mark, by which the next run finds what an
 * interrupted one has left.
 */
public final class VolumeTemporaries {
    /** Metadata of a temporary snapshot or volume: of which volume. */
    public static final String KEY = "pumphouse_temporary";

    private static final String PREFIX = "pumphouse ";

    private final ChangeContext context;
    private final Resource volume;
    private final TemporaryImages images;
    private volatile boolean left;

    public VolumeTemporaries(ChangeContext context, Resource volume) {
        this.context = context;
        this.volume = volume;
        this.images = new TemporaryImages(context, volume, name());
    }

    /** @param interrupted whether a run has left a claim of the volume, and so may have left an image without mark */
    public void followInterrupted(boolean interrupted) {
        images.followInterrupted(interrupted);
    }

    public String name() {
        return PREFIX + volume.id();
    }

    /** Marks an image of the content, whose id Cinder has answered; one that takes no mark is removed by this run. */
    public void mark(Cloud cloud, String image) {
        images.mark(cloud, image);
    }

    public ObjectNode mark() {
        return Json.object().put(KEY, volume.id());
    }

    /** The volume that a snapshot or volume is a temporary of; empty when it is the user's. */
    public static Optional<String> of(JsonNode json) {
        return Optional.ofNullable(Json.text(json.path("metadata"), KEY));
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
        return Stages.recover(removed(), failure -> {
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

    /** The same before the source gives the volume up, after which no run looks for them: fails when one stays. */
    public CompletableFuture<?> removeAll() {
        return Stages.recover(
                removed(),
                failure -> CompletableFuture.failedFuture(
                        Stages.isInterrupt(failure)
                                ? failure
                                : new MigrationException("The temporary volume \"" + name() + "\" on "
                                        + context.source().name() + ", which proves that both clouds have one"
                                        + " backend, may be left: "
                                        + Stages.cause(failure).getMessage() + " The volume itself was not touched. Run"
                                        + " again, which removes it first; openstack volume list --name shows it.")));
    }

    private CompletableFuture<Object> removed() {
        left = true;
        return Stages.begin(() -> {
            images.remove();
            return gone("volumes", "volume")
                    .thenCompose(none -> gone("snapshots", "snapshot"))
                    .thenApply(none -> left = false);
        });
    }

    /** Deletes those of one kind on the source, and waits until the service is done with each. */
    private CompletableFuture<Object> gone(String plural, String single) {
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (ObjectNode each : context.source().list(CinderVolume.list(plural), plural)) {
            if (of(each).filter(volume.id()::equals).isPresent()) {
                String id = Json.text(each, "id");
                all = all.thenCompose(before -> {
                    delete(context.source(), Service.VOLUME, single, each);
                    return context.watch()
                            .until(
                                    "The removal of temporary " + single + " " + id + " on "
                                            + context.source().name(),
                                    new Polling(context.source(), CinderVolume.list(plural), plural),
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

    static void delete(Cloud cloud, Service service, String single, ObjectNode object) {
        String id = Json.text(object, "id");
        if ("deleting".equals(Json.text(object, "status"))) {
            return;
        }
        cloud.remove(Request.delete(service, "/" + single + "s/" + Request.segment(id)));
    }
}
