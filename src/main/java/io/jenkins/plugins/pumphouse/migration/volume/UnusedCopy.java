package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Removes an outdated copy on the target, once it is certain that nobody has used it since it was made. Its owner sees
 * it from the start, and what he has written to it exists nowhere else.
 *
 * <p>The proof is {@code updated_at}, which Cinder sets at each attachment, and which stands in the copy since it was
 * made. A copy whose run was interrupted before it could write that is compared with what was carried.
 */
public final class UnusedCopy {
    private static final List<String> FILLING = List.of("creating", "downloading");

    private final ChangeContext context;
    private final Resource volume;
    private final Cloud cloud;
    private final TargetVolume target;
    private boolean seenFilling;

    /** @param volume of the source */
    public UnusedCopy(ChangeContext context, Resource volume) {
        this.context = context;
        this.volume = volume;
        this.cloud = context.target();
        this.target = new TargetVolume(context, volume);
    }

    /** Completes when it is gone; fails when somebody has used it, and then it stays. */
    public CompletableFuture<ObjectNode> remove(String id) {
        return proved(id).thenCompose(proved -> {
            if (proved == null) {
                return CompletableFuture.completedFuture(null);
            }
            if ("error_deleting".equals(Json.text(proved, "status"))) { // which Cinder deletes no more
                throw new MigrationException("Volume " + TargetVolume.shown(volume) + " has a copy " + id + " on "
                        + cloud.name() + " that is error_deleting: Cinder could not delete it, see"
                        + " cinder-volume's log. Let it be deleted again (openstack volume set --state error " + id
                        + "), then run again.");
            }
            target.remove(id);
            return gone(id);
        });
    }

    /** Completes when a copy that is being deleted is gone. */
    public CompletableFuture<ObjectNode> gone(String id) {
        return target.until(id, now -> now == null ? PollResult.done() : PollResult.wait("deleting"));
    }

    /**
     * Completes with the copy as it is, which nobody has used; with null when it is gone.
     *
     * @throws MigrationException in the stage when somebody has, or may have
     */
    public CompletableFuture<ObjectNode> proved(String id) {
        return target.until(id, this::atRest)
                .thenCompose(
                        now -> now == null || isProvedBy(now) ? CompletableFuture.completedFuture(now) : compared(now));
    }

    /** Cinder still fills what an interrupted run has begun, and deletes nothing meanwhile. */
    private PollResult atRest(ObjectNode now) {
        String status = now == null ? "gone" : String.valueOf(Json.text(now, "status"));
        boolean filling = FILLING.contains(status);
        seenFilling |= filling;
        return filling || "detaching".equals(status) ? PollResult.wait(status) : PollResult.done();
    }

    private boolean isProvedBy(ObjectNode now) {
        if (!now.path("attachments").isEmpty()) {
            throw used(now, "server " + Json.text(now.path("attachments").path(0), "server_id") + " has it");
        }
        String noted = UnusedSince.of(now);
        if (noted != null && !UnusedSince.isAsMade(now)) {
            throw used(
                    now,
                    "Cinder has last changed it at " + Json.text(now, "updated_at") + ", and it was made at " + noted);
        }
        boolean failed = "error".equals(Json.text(now, "status")); // when it was made: no server gets such a volume
        return noted != null || seenFilling || failed;
    }

    /** Nothing was seen of its making: the content tells. */
    private CompletableFuture<ObjectNode> compared(ObjectNode now) {
        String carried = TargetVolume.digest(now);
        if (carried == null || !"available".equals(Json.text(now, "status"))) {
            throw used(now, "it is " + Json.text(now, "status") + ", and nothing tells what it held when it was made");
        }
        context.say("compares the copy " + Json.text(now, "id") + " of volume " + TargetVolume.shown(volume) + " on "
                + cloud.name() + " with what was carried");
        String id = Json.text(now, "id");
        return new VolumeContent(context, volume, cloud).upload(id).thenCompose(image -> {
            cloud.remove(Request.delete(Service.IMAGE, "/images/" + Request.segment(Json.text(image, "id"))));
            if (!carried.equals(Json.text(image, "os_hash_value"))) {
                throw used(now, "its content is not what was carried");
            }
            return target.until(id, this::atRest).thenApply(after -> {
                noteAgain(after);
                return after;
            });
        });
    }

    private void noteAgain(ObjectNode copy) {
        try {
            if (copy != null) {
                UnusedSince.write(cloud, copy); // so that nothing is compared again before it is removed
            }
        } catch (CloudException.NotFound e) {
            return; // it is gone, which was the aim
        }
    }

    private MigrationException used(ObjectNode copy, String how) {
        String id = Json.text(copy, "id");
        return new MigrationException("Volume " + TargetVolume.shown(volume) + " has a copy " + id + " on "
                + cloud.name() + " that is out of date, and that somebody may have used since: " + how
                + ". It stays. Agree with its owner: openstack volume delete " + id + " on " + cloud.name()
                + " removes it, openstack volume unset --property pumphouse_source " + id
                + " leaves it to its owner; then run again.");
    }
}
