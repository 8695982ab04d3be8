package io.jenkins.plugins.pumphouse.migration.server.cleanup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.DeletionBlocked;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.content.CopyLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.content.ImageLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.server.note.MoverClaim;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerTask;
import io.jenkins.plugins.pumphouse.migration.server.proof.CopyVerification;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One moved server's end on the source: prove, note, delete, wait, and then the snapshot. Every stage finds out by
 * itself what an earlier run has done.
 *
 * <p>The proof is made once more right before the deletion, as hours may lie between plan and act (an {@code input}
 * step).
 */
public final class ServerRemoval {
    private final ChangeContext context;
    private final Cloud cloud;
    private final Resource planned;
    private final MoverClaim claim;
    private final List<String> notes = new ArrayList<>();

    public ServerRemoval(ChangeContext context) {
        this.context = context;
        this.cloud = context.source();
        this.planned = context.resource();
        this.claim = new MoverClaim(context);
    }

    /**
     * Whether a server is deleted, if only so that Nova could still restore it (Compute API,
     * {@code reclaim_instance_interval}).
     */
    public static boolean isGone(Optional<Resource> server) {
        return server.filter(copy -> !ServerState.SOFT_DELETED.equals(copy.text("status")))
                .isEmpty();
    }

    /** Whether a run of Pumphouse, which verified the copy before, has asked Nova to delete the server. */
    static boolean hasBegun(Resource server, CloudInventory source) {
        return ServerTask.isDeletion(server)
                && MoveSnapshots.of(server.id(), source).stream()
                        .anyMatch(snapshot -> MoveSnapshots.ended(snapshot).isPresent());
    }

    public CompletionStage<ChangeResult> run() {
        CloudInventory source = context.inventory().anew();
        Optional<Resource> now = source.find(Kind.SERVER, planned.id());
        if (isGone(now)) {
            return rest();
        }
        if (hasBegun(now.orElseThrow(), source)) {
            return remove(now.get(), source); // Nova takes no mark of a server that it deletes
        }
        return claim().thenCompose(mine -> Stages.begin(this::claimed).whenComplete((done, failure) -> {
            if (failure == null) {
                claim.over();
            } else if (!Stages.isInterrupt(failure)) {
                claim.release();
            }
        }));
    }

    /** Others may be at work on it, to move it again or to take it back; or have deleted it, which leaves the rest. */
    private CompletableFuture<Void> claim() {
        return Stages.recover(Stages.begin(claim::take), failure -> {
            if (failure instanceof CloudException.NotFound
                    && isGone(context.inventory().anew().find(Kind.SERVER, planned.id()))) {
                return CompletableFuture.completedFuture(null);
            }
            boolean blocks = failure instanceof MigrationException || failure instanceof CloudException.Conflict;
            return CompletableFuture.failedFuture(
                    blocks ? new DeletionBlocked("since the plan was made: " + failure.getMessage()) : failure);
        });
    }

    private CompletableFuture<ChangeResult> claimed() {
        CloudInventory source = context.inventory().anew();
        Optional<Resource> now = source.find(Kind.SERVER, planned.id());
        return isGone(now) ? rest() : remove(now.orElseThrow(), source);
    }

    /** The server is gone. */
    private CompletableFuture<ChangeResult> rest() {
        confirmGone();
        List<String> against = removeSnapshots(planned);
        if (!against.isEmpty()) {
            throw new DeletionBlocked(
                    "is gone from " + cloud.name() + ", but its snapshot stays: " + String.join("; ", against));
        }
        return CompletableFuture.completedFuture(made(planned));
    }

    private CompletableFuture<ChangeResult> remove(Resource server, CloudInventory source) {
        RemovedParts parts = RemovedParts.of(server, source);
        return deleted(server, source).thenCompose(asked -> untilGone(server)).thenApply(gone -> {
            verify(server);
            if (ImageLeftovers.removeOfDeleted(context, server)) {
                notes.add(ImageLeftovers.REMOVED);
            }
            notes.addAll(parts.told(context.inventory().anew()));
            List<String> against = removeSnapshots(server);
            if (!against.isEmpty()) {
                notes.add("its snapshot stays: " + String.join("; ", against));
            }
            return made(server);
        });
    }

    private CompletableFuture<?> deleted(Resource server, CloudInventory source) {
        if (hasBegun(server, source)) {
            return CompletableFuture.completedFuture(null);
        }
        prove(server, source);
        if (CopyLeftovers.of(planned, context.inventory()).isEmpty()) {
            delete(server, source);
            return CompletableFuture.completedFuture(null);
        }
        return new CopyLeftovers(context) // Cinder deletes no volume that has snapshots, be they temporary
                .remove()
                .thenAccept(removed -> {
                    notes.addAll(removed);
                    CloudInventory now = context.inventory().anew();
                    Resource left = now.find(Kind.SERVER, server.id()).orElse(server);
                    prove(left, now); // the removal took time, and what was proved has to hold at the deletion
                    delete(left, now);
                });
    }

    private void delete(Resource server, CloudInventory source) {
        MoveSnapshots.of(server.id(), source).forEach(snapshot -> MoveSnapshots.tellEnd(snapshot, server, cloud));
        checkHeld();
        delete(Service.COMPUTE, "/servers/", server.id());
    }

