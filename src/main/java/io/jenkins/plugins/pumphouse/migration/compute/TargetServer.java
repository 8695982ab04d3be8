package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.model.Watch.Sight;
import io.jenkins.plugins.pumphouse.migration.model.Work;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Response;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The server on the target: booted from the carried content on the ports that were made for it. */
final class TargetServer {
    /** 2.52 takes tags and 2.19 a description with the request that creates a server. */
    private static final String CREATE = "2.52";

    /** 2.37 brings {@code networks: none}, a server without any network card. */
    static final String WITHOUT_NETWORK = "2.37";

    private final Work work;
    private final Cloud cloud;
    private final Resource origin;
    private final String project;
    private String id;
    /** Whether a server was asked for, and why it is not known whether there is one now; null when it is known. */
    private boolean asked;
    private RuntimeException unknown;

    TargetServer(Work work) {
        this.work = work;
        this.cloud = work.target();
        this.origin = work.resource();
        this.project = work.translation().id(Kind.PROJECT, origin.text("tenant_id"));
        this.id = work.existing().filter(server -> !isBroken(server)).map(Resource::id).orElse(null);
    }

    /** One that a run before could not boot, or has begun to remove: it is made anew. */
    private static boolean isBroken(Resource server) {
        return "ERROR".equals(server.text("status")) || "deleting".equals(server.text("OS-EXT-STS:task_state"));
    }

    /** Whether an earlier run has booted it. */
    boolean exists() {
        return id != null;
    }

    /** Waits for what an earlier run began. */
    CompletableFuture<ObjectNode> resume() {
        work.shared(Memberships.class, w -> new Memberships(w.target())).takeOver(project);
        return until(id, this::up).thenApply(this::checked);
    }

    CompletableFuture<ObjectNode> boot(String image) {
        ObjectNode wanted = work.wanted();
        ObjectNode server = Json.object().put("name", Json.text(wanted, "name"));
        server.put("flavorRef", Json.text(wanted, "flavor")).put("imageRef", image);
        for (String field : List.of("description", "config_drive", "tags", "key_name", "accessIPv4", "accessIPv6")) {
            boolean empty = wanted.path(field).isTextual() && wanted.path(field).asText().isEmpty();
            if (wanted.hasNonNull(field) && !empty) {
                server.set(field, wanted.get(field));
            }
        }
        if (wanted.has("OS-EXT-SRV-ATTR:user_data")) {
            server.set("user_data", wanted.get("OS-EXT-SRV-ATTR:user_data"));
        }
        server.set("metadata", ((ObjectNode) wanted.path("metadata")).deepCopy().put(Mark.KEY, work.mark().value()));
        if (wanted.path("ports").isEmpty() && cloud.supports(Service.COMPUTE, WITHOUT_NETWORK)) {
            server.put("networks", "none"); // an empty list would mean any network of the project
        } else {
            ArrayNode networks = server.putArray("networks");
            wanted.path("ports").forEach(port -> networks.addObject().set("port", port));
        }
        id = work.existing().filter(TargetServer::isBroken).map(Resource::id).orElse(null);
        CompletableFuture<?> cleared = id == null ? CompletableFuture.completedFuture(null) : remove(id);
        return cleared.thenCompose(gone -> {
            id = null;
            return created(server);
        }).thenCompose(made -> {
            id = made;
            work.say("boots on " + cloud.name());
            return until(id, this::up).thenApply(this::checked);
        });
    }

