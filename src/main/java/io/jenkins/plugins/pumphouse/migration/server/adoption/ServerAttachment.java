package io.jenkins.plugins.pumphouse.migration.server.adoption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Detaches a volume from a server, and attaches it again. Neither deletes it: Nova does that only to a server that is
 * on no host, so the server has to be off and not shelved.
 */
final class ServerAttachment {
    /** A Nova that has taken a request shows that at once in Cinder; so often is looked again where it does not. */
    private static final int PATIENCE = 3;

    private static final List<String> PASSING = List.of("detaching", "attaching", "reserved");

    private final ChangeContext context;
    private final Cloud cloud;
    private final Resource server;
    private final SourceRecord record;
    private final String path;

    /** @param cloud that has the server */
    ServerAttachment(ChangeContext context, Cloud cloud, Resource server) {
        this.context = context;
        this.cloud = cloud;
        this.server = server;
        this.record = new SourceRecord(cloud, server);
        this.path = "/servers/" + Request.segment(server.id()) + "/os-volume_attachments";
    }

    /** Completes when the volume is the server's no more, and available. */
    CompletableFuture<Object> detach(DetachedVolume volume) {
        return Stages.begin(() -> {
            Resource now = record.read();
            if (!"SHUTOFF".equals(now.text("status")) || now.text("OS-EXT-STS:task_state") != null) {
                throw new MigrationException(record.label() + " is " + now.text("status") + ", not SHUTOFF, so that"
                        + " volume " + volume.id() + " was not detached from it. Run again.");
            }
            CloudException doubt = null;
            try {
                cloud.send(Request.delete(Service.COMPUTE, path + "/" + Request.segment(volume.id())));
            } catch (CloudException.NotFound e) {
                doubt = e; // an earlier run has detached it, or Nova says why not
            } catch (CloudException e) {
                if (!Doubt.mayBeDone(e)) {
                    throw e;
                }
                doubt = e;
            }
            return until(volume, false, doubt);
        });
    }

    /** Completes when the server has the volume, as it had it. */
    CompletableFuture<Object> attach(DetachedVolume volume) {
        return Stages.begin(() -> {
            CloudException doubt = null;
            try {
                cloud.send(AttachRequest.of(context, cloud, path, volume));
            } catch (CloudException e) {
                if (!Doubt.mayBeDone(e)) {
                    throw notAttached(volume, e.getMessage());
                }
                doubt = e;
            }
            return until(volume, true, doubt);
        });
    }

    /** Completes when a volume that an earlier detaching or attaching has left to the server is its own again. */
    CompletableFuture<Object> kept(DetachedVolume volume) {
        return context.watch()
                .until(
                        label(volume),
                        new Polling(cloud, CinderVolume.list("volumes"), "volumes"),
                        volume.id(),
                        now -> now == null || !PASSING.contains(String.valueOf(Json.text(now, "status")))
                                ? PollResult.done()
                                : PollResult.wait(Json.text(now, "status")),
                        context.options().stopTimeout())
                .thenCompose(now -> now == null || hasIt(now)
                        ? CompletableFuture.completedFuture((Object) now)
                        : attach(volume)); // it was on its way from the server
    }

    private String label(DetachedVolume volume) {
        return "Volume " + volume.id() + " on " + cloud.name();
    }

    private boolean hasIt(JsonNode volume) {
        return volume.path("attachments").findValuesAsText("server_id").contains(server.id());
    }

    private CompletableFuture<Object> until(DetachedVolume volume, boolean attached, CloudException doubt) {
        AtomicInteger looks =
                new AtomicInteger(doubt == null || doubt instanceof CloudException.NotFound ? PATIENCE : Doubt.LOOKS);
        return context.watch()
                .until(
                        label(volume),
                        new Polling(cloud, CinderVolume.list("volumes"), "volumes"),
                        volume.id(),
                        now -> look(now, volume, attached, doubt, looks),
                        context.options().stopTimeout())
                .thenApply(now -> now);
    }

    private PollResult look(
            ObjectNode now, DetachedVolume volume, boolean attached, CloudException doubt, AtomicInteger looks) {
        String status = now == null ? "not listed" : String.valueOf(Json.text(now, "status"));
        if (status.equals(attached ? "in-use" : "available") && hasIt(now) == attached) {
            return PollResult.done();
        }
        if (PASSING.contains(status)) {
            return PollResult.wait(status);
        }
        if (looks.getAndDecrement() > 0) {
            return PollResult.wait(status);
        }
        if (attached) {
            throw notAttached(volume, doubt == null ? "it is " + status + " after that." : doubt.getMessage());
        }
        throw doubt != null
                ? doubt
                : new MigrationException(
                        "Volume " + volume.id() + " is " + status + " on " + cloud.name() + ": Nova has"
                                + " not detached it from server " + server.name() + " (" + server.id() + "). See"
                                + " nova-compute's log on its hypervisor.");
    }

    /** What a person has to know and to do: the volume is whole, and with the source. */
    private MigrationException notAttached(DetachedVolume volume, String reason) {
        return new MigrationException("Volume " + volume.id() + " is on " + cloud.name()
                + " with all its data, but Nova"
                + " does not attach it to server " + server.name() + " (" + server.id() + ") again: " + reason
                + " The server stays off. By hand: openstack server add volume "
                + (volume.device().isEmpty() ? "" : "--device " + volume.device() + " ") + server.id() + " "
                + volume.id() + ", then openstack server start " + server.id() + "; or run again, which resumes the"
                + " move.");
    }
}