    /** Another controller may take it back, whose run would find nothing to go back to. */
    private void checkHeld() {
        try {
            claim.checkHeld();
        } catch (MigrationException e) {
            throw new DeletionBlocked("since the plan was made: " + e.getMessage());
        }
    }

    /** One 404 is no proof, and the snapshot is what is left of a server that is gone. */
    private void confirmGone() {
        boolean listed = cloud.list(NovaServer.list(Scope.ownedBy(planned.text("tenant_id"))), "servers").stream()
                .anyMatch(server -> planned.id().equals(Json.text(server, "id"))
                        && !ServerState.SOFT_DELETED.equals(Json.text(server, "status")));
        if (listed) {
            throw new MigrationException(cloud.name() + " says that server " + planned.name() + " (" + planned.id()
                    + ") does not exist, and lists it. Nothing was deleted; run again.");
        }
    }

    private void prove(Resource server, CloudInventory source) {
        List<String> against =
                CopyVerification.of(server, source, context.targets().anew()).against();
        if (!against.isEmpty()) {
            throw new DeletionBlocked("since the plan was made: " + String.join("; ", against));
        }
    }

    private CompletableFuture<ObjectNode> untilGone(Resource server) {
        Polling servers = new Polling(cloud, NovaServer.list(Scope.ownedBy(server.text("tenant_id"))), "servers");
        return context.watch()
                .until(
                        "The deletion of server " + server.name() + " on " + cloud.name(),
                        servers,
                        server.id(),
                        this::gone,
                        context.options().waitTimeout());
    }

    private PollResult gone(ObjectNode server) {
        if (server == null) {
            return PollResult.done();
        }
        String status = Json.text(server, "status");
        String task = Json.text(server, "OS-EXT-STS:task_state");
        if ("ERROR".equals(status) && task == null) {
            String fault = Json.text(server.path("fault"), "message");
            throw new MigrationException("Server " + planned.name() + " (" + planned.id() + ") could not be deleted on "
                    + cloud.name() + ": " + (fault == null ? "Nova does not say why" : fault.strip())
                    + ". See nova-compute's log on its host.");
        }
        return PollResult.wait(status + (task == null ? "" : ", " + task));
    }

    /** A list may leave out what is there: a cell that is down, or a server that Nova keeps for a while. */
    private void verify(Resource server) {
        Optional<Resource> left = context.inventory().anew().find(Kind.SERVER, server.id());
        if (!isGone(left)) {
            throw new MigrationException("Server " + server.name() + " (" + server.id() + ") is "
                    + left.orElseThrow().text("status") + " on " + cloud.name()
                    + ", although it was deleted. Run again.");
        }
        if (left.isPresent()) {
            notes.add(
                    "Nova of " + cloud.name() + " keeps it for a while (SOFT_DELETED), on its host; an administrator's"
                            + " forceDelete frees that at once");
        }
    }

    /**
     * Deletes the snapshots that nobody else needs, and notes the outcome of each.
     *
     * @return why none may be deleted; empty when they may
     */
    private List<String> removeSnapshots(Resource server) {
        CloudInventory source = context.inventory().anew();
        List<Resource> snapshots = MoveSnapshots.of(server.id(), source).stream()
                .sorted(Comparator.comparing(
                        (Resource snapshot) -> String.valueOf(snapshot.text("created_at")))) // the proof needs the last
                .toList();
        if (snapshots.isEmpty()) {
            return List.of();
        }
        List<String> against = CopyVerification.ofDeleted(
                        server, source, context.targets().anew())
                .against();
        if (against.isEmpty()) {
            snapshots.forEach(snapshot -> removeUnlessUsed(snapshot, server, source));
        }
        return against;
    }

    private void removeUnlessUsed(Resource snapshot, Resource server, CloudInventory source) {
        Optional<String> use = MoveSnapshots.use(snapshot, server, source);
        if (use.isPresent()) {
            notes.add("snapshot " + snapshot.id() + " stays: " + use.get());
            return;
        }
        try {
            delete(Service.IMAGE, "/images/", snapshot.id());
            notes.add("snapshot deleted"
                    + (snapshot.field("size").isNumber()
                            ? ", " + Size.shown(snapshot.field("size").asLong())
                            : ""));
        } catch (CloudException.Conflict
                | CloudException.MissingRight e) { // a store that has clones of it, or a policy
            notes.add("snapshot " + snapshot.id() + " stays: " + e.serviceMessage());
        } catch (CloudException e) {
            throw new MigrationException("the server is gone, but its snapshot could not be deleted: " + e.getMessage()
                    + " Run again: it is found.");
        }
    }

    private void delete(Service service, String path, String id) {
        cloud.remove(Request.delete(service, path + Request.segment(id)));
    }

    private ChangeResult made(Resource server) {
        String copy = Mark.ofValue(MoveNotes.movedTo(server)).orElseThrow().id();
        notes.add(0, "is " + copy + " on " + context.target().name());
        return new ChangeResult(copy, notes, Map.of());
    }
}
