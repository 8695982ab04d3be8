package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDiskVolume;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.presence.PresentServer;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The server on the target: booted from the carried content on the ports that were made for it. */
public final class TargetServer {
    /** On the copy of a server that was shelved. */
    public static final String SHELVED = "pumphouse_shelved";

    private final ChangeContext context;
    private final Cloud cloud;
    private final Resource origin;
    private final String project;
    private final BootRequest boot;
    private String id;

    TargetServer(ChangeContext context) {
        this.context = context;
        this.cloud = context.target();
        this.origin = context.resource();
        this.project = context.translation().id(Kind.PROJECT, origin.text("tenant_id"));
        this.boot = new BootRequest(context, project);
        this.id = context.existing()
                .filter(server -> !FormerCopy.isBroken(server))
                .map(Resource::id)
                .orElse(null);
    }

    /** Whether an earlier run has booted it. */
    boolean exists() {
        return id != null;
    }

    /** Waits for what an earlier run began. */
    CompletableFuture<ObjectNode> resume() {
        Memberships.of(context).takeOver(project);
        TargetHosts.of(context).resumed(origin.id());
        return until(id, this::up)
                .thenApply(this::checked)
                .whenComplete((up, failure) -> TargetHosts.of(context).ended(origin.id()));
    }

    /**
     * @param image of the root disk; null when the server boots from a volume
     * @param disks what Nova is told of the disks; empty where there is but the image
     */
    CompletableFuture<ObjectNode> boot(String image, ArrayNode disks) {
        ObjectNode server = BootBody.of(context, project, image, disks);
        return TargetHosts.turn(context)
                .thenCompose(mine -> {
                    new CardNames(context).clear();
                    return boot.send(server);
                })
                .thenCompose(made -> {
                    id = made;
                    context.say("boots on " + cloud.name() + place() + addresses());
                    return until(id, this::up).thenApply(this::checked);
                })
                .whenComplete((up, failure) -> TargetHosts.of(context).ended(origin.id()));
    }

    private String place() {
        return MappedHost.of(context).host().map(host -> " (" + host + ")").orElse("");
    }

    private String addresses() {
        String all = Nics.of(origin, context.inventory()).stream()
                .flatMap(card -> card.field("fixed_ips").findValuesAsText("ip_address").stream())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " at " + all;
    }

    /** The server of a source's server that was off is off, too; an earlier run may have stopped it already. */
    CompletableFuture<ObjectNode> stop(ObjectNode up) {
        String server = Json.text(up, "id");
        if (!"SHUTOFF".equals(Json.text(up, "status"))) {
            ObjectNode stop = Json.object("os-stop", Json.object().nullNode());
            try {
                cloud.send(
                        Request.post(Service.COMPUTE, path(server) + "/action").body(stop));
            } catch (CloudException e) {
                if (!(e instanceof CloudException.Conflict) && !Doubt.mayBeDone(e)) {
                    throw e;
                } // it is being stopped, or may be: the wait tells
            }
        }
        return until(server, now -> AtRest.inOrElsewhere(now, "SHUTOFF"));
    }

    /**
     * The server of a source's server that was shelved is shelved, too, and on no host. That it was moved stands in it
     * before: the source's notes are in an image that is deleted when somebody unshelves it.
     */
    CompletableFuture<ObjectNode> shelve(ObjectNode up) {
        String server = Json.text(up, "id");
        if (!ServerState.isShelved(Json.text(up, "status"))) {
            cloud.send(Request.post(Service.COMPUTE, path(server) + "/metadata")
                    .body(Json.object("metadata", Json.object().put(SHELVED, "yes")))
                    .repeatable());
            act(server, "shelve");
        }
        return until(server, TargetServer::shelved).thenCompose(now -> {
            if (ServerState.OFFLOADED.equals(Json.text(now, "status"))) {
                return CompletableFuture.completedFuture(now);
            }
            act(server, "shelveOffload");
            return until(server, next -> AtRest.in(next, ServerState.OFFLOADED));
        });
    }

    private static PollResult shelved(ObjectNode server) {
        boolean is = server != null && ServerState.isShelved(Json.text(server, "status"));
        return AtRest.in(server, is ? Json.text(server, "status") : ServerState.OFFLOADED);
    }

    private void act(String server, String action) {
        try {
            cloud.send(Request.post(Service.COMPUTE, path(server) + "/action")
                    .body(Json.object(action, Json.object().nullNode())));
        } catch (CloudException e) {
            if (!(e instanceof CloudException.Conflict) && !Doubt.mayBeDone(e)) {
                throw e;
            } // it is under way, or may be: the wait tells
        }
    }

    /** Whether a server of the target is the copy of one that was shelved. */
    static boolean isOfShelved(Resource copy) {
        return copy.field("metadata").has(SHELVED);
    }

    /** Locks it as its owner locked the source's: with a token of its project, so that the owner may undo it. */
    void lockedLike(SourceServer source, String server) {
        source.carryLock(Memberships.of(context).in(project).cloud(), server);
    }

