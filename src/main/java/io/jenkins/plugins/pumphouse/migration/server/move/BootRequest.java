package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.compute.TemporaryKeypairs;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerOwner;
import io.jenkins.plugins.pumphouse.migration.server.note.CopyParts;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerTask;
import io.jenkins.plugins.pumphouse.migration.server.presence.UnlistedServer;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Response;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The request for a server on the target, and the look for what came of it when its answer does not say. */
final class BootRequest {
    /**
     * 2.19 takes a description with the request that creates a server, 2.52 tags, 2.60 volumes that several servers
     * have, 2.72 ports with guaranteed bandwidth, 2.90 a hostname and 2.94 one with a domain.
     */
    private static final String CREATE = "2.94";

    private final ChangeContext context;
    private final Cloud cloud;
    private final Resource origin;
    private final String project;
    private boolean asked;
    private boolean doubted;
    private RuntimeException unknown;

    /** @param project of the new server, on the target */
    BootRequest(ChangeContext context, String project) {
        this.context = context;
        this.cloud = context.target();
        this.origin = context.resource();
        this.project = project;
    }

    /** Whether Nova was asked for a server, whatever it has answered. */
    boolean wasSent() {
        return asked;
    }

    /** Why it is not known whether there is a server now; empty when it is known. */
    Optional<String> unknown() {
        return Optional.ofNullable(unknown).map(Throwable::getMessage);
    }

    /** The id of the new server, also when Nova's answer does not give it: then it is looked for. */
    CompletableFuture<String> send(ObjectNode server) {
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
        doubted = !(failure instanceof CloudException) || Doubt.mayBeDone(failure);
        return doubted
                ? found(failure, Doubt.LOOKS, Doubt.lastLook(context.options().poll()))
                : CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<String> found(RuntimeException failure, int looks, Instant last) {
        try {
            Optional<String> found = marked();
            unknown = null;
            if (found.isPresent()) {
                return CompletableFuture.completedFuture(found.get());
            }
        } catch (CloudException | MigrationException e) {
            unknown = e;
        }
        return looks == 0 || unknown != null && Instant.now().isAfter(last)
                ? CompletableFuture.failedFuture(failure)
                : context.watch().pause(context.options().poll()).thenCompose(over -> found(failure, looks - 1, last));
    }

    /** Whether a server of the target carries the mark of the source's. */
    boolean isMarked(JsonNode server) {
        return context.mark().value().equals(Json.text(server.path("metadata"), Mark.KEY));
    }

    /**
     * The server that carries the mark of the source's; what is being deleted is none.
     *
     * @throws MigrationException when there may be one, and nothing shows it now
     */
    Optional<String> marked() {
        Optional<String> listed = listed();
        return listed.isPresent() || !asked ? listed : unlisted();
    }

    private Optional<String> listed() {
        return cloud.list(NovaServer.list(Scope.ownedBy(project)), "servers").stream()
                .filter(this::isMeant)
                .map(server -> Json.text(server, "id"))
                .findFirst();
    }

    private boolean isMeant(JsonNode server) {
        return isMarked(server) && !ServerTask.isDeletion(server);
    }

    /** A list leaves out what is in a cell that does not answer. */
    private Optional<String> unlisted() {
        try {
            Optional<String> found =
                    UnlistedServer.withPort(cloud, Json.texts(context.wanted(), "ports"), this::isMeant);
            if (found.isEmpty() && doubted) {
                UnlistedServer.checkCells(cloud, project);
            }
            return found;
        } catch (CloudException e) {
            if (doubted) {
                throw e;
            }
            return Optional.empty(); // Nova has refused the boot, so that there is none but of an earlier run
        }
    }

    /**
     * A server belongs to the project of the token and takes the key of the user of the token: both are temporary
     * access, unless the token is of its own user.
     */
    private String create(ObjectNode server) {
        Optional<Cloud> owner = ServerOwner.of(context).cloud(project);
        return owner.isPresent() ? createAsOwner(owner.get(), server) : createAsAccount(server);
    }

    private String createAsOwner(Cloud owner, ObjectNode server) {
        if (ServerKey.of(context).isGone()) {
            server.remove("key_name");
        }
        owner.caller(); // a login that is refused now leaves no doubt
        asked = true;
        try {
            return made(owner.send(post(server)));
        } catch (CloudException.Rejected e) {
            return made(createBare(owner, server, e));
        }
    }

    private String createAsAccount(ObjectNode server) {
        Memberships memberships = Memberships.of(context);
        memberships.in(project); // which removes what an interrupted run has left, so it comes before a new key is made
        ServerKey named = ServerKey.of(context);
        if (!server.has("key_name") || named.isGone()) {
            server.remove("key_name");
            return createAsMember(memberships, server);
        }
        Resource key = named.key()
                .orElseThrow(() ->
                        new MigrationException("Keypair " + origin.text("key_name") + " of server " + origin.name()
                                + " is on neither cloud any more; import it for the server's owner and run again."));
        return context.shared(TemporaryKeypairs.class, w -> new TemporaryKeypairs(w.target()))
                .with(key, project, () -> createAsMember(memberships, server));
    }

    /**
     * Another run that works for the same project may have ended meanwhile and have left it for the account: it joins
     * again.
     */
    private String createAsMember(Memberships memberships, ObjectNode server) {
        Request post = post(server);
        Response created;
        asked = true;
        try {
            created = memberships.in(project).cloud().send(post);
        } catch (CloudException.WrongCredentials | CloudException.MissingRight e) {
            created = memberships.again(project).cloud().send(post);
        } catch (CloudException.Rejected e) {
            created = createBare(memberships.in(project).cloud(), server, e);
        }
        return made(created);
    }

    private static Request post(ObjectNode server) {
        return Request.post(Service.COMPUTE, "/servers").body(body(server)).microversion(CREATE);
    }

    private static String made(Response created) {
        return Doubt.id(created.json().path("server"), "id");
    }

    /** It may be one item of its metadata, or one of its tags, that is refused: {@link CopyParts} brings the others. */
    private static Response createBare(Cloud member, ObjectNode server, CloudException.Rejected refusal) {
        ObjectNode bare = CopyParts.bare(server);
        if (bare.equals(server)) {
            throw refusal;
        }
        try {
            return member.send(post(bare));
        } catch (CloudException.Rejected e) {
            throw refusal; // it was for something else
        }
    }

    private static ObjectNode body(ObjectNode server) {
        ObjectNode own = server.deepCopy();
        JsonNode hints = own.remove(BootBody.HINTS);
        ObjectNode body = Json.object("server", own);
        if (hints != null) {
            body.set(BootBody.HINTS, hints);
        }
        return body;
    }
}
