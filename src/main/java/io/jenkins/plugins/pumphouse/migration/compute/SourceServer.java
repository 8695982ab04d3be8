package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.model.Watch.Sight;
import io.jenkins.plugins.pumphouse.migration.model.Work;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Response;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The server on the source while it is moved: stopped, marked, snapshotted; never deleted, which is {@link ServerRemoval}'s.
 *
 * <p>What a later run has to know stands in the server's own metadata before the act that it describes.
 */
final class SourceServer {
    private static final String OURS = "pumphouse";

    /** The state in which the server was before it was stopped for its move. */
    private static final String POWER = "pumphouse_power";

    /** Where it was moved to, as a {@link Mark}; set when all is done. */
    static final String MOVED_TO = "pumphouse_target";

    private static final String WITH_IMAGE_ID = "2.45";

    private final Work work;
    private final Cloud cloud;
    private final String path;
    /** As it is when the move begins: since the plan its owner may have stopped it. */
    private final Resource server;

    SourceServer(Work work) {
        this.work = work;
        this.cloud = work.source();
        this.path = "/servers/" + Request.segment(work.resource().id());
        this.server = ServerType.resource(now());
    }

    private ObjectNode now() {
        Request get = Request.get(Service.COMPUTE, path).microversion(ServerType.READ);
        return (ObjectNode) cloud.send(get).json().path("server");
    }

    /** The user's metadata: all but what migrations write. */
    static ObjectNode ownMetadata(Resource server) {
        ObjectNode own = Json.object();
        for (var entry : server.field("metadata").properties()) {
            if (!entry.getKey().startsWith(OURS)) {
                own.set(entry.getKey(), entry.getValue());
            }
        }
        return own;
    }

    /** The state to restore: that of before the move, also when an earlier run stopped the server. */
    static String power(Resource server) {
        String before = Json.text(server.field("metadata"), POWER);
        return before == null ? server.text("status") : before;
    }

    String power() {
        return power(server);
    }

    static String movedTo(Resource server) {
        return Json.text(server.field("metadata"), MOVED_TO);
    }

    /** Whether a move of it has begun. */
    static boolean isBeingMoved(Resource server) {
        return server.field("metadata").has(POWER);
    }

    boolean wasRunning() {
        return power().equals("ACTIVE");
    }

    /** Shuts the guest down by ACPI; Nova forces it only after its own timeout. Completes when it is off. */
    CompletableFuture<ObjectNode> stop() {
        String status = server.text("status");
        if (!Refusals.MOVABLE.contains(status)) {
            throw new MigrationException("Server " + server.name() + " (" + server.id() + ") on " + cloud.name() + " has become "
                    + status + " since the plan was made; it was not touched. Run again.");
        }
        note(POWER, power());
        if (status.equals("ACTIVE")) {
            act(Json.object("os-stop", Json.object().nullNode()));
        }
        return reach("SHUTOFF", work.options().stopTimeout());
    }

    /** Starts the guest again, if it ran before: what was begun is undone. */
    void startAgain() {
        if (wasRunning()) {
            act(Json.object("os-start", Json.object().nullNode()));
        }
    }

    /** @throws MigrationException when somebody has started it since it was stopped: a copy of it would be stale */
    void checkStopped() {
        JsonNode now = now();
        if (!"SHUTOFF".equals(Json.text(now, "status"))) {
            throw new MigrationException("Server " + server.name() + " (" + server.id() + ") was started on "
                    + cloud.name() + " while its content was copied; it is " + Json.text(now, "status")
                    + ". Agree with its owner and run again: it is copied anew.");
        }
    }

    /** The snapshot of the stopped server: that of an earlier run if the server was not touched since, or a new one. */
    CompletableFuture<ObjectNode> snapshot() {
        for (ObjectNode image : cloud.list(
                Request.get(Service.IMAGE, "/images").query(ImageType.SNAPSHOT_OF, server.id()), "images")) {
            if ("active".equals(Json.text(image, "status")) && isCurrent(image)) {
                return CompletableFuture.completedFuture(image);
            }
        }
        ObjectNode create = Json.object().put("name", MoveSnapshots.name(server));
        create.set("metadata", MoveSnapshots.marks(server.id()));
        Response response = cloud.send(Request.post(Service.COMPUTE, path + "/action")
                .body(Json.object("createImage", create))
                .microversion(WITH_IMAGE_ID));
        String id = Json.text(response.json(), "image_id");
        String image = id != null ? id : lastSegment(response.headers().get("location"));
        Polling snapshots = new Polling(cloud, MoveSnapshots.list(), "images");
        return work.watch().until("The snapshot of server " + server.name() + " on " + cloud.name(), snapshots, image,
                this::snapshotDone, work.options().waitTimeout());
    }

    private Sight snapshotDone(ObjectNode image) {
        String status = image == null ? "gone" : Json.text(image, "status");
        return switch (status) {
            case "active" -> Sight.done();
            case "queued", "saving" -> Sight.wait(status);
            default -> throw new MigrationException("The snapshot of server " + server.name() + " on " + cloud.name()
                    + " is " + status + ": Nova could not take it; see the server's fault and nova-compute's log.");
        };
    }

    /** Glance's location of an image ends with its id (Compute API before 2.45). */
    private static String lastSegment(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private boolean isCurrent(ObjectNode image) {
        return ServerHistory.of(cloud, server.id()).isQuietSince(Instant.parse(Json.text(image, "created_at")));
    }

    /** Writes down where the server is now; from here on it counts as moved. */
    void moved(String targetId) {
        note(MOVED_TO, new Mark(work.target().name(), targetId).value());
    }

    private void note(String key, String value) {
        ObjectNode metadata = Json.object("metadata", Json.object().put(key, value));
        cloud.send(Request.post(Service.COMPUTE, path + "/metadata").body(metadata).repeatable());
    }

    private void act(ObjectNode action) {
        cloud.send(Request.post(Service.COMPUTE, path + "/action").body(action));
    }

    private CompletableFuture<ObjectNode> reach(String status, Duration timeout) {
        Polling servers = new Polling(cloud, ServerType.list(Scope.ownedBy(server.text("tenant_id"))), "servers");
        return work.watch().until("Server " + server.name() + " on " + cloud.name(), servers, server.id(),
                now -> at(now, status), timeout);
    }

    /** Whether a server is in a state and at rest. */
    static Sight at(ObjectNode server, String status) {
        if (server == null) {
            return Sight.wait("not listed");
        }
        String task = Json.text(server, "OS-EXT-STS:task_state");
        String now = Json.text(server, "status");
        return status.equals(now) && task == null ? Sight.done() : Sight.wait(now + (task == null ? "" : ", " + task));
    }
}