    private PollResult up(ObjectNode server) {
        TargetHosts.of(context).seen(origin.id(), server);
        String status = server == null ? null : Json.text(server, "status");
        return switch (String.valueOf(status)) {
            case "ERROR" -> PollResult.done(); // which is told once its reason has been read
            case "SHUTOFF" -> AtRest.in(server, "SHUTOFF");
            case "SHELVED", "SHELVED_OFFLOADED" -> shelved(server);
            default -> AtRest.inOrElsewhere(server, "ACTIVE");
        };
    }

    /** @throws MigrationException when it is not the server that was asked for, or with Nova's reason not to boot it */
    private ObjectNode checked(ObjectNode server) {
        if (!boot.isMarked(server)) {
            throw new MigrationException("Nova of " + cloud.name() + " answered the boot of server " + origin.name()
                    + " with the id of another server, " + Json.text(server, "name") + " (" + Json.text(server, "id")
                    + "), which was not touched. Run again.");
        }
        if ("ERROR".equals(Json.text(server, "status"))) {
            throw new MigrationException("Server " + origin.name() + " cannot boot on " + cloud.name() + ": "
                    + fault(server) + " Remove the cause, then run again. Its content is safe: the source's server is"
                    + " stopped only while it is moved.");
        }
        return server;
    }

    /** The reason, which some Novas show only to who asks for that one server. */
    private String fault(ObjectNode listed) {
        String message = Json.text(listed.path("fault"), "message");
        if (message == null) {
            try {
                Request get = NovaServer.get(Json.text(listed, "id"));
                message = Json.text(cloud.send(get).json().path("server").path("fault"), "message");
            } catch (CloudException e) {
                return "Nova does not say why (" + e.getMessage() + ").";
            }
        }
        return message == null ? "Nova does not say why." : message.strip();
    }

    private CompletableFuture<ObjectNode> until(String server, Function<ObjectNode, PollResult> look) {
        Polling servers = new Polling(cloud, NovaServer.list(Scope.ownedBy(project)), "servers");
        return context.watch()
                .until(
                        "Server " + origin.name() + " on " + cloud.name(),
                        servers,
                        server,
                        PresentServer.orGone(cloud, server, "Its server " + server + " on " + cloud.name(), look),
                        context.options().waitTimeout());
    }

    /** Completes when what was booted is off, if it runs; one that does not shut down is deleted all the same. */
    CompletableFuture<ObjectNode> shutDown() {
        return RunningCopy.shutDown(context, id, boot::isMarked, this::stop);
    }

    /**
     * Removes what this run booted, if it did; its ports stay and are found again by their marks. Completes only when
     * there is certainly no server that runs.
     */
    CompletableFuture<?> remove() {
        if (boot.unknown().isPresent()) {
            return CompletableFuture.failedFuture(new MigrationException("whether " + cloud.name()
                    + " has booted it is not known (" + boot.unknown().get() + "), so it is not started on "
                    + context.source().name() + ": run again when " + cloud.name() + " answers"));
        }
        if (!boot.wasSent() && id == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<?> removed =
                id == null || isOfAnother(id) ? CompletableFuture.completedFuture(null) : remove(id);
        return removed.thenCompose(gone -> removeMarked());
    }

    /** Its id on the target, as far as that is known. */
    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** An answer may have given a wrong id: what is there under it is asked before it is deleted. */
    boolean isOfAnother(String server) {
        return ReadRefusal.emptyIfGone(() -> cloud.get(Service.COMPUTE, path(server)))
                .filter(json -> !boot.isMarked(json.path("server")))
                .isPresent();
    }

    /** The mark tells more than an id that a doubtful answer gave. */
    CompletableFuture<?> removeMarked() {
        Optional<String> left = boot.wasSent() ? boot.marked() : Optional.empty();
        return left.isEmpty() ? CompletableFuture.completedFuture(null) : remove(left.get());
    }

    /** Removes the server that an earlier run has booted. */
    CompletableFuture<?> removeFormer() {
        id = null;
        return remove(context.existing().orElseThrow().id());
    }

    /**
     * The image that the server that {@link #exists} was booted from, or the content of its root volume in the form of
     * one; null when the target no longer has it.
     */
    ObjectNode image() {
        Resource copy = context.existing().orElseThrow();
        String image = Json.text(copy.field("image"), "id");
        if (image == null) {
            return RootDiskVolume.content(origin, context.source().name(), copy, context.targets())
                    .map(Resource::json)
                    .orElse(null);
        }
        return ReadRefusal.emptyIfGone(() -> cloud.get(Service.IMAGE, "/images/" + Request.segment(image)))
                .orElse(null);
    }

    /** Is over when Nova is done with it: until then Nova holds its ports, and would still let go of them later. */
    private CompletableFuture<?> remove(String server) {
        RunningCopy.checkHypervisor(context, server);
        CopyDeletion deletion = new CopyDeletion(context, server, project);
        return deletion.delete()
                .thenCompose(gone -> Stages.recover(deletion.release(), kept -> {
                    if (Stages.isInterrupt(kept)) {
                        return CompletableFuture.failedFuture(kept);
                    }
                    context.say(Stages.cause(kept).getMessage()); // it does not run, which is what the source waits for
                    return CompletableFuture.completedFuture(null);
                }));
    }

    private static String path(String server) {
        return "/servers/" + Request.segment(server);
    }
}
