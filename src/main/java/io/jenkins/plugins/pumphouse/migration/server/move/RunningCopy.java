package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServiceTime;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** The reasons not to remove a copy that runs, or may run, on the target. */
final class RunningCopy {
    /** A run that resumes another comes within minutes; a copy that has run for longer has been worked with. */
    private static final Duration UNUSED = Duration.ofMinutes(15);

    private static final String HOST = "OS-EXT-SRV-ATTR:host";

    private RunningCopy() {}

    /**
     * Nova deletes a server whose nova-compute does not answer in its own records only: its hypervisor still runs it.
     *
     * @throws MigrationException when the hypervisor does not answer, so that the server would run on beside the
     *     source's
     */
    static void checkHypervisor(ChangeContext context, String copy) {
        Cloud cloud = context.target();
        Optional<ObjectNode> server = read(cloud, copy);
        String status = server.map(now -> Json.text(now, "status")).orElse(null);
        String host = server.map(now -> Json.text(now, HOST)).orElse(null);
        boolean rests = ServerState.SHUTOFF.equals(status) || ServerState.isShelved(status);
        if (host == null || host.isEmpty() || rests || ServerState.SOFT_DELETED.equals(status)) {
            return;
        }
        if (isDown(cloud, host)) {
            throw new MigrationException("its copy " + copy + " is " + status + " on hypervisor " + host + " of "
                    + cloud.name()
                    + ", whose nova-compute does not answer: deleted now, it would still run on it. So it"
                    + " was not deleted, and the server on "
                    + context.source().name() + " stays as it is. Bring " + host + " back, or turn its power off and"
                    + " then: openstack server delete " + copy + " on " + cloud.name() + "; then run again");
        }
    }

    /**
     * Completes when a copy does not run any more; also when it could not be shut down.
     *
     * @param copy null for none
     */
    static CompletableFuture<ObjectNode> shutDown(
            ChangeContext context,
            String copy,
            Predicate<JsonNode> isMarked,
            Function<ObjectNode, CompletableFuture<ObjectNode>> stop) {
        CompletableFuture<ObjectNode> off = Stages.begin(() -> {
            Optional<ObjectNode> runs = copy == null
                    ? Optional.empty()
                    : read(context.target(), copy)
                            .filter(isMarked)
                            .filter(now -> ServerState.ACTIVE.equals(Json.text(now, "status")));
            return runs.isPresent() ? stop.apply(runs.get()) : CompletableFuture.completedFuture(null);
        });
        return Stages.recover(off, failure -> {
            if (Stages.isInterrupt(failure)) {
                return CompletableFuture.failedFuture(failure);
            }
            context.say("its copy " + copy + " did not shut down before it is deleted: " + failure.getMessage());
            return CompletableFuture.completedFuture(null);
        });
    }

    private static Optional<ObjectNode> read(Cloud cloud, String copy) {
        return ReadRefusal.emptyIfGone(() -> cloud.send(NovaServer.get(copy)).json())
                .map(json -> json.path("server") instanceof ObjectNode server ? server : null);
    }

    /** Not where the account may not see the services. */
    private static boolean isDown(Cloud cloud, String host) {
        Request services = Request.get(Service.COMPUTE, "/os-services")
                .query("binary", "nova-compute")
                .query("host", host);
        try {
            return cloud.list(services, "services").stream()
                    .filter(service -> host.equals(Json.text(service, "host")))
                    .anyMatch(service -> "down".equals(Json.text(service, "state")));
        } catch (CloudException.Denied e) {
            return false;
        }
    }

    /** Since when a copy that an earlier run has booted has run for so long that data may be in it; empty when not. */
    static Optional<Instant> inUseSince(Resource copy) {
        return ServerState.ACTIVE.equals(copy.text("status")) ? launchedLongAgo(copy) : Optional.empty();
    }

    /** When one was up first, if that was so long ago that data may be in it; empty when not. */
    static Optional<Instant> launchedLongAgo(Resource copy) {
        JsonNode launched = copy.field("OS-SRV-USG:launched_at");
        if (launched.isMissingNode() || launched.isNull()) {
            return Optional.empty();
        }
        return Optional.of(ServiceTime.of(copy.json(), "OS-SRV-USG:launched_at", "Server " + copy.name()))
                .filter(since -> since.plus(UNUSED).isBefore(Instant.now()));
    }
}