    /** The id of the new server, also when Nova's answer does not give it: then it is looked for. */
    private CompletableFuture<String> created(ObjectNode server) {
        RuntimeException failure;
        try {
            Optional<String> former = marked();
            String made = former.isPresent() ? former.get() : create(server);
            if (made != null) {
                return CompletableFuture.completedFuture(made);
            }
            failure = new MigrationException("Nova of " + cloud.name() + " did not say which id server " + origin.name()
                    + " has got, and there is none. Run again.");
        } catch (RuntimeException e) {
            if (Stages.isInterrupt(e) || !asked) {
                throw e;
            }
            failure = e;
        }
        boolean doubtful = !(failure instanceof CloudException) || Doubt.mayBeDone(failure);
        return doubtful ? found(failure, Doubt.LOOKS) : CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<String> found(RuntimeException failure, int looks) {
        try {
            Optional<String> found = marked();
            unknown = null;
            if (found.isPresent()) {
                return CompletableFuture.completedFuture(found.get());
            }
        } catch (CloudException | MigrationException e) {
            unknown = e;
        }
        return looks == 0
                ? CompletableFuture.failedFuture(failure)
                : work.watch().pause(work.options().poll()).thenCompose(over -> found(failure, looks - 1));
    }

    /** The server that carries the mark of the source's; what is being deleted is none. */
    private Optional<String> marked() {
        return cloud.list(ServerType.list(Scope.ownedBy(project)), "servers").stream()
                .filter(server -> work.mark().value().equals(Json.text(server.path("metadata"), Mark.KEY)))
                .map(ServerType::resource)
                .filter(server -> !isBroken(server))
                .map(Resource::id)
                .findFirst();
    }

    /** A server belongs to the project of the token and takes the key of the user of the token: both are borrowed. */
    private String create(ObjectNode server) {
        Memberships memberships = work.shared(Memberships.class, w -> new Memberships(w.target()));
        memberships.in(project); // which takes back what a killed run lent, so it comes before anything is lent
        if (!server.has("key_name") || ServerKey.isGone(origin, work.inventory(), work.targets())) {
            server.remove("key_name");
            return createAsMember(memberships, server);
        }
        Resource key = ServerKey.of(origin, work.inventory(), work.targets()).orElseThrow(() ->
                new MigrationException("Keypair " + origin.text("key_name") + " of server " + origin.name()
                        + " is on neither cloud any more; import it for the server's owner and run again."));
        return work.shared(LentKeys.class, w -> new LentKeys(w.target()))
                .with(key, project, () -> createAsMember(memberships, server));
    }

    /** Another run that works for the same project may have ended meanwhile and have left it for the account: it joins again. */
    private String createAsMember(Memberships memberships, ObjectNode server) {
        Request post = Request.post(Service.COMPUTE, "/servers").body(Json.object("server", server)).microversion(CREATE);
        Response created;
        asked = true;
        try {
            created = memberships.in(project).cloud().send(post);
        } catch (CloudException.WrongCredentials | CloudException.MissingRight e) {
            created = memberships.again(project).cloud().send(post);
        }
        return Doubt.id(created.json().path("server"), "id");
    }

    /** A run before may have stopped it, and Nova refuses to stop one that is off. */
    CompletableFuture<ObjectNode> stop(String server) {
        if (!"SHUTOFF".equals(Json.text(shown(server), "status"))) {
            try {
                ObjectNode stop = Json.object("os-stop", Json.object().nullNode());
                cloud.send(Request.post(Service.COMPUTE, path(server) + "/action").body(stop));
            } catch (CloudException.Conflict e) {
                if (!"SHUTOFF".equals(Json.text(shown(server), "status"))) {
                    throw e;
                }
            }
        }
        return until(server, now -> SourceServer.at(now, "SHUTOFF"));
    }

    private ObjectNode shown(String server) {
        return cloud.send(Request.get(Service.COMPUTE, path(server)).microversion(ServerType.READ)).identified("server");
    }

    /** Locks it as its owner locked the source's: with a token of its project, so that the owner may undo it. */
    void lockedLike(SourceServer source, String server) {
        source.carryLock(work.shared(Memberships.class, w -> new Memberships(w.target())).in(project).cloud(), server);
    }

    private Sight up(ObjectNode server) {
        String status = server == null ? null : Json.text(server, "status");
        return switch (String.valueOf(status)) {
            case "ERROR" -> Sight.done(); // which is told once its reason has been read
            case "SHUTOFF" -> SourceServer.at(server, "SHUTOFF");
            default -> SourceServer.at(server, "ACTIVE");
        };
    }

    /** @throws MigrationException with Nova's reason when the server could not boot */
    private ObjectNode checked(ObjectNode server) {
        if ("ERROR".equals(Json.text(server, "status"))) {
            throw new MigrationException("Server " + origin.name() + " cannot boot on " + cloud.name() + ": " + fault(server)
                    + " Its content is safe: the source's server is stopped only while it is moved.");
        }
        return server;
    }

    /** The reason, which some Novas show only to who asks for that one server. */
    private String fault(ObjectNode listed) {
        String message = Json.text(listed.path("fault"), "message");
        if (message == null) {
            try {
                Request get = Request.get(Service.COMPUTE, path(Json.text(listed, "id"))).microversion(ServerType.READ);
                message = Json.text(cloud.send(get).json().path("server").path("fault"), "message");
            } catch (CloudException e) {
                return "Nova does not say why (" + e.getMessage() + ").";
            }
        }
        return message == null ? "Nova does not say why." : message.strip();
    }

    private CompletableFuture<ObjectNode> until(String server, Function<ObjectNode, Sight> look) {
        Polling servers = new Polling(cloud, ServerType.list(Scope.ownedBy(project)), "servers");
        return work.watch()
                .until("Server " + origin.name() + " on " + cloud.name(), servers, server, look, work.options().waitTimeout());
    }

    /**
     * Removes what this run booted, if it did; its ports stay and are found again by their marks. Completes only when there
     * is certainly no server that runs.
     */
    CompletableFuture<?> remove() {
        if (unknown != null) {
            return CompletableFuture.failedFuture(new MigrationException("whether " + cloud.name() + " has booted it is not known ("
                    + unknown.getMessage() + "), so it is not started on " + work.source().name()));
        }
        if (!asked && id == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<?> removed = id == null ? CompletableFuture.completedFuture(null) : remove(id);
        return removed.thenCompose(gone -> removeMarked());
    }

    /** The mark tells more than an id that a doubtful answer gave. */
    CompletableFuture<?> removeMarked() {
        Optional<String> left = asked ? marked() : Optional.empty();
        return left.isEmpty() ? CompletableFuture.completedFuture(null) : remove(left.get());
    }

    /** Removes the server that {@link #exists}, whose content is out of date. */
    CompletableFuture<?> removeOutdated() {
        String outdated = id;
        id = null;
        return remove(outdated);
    }

    /** The image that the server that {@link #exists} was booted from; null when the target has it no more. */
    ObjectNode image() {
        String image = Json.text(work.existing().orElseThrow().field("image"), "id");
        if (image == null) {
            return null;
        }
        try {
            return cloud.get(Service.IMAGE, "/images/" + Request.segment(image));
        } catch (CloudException.NotFound e) {
            return null;
        }
    }

    /** Is over when Nova is done with it: until then Nova holds its ports, and would still let go of them later. */
    private CompletableFuture<?> remove(String server) {
        try {
            cloud.send(Request.delete(Service.COMPUTE, path(server)));
        } catch (CloudException.NotFound e) {
            return CompletableFuture.completedFuture(null); // it is gone, which was the aim
        } catch (CloudException e) {
            if (!Doubt.mayBeDone(e)) {
                throw e;
            }
        }
        return until(server, now -> now == null ? Sight.done() : Sight.wait(Json.text(now, "status") + ", being deleted"));
    }

    private static String path(String server) {
        return "/servers/" + Request.segment(server);
    }

    /** What of the source's server the new one has kept, for the ledger in its line. */
    List<String> kept(ObjectNode server) {
        List<String> kept = new ArrayList<>();
        List<String> addresses = Nics.addresses(origin.json());
        if (!addresses.isEmpty()) {
            kept.add(Nics.addresses(server).equals(addresses) ? "IP kept, MAC kept" : "ADDRESSES DIFFER");
        }
        int groups = origin.field("security_groups").size();
        if (groups > 0) {
            kept.add(server.path("security_groups").size() + "/" + groups + " groups");
        }
        if (origin.text("key_name") != null && !ServerKey.isGone(origin, work.inventory(), work.targets())) {
            kept.add(origin.text("key_name").equals(Json.text(server, "key_name")) ? "key kept" : "KEY DIFFERS");
        }
        return kept;
    }
}
