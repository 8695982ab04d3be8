package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.volume.backend.BackendListing;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.MarkedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.UnknownVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeItems;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lets the Cinder of one cloud manage a volume that is in a backend, or manage it no more: its data is not touched by
 * either. After an answer that does not say what was done, it looks.
 */
final class ManagedVolumes {
    /** A Cinder that has taken a request shows that at once; so often is looked again where it does not. */
    private static final int PATIENCE = 3;

    private final ChangeContext context;
    private final Cloud cloud;
    private final String label;

    /** @param volume as messages call it */
    ManagedVolumes(ChangeContext context, Cloud cloud, Resource volume) {
        this.context = context;
        this.cloud = cloud;
        this.label = "Volume " + TargetVolume.shown(volume) + " on " + cloud.name();
    }

    /** What Cinder says of a volume whose driver could not let it go. */
    private static final String UNABLE = "error_unmanaging";

    /** The driver of a volume cannot give it up. */
    static final class Unable extends MigrationException {
        private static final long serialVersionUID = 1L;

        private Unable(String message) {
            super(message);
        }
    }

    /** Cinder has tried to manage a volume, and could not; it shows one in that state. */
    static final class NotManaged extends MigrationException {
        private static final long serialVersionUID = 1L;

        private final String failed;

        private NotManaged(String message, String failed) {
            super(message);
            this.failed = failed;
        }

        /** The id of what it shows. */
        String failed() {
            return failed;
        }
    }

    private static String path(String id) {
        return "/volumes/" + Request.segment(id);
    }

    /** A volume that the cloud manages; empty when it manages none of that id. */
    Optional<ObjectNode> read(String id) {
        Request get = Request.get(Service.VOLUME, path(id));
        return ReadRefusal.emptyIfGone(() -> cloud.send(get).identified("volume"));
    }

    /** The snapshots of a volume, for a person: Cinder gives up no volume that has some. */
    List<String> snapshots(String id) {
        Request list = CinderVolume.list("snapshots").query("volume_id", id);
        return cloud.list(list, "snapshots").stream()
                .filter(snapshot -> id.equals(Json.text(snapshot, "volume_id")))
                .map(snapshot ->
                        Json.text(snapshot, "name") == null ? Json.text(snapshot, "id") : Json.text(snapshot, "name"))
                .toList();
    }

    /** Completes when the cloud manages the volume no more; fails when it still does. */
    CompletableFuture<Object> unmanage(String id) {
        return Stages.begin(() -> {
            CloudException doubt = null;
            try {
                cloud.send(Request.post(Service.VOLUME, path(id) + "/action")
                        .body(Json.object("os-unmanage", Json.object())));
            } catch (CloudException e) {
                if (!Doubt.mayBeDone(e)) {
                    throw e;
                }
                doubt = e;
            }
            return gone(id, doubt, new AtomicInteger(doubt == null ? PATIENCE : Doubt.LOOKS));
        });
    }

    /** Completes when a volume that is being unmanaged is gone. */
    CompletableFuture<Object> gone(String id) {
        return gone(id, null, new AtomicInteger(PATIENCE));
    }

