package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServiceTime;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.ShelvedImage;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Response;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The snapshot of a stopped server: that of an earlier run if the server was not touched since, one that is under way,
 * or a new one. There is never a second one of the same content. An early one is of a server that still runs.
 */
final class SourceSnapshot {
    private static final String WITH_IMAGE_ID = "2.45";
    private static final Set<String> UNDER_WAY = Set.of("queued", "saving");

    /** Lists in a row that must miss an image before it counts as gone: not every node of a cluster knows at once. */
    private static final int MISSES = 3;

    private final ChangeContext context;
    private final Cloud cloud;
    private final Resource server;
    private final SnapshotMarks marks;
    /** The snapshots that were there before this move took one. */
    private Set<String> former = Set.of();

    /** All that were there when this move looked for one. */
    private List<ObjectNode> own = List.of();

    private volatile boolean asked;

    /** @param marks of a server that is off, or of one that still runs */
    SourceSnapshot(ChangeContext context, SnapshotMarks marks) {
        this.context = context;
        this.cloud = context.source();
        this.server = context.resource();
        this.marks = marks;
    }

    /** Completes with the image when it is whole. */
    CompletableFuture<ObjectNode> take() {
        if (ServerState.isShelved(server.text("status"))) {
            return CompletableFuture.completedFuture(ShelvedImage.marked(server, cloud));
        }
        own = own();
        for (ObjectNode image : own) {
            if ("active".equals(Json.text(image, "status")) && isCurrent(image)) {
                return CompletableFuture.completedFuture(image);
            }
        }
        Optional<String> begun = isBeingTaken() ? underWay(own) : Optional.empty();
        if (begun.isPresent()) {
            return whole(begun.get());
        }
        asked = true;
        former = own.stream().map(image -> Json.text(image, "id")).collect(Collectors.toSet());
        return create().thenCompose(this::whole).thenApply(this::checked);
    }

    /** Removes those of earlier tries, whose undo could not. */
    void removeFormer(ObjectNode taken) {
        List<ObjectNode> seen = own;
        new FormerSnapshots(context).remove(() -> seen, taken);
        own = List.of();
    }

    /** The same where this move takes none; the image of a shelved server is Nova's, and all that there is of it. */
    void removeAll() {
        if (!ServerState.isShelved(server.text("status"))) {
            new FormerSnapshots(context).remove(this::own, null);
        }
    }

    /** Else an answer with a wrong id would give the server the disk of another. */
    private ObjectNode checked(ObjectNode image) {
        if (!marks.areOn(image)) {
            throw new MigrationException("Nova of " + cloud.name() + " answered the snapshot of server " + server.name()
                    + " with the id of another image, " + Json.text(image, "name") + " (" + Json.text(image, "id")
                    + "), which was not touched. Run again.");
        }
        return image;
    }

    private List<ObjectNode> own() {
        return cloud.list(marks.own(), "images").stream()
                .filter(image -> image.hasNonNull("id") && marks.areOn(image))
                .toList();
    }

    /** One that does not say when it was taken proves nothing. */
    private boolean isCurrent(ObjectNode image) {
        return image.hasNonNull("created_at") && (marks.isEarly() || isQuietSince(image));
    }

    private boolean isQuietSince(ObjectNode image) {
        String what = "A snapshot of server " + server.name() + " on " + cloud.name();
        return ServerHistory.of(cloud, server.id()).isQuietSince(ServiceTime.of(image, "created_at", what));
    }

    /** Whether Nova is busy with a snapshot of the server: one that is queued without that will never be whole. */
    private boolean isBeingTaken() {
        Request get = NovaServer.get(server.id());
        String task = Json.text(cloud.send(get).json().path("server"), "OS-EXT-STS:task_state");
        return task != null && task.startsWith("image_");
    }

    private static Optional<String> underWay(List<ObjectNode> images) {
        return images.stream()
                .filter(image -> UNDER_WAY.contains(Json.text(image, "status")))
                .map(image -> Json.text(image, "id"))
                .findFirst();
    }

    private CompletableFuture<String> create() {
        ObjectNode create = Json.object().put("name", MoveSnapshots.name(server));
        create.set("metadata", marks.metadata());
        RuntimeException failure;
        try {
            Response response =
                    cloud.send(Request.post(Service.COMPUTE, "/servers/" + Request.segment(server.id()) + "/action")
                            .body(Json.object("createImage", create))
                            .microversion(WITH_IMAGE_ID));
            String id = id(response);
            if (id != null) {
                return CompletableFuture.completedFuture(id);
            }
            failure = new MigrationException(
                    "Nova of " + cloud.name() + " did not say which image the snapshot of server " + server.name()
                            + " becomes, and there is none. Run again.");
        } catch (CloudException e) {
            if (!Doubt.mayBeDone(e)) {
                throw e;
            }
            failure = e;
        }
        return found(failure, Doubt.LOOKS);
    }

    /** The snapshot may have been begun, although the answer does not say so. */
    private CompletableFuture<String> found(RuntimeException failure, int looks) {
        Optional<String> found = taken().findFirst();
        if (found.isPresent()) {
            return CompletableFuture.completedFuture(found.get());
        }
        return looks == 0
                ? CompletableFuture.failedFuture(failure)
                : context.watch().pause(context.options().poll()).thenCompose(over -> found(failure, looks - 1));
    }

    /** By the marks, which tell more than an id that a doubtful answer gave. */
    private Stream<String> taken() {
        return own().stream().map(image -> Json.text(image, "id")).filter(id -> !former.contains(id));
    }

    /** From 2.45 on in the body; before, Glance's location of the image, which ends with its id. */
    private static String id(Response response) {
        String id = Doubt.id(response.json(), "image_id");
        String location = response.headers().get("location");
        return id != null || location == null ? id : location.substring(location.lastIndexOf('/') + 1);
    }

    private CompletableFuture<ObjectNode> whole(String image) {
        Polling snapshots = new Polling(cloud, marks.list(), "images");
        AtomicInteger missed = new AtomicInteger();
        return context.watch()
                .until(
                        "The snapshot of server " + server.name() + " on " + cloud.name(),
                        snapshots,
                        image,
                        seen -> seen == null && missed.incrementAndGet() < MISSES
                                ? PollResult.wait("not listed")
                                : done(seen),
                        context.options().waitTimeout());
    }

    private PollResult done(ObjectNode image) {
        String status = image == null ? "gone" : String.valueOf(Json.text(image, "status"));
        return switch (status) {
            case "active" -> PollResult.done();
            case "queued", "saving" -> PollResult.wait(status);
            default ->
                throw new MigrationException("The snapshot of server " + server.name() + " on " + cloud.name() + " is "
                        + status + ": Nova could not take it; see the server's fault and nova-compute's log.");
        };
    }

    /**
     * Removes the snapshot that this very move has taken: its server runs again, so that the snapshot is out of date
     * and would only take room. Where that fails the next run removes it.
     */
    void undo() {
        if (!asked) {
            return;
        }
        try {
            for (String taken : taken().toList()) { // Nova itself removes one that failed
                cloud.remove(Request.delete(Service.IMAGE, "/images/" + Request.segment(taken)));
            }
        } catch (RuntimeException e) {
            if (Stages.isInterrupt(e)) {
                throw e;
            }
            context.say("may leave its snapshot on " + cloud.name() + ": " + e.getMessage()
                    + " Find it: openstack image list --property " + ImageType.SNAPSHOT_OF + "=" + server.id());
        }
    }
}