    private CompletableFuture<Object> gone(String id, CloudException doubt, AtomicInteger looks) {
        return until(id, now -> isGone(now, doubt, looks)).thenCompose(now -> {
            if (now != null && UNABLE.equals(Json.text(now, "status"))) {
                throw unable(id);
            }
            if (read(id).isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            looks.decrementAndGet(); // a list that misses it is no proof
            return context.watch().pause(context.options().poll()).thenCompose(over -> gone(id, doubt, looks));
        });
    }

    private PollResult isGone(ObjectNode now, CloudException doubt, AtomicInteger looks) {
        String status = now == null ? "gone" : String.valueOf(Json.text(now, "status"));
        return switch (status) {
            case "gone" -> PollResult.done();
            case AdoptedVolume.UNMANAGING, "deleting" -> PollResult.wait(status);
            case UNABLE -> PollResult.done();
            default -> {
                if (looks.getAndDecrement() <= 0) {
                    throw doubt != null
                            ? doubt
                            : new MigrationException(label + " is " + status + " after os-unmanage. Run again.");
                }
                yield PollResult.wait(status);
            }
        };
    }

    /** It was available before, and is that again: Cinder says of itself that it has changed nothing. */
    private Unable unable(String id) {
        cloud.send(Request.post(Service.VOLUME, path(id) + "/action")
                .body(Json.object("os-reset_status", Json.object().put("status", "available")))
                .repeatable());
        return new Unable(label + ": its driver cannot give volumes up (error_unmanaging; NFS is one such, and"
                + " cinder-volume's log says why). It is available again, and nothing of it was changed. Copy it.");
    }

    /**
     * Completes with the volume that the cloud makes of what a backend has, available.
     *
     * @param access to the cloud's projects
     * @param wanted in Cinder's words, with a mark among its metadata
     * @param isIt whether a volume carries that mark
     * @throws NotManaged in the stage when Cinder could not
     * @throws UnknownVolume in the stage when nobody can tell; any other failure means that it was not managed
     */
    CompletableFuture<ObjectNode> manage(
            ProjectAccess access, String project, ObjectNode wanted, Predicate<JsonNode> isIt) {
        return Stages.begin(() -> {
            MarkedVolume marked = new MarkedVolume(context, cloud, isIt);
            RuntimeException doubt =
                    new MigrationException(label + ": Cinder did not say which id it has got, and shows none.");
            try {
                String made = Doubt.id(post(access, project, wanted), "id");
                if (made != null) {
                    return settled(made, marked, isIt);
                }
            } catch (CloudException e) {
                if (!Doubt.mayBeDone(e)) {
                    throw e;
                }
                doubt = e;
            }
            RuntimeException unmade = doubt;
            return marked.shown()
                    .thenCompose(found -> settled(Json.text(found.orElseThrow(() -> unmade), "id"), marked, isIt));
        });
    }

    /** The mark tells what the wait does not: if the other cloud took the volume on a guess, both would manage it. */
    private CompletableFuture<ObjectNode> settled(String id, MarkedVolume marked, Predicate<JsonNode> isIt) {
        return Stages.recover(
                whole(id, isIt),
                failure -> failure instanceof NotManaged || Stages.isInterrupt(failure)
                        ? CompletableFuture.failedFuture(failure)
                        : marked.atRest()
                                .thenCompose(found -> found.isEmpty()
                                        ? CompletableFuture.failedFuture(failure)
                                        : CompletableFuture.completedFuture(managed(found.get()))));
    }

    private JsonNode post(ProjectAccess access, String project, ObjectNode wanted) {
        boolean lists = BackendListing.isKnownTo(cloud);
        wanted.set("metadata", VolumeItems.metadata(cloud).taken((ObjectNode) wanted.path("metadata")));
        Request post = Request.post(Service.VOLUME, lists ? "/manageable_volumes" : "/os-volume-manage")
                .body(Json.object("volume", wanted));
        Request versioned = lists ? post.microversion(BackendListing.LISTS) : post;
        try {
            return access.in(project).send(versioned).json().path("volume");
        } catch (CloudException.WrongCredentials | CloudException.MissingRight e) {
            return access.again(project).send(versioned).json().path("volume");
        }
    }

    /**
     * Completes when Cinder has come to an end with a volume that it begins to manage, which its API shows as
     * {@code creating}, and as {@code error} when it could not.
     */
    CompletableFuture<ObjectNode> whole(String id, Predicate<JsonNode> isIt) {
        return until(id, now -> {
                    String status = now == null ? "not listed" : String.valueOf(Json.text(now, "status"));
                    boolean under = status.equals("not listed") || status.equals("creating");
                    return under ? PollResult.wait(status) : PollResult.done();
                })
                .thenApply(now -> {
                    if (!isIt.test(now)) {
                        throw new MigrationException(label + ": Cinder answered with the id of another volume, " + id
                                + ", which was not touched. Run again.");
                    }
                    return managed(now);
                });
    }

    private ObjectNode managed(ObjectNode now) {
        String status = String.valueOf(Json.text(now, "status"));
        if (status.startsWith("error")) {
            throw new NotManaged(
                    "Cinder of " + cloud.name() + " could not manage it: it was " + status + ". Does volume type "
                            + Json.text(now, "volume_type")
                            + " belong to that backend? See the logs of cinder-scheduler and cinder-volume.",
                    Json.text(now, "id"));
        }
        return now;
    }

    private CompletableFuture<ObjectNode> until(String id, Function<ObjectNode, PollResult> look) {
        Polling volumes = new Polling(cloud, CinderVolume.list("volumes"), "volumes");
        return context.watch().until(label, volumes, id, look, context.options().waitTimeout());
    }
}
