package io.jenkins.plugins.pumphouse.migration.volume.backend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeTemporaries;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Proves that a backend of the source is one of the target: the source makes an empty volume in it, and the target sees
 * that at once. Equal names and sizes alone prove nothing: a mirror or a restored copy of a backend has them too.
 */
public final class BackendWitness {
    /** A scheduler without SameBackendFilter may make the volume in another backend of the same type. */
    private static final int TRIES = 4;

    /** A backend that is listed from a cache shows a new volume a little later. */
    private static final int LOOKS = 5;

    private final ChangeContext context;
    private final Resource volume;
    private final VolumeTemporaries temporaries;

    /** @param volume of the source, whose backend is meant */
    public BackendWitness(ChangeContext context, Resource volume) {
        this.context = context;
        this.volume = volume;
        this.temporaries = new VolumeTemporaries(context, volume);
    }

    /** Completes when the backend of a host of the target turns out to be that of the volume; else fails. */
    public CompletableFuture<Object> prove(String host) {
        ProvedBackends proved = context.shared(ProvedBackends.class, w -> new ProvedBackends());
        String pair = BackendSearch.host(volume) + " " + host;
        return former().thenCompose(gone -> proved.once(pair, () -> proof(host)));
    }

    /** What an earlier proof has left that made it for this volume: after the adoption no run would look for it. */
    private CompletableFuture<?> former() {
        Set<String> left = context.inventory()
                .fact(
                        BackendWitness.class,
                        () -> context.source().list(CinderVolume.list("volumes"), "volumes").stream()
                                .flatMap(each -> VolumeTemporaries.of(each).stream())
                                .collect(Collectors.toSet()));
        return left.contains(volume.id()) ? temporaries.removeAll() : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Object> proof(String host) {
        context.say("proves that " + BackendSearch.host(volume) + " of "
                + context.source().name() + " is " + host + " of "
                + context.target().name());
        return Stages.recover(
                        Stages.begin(() -> made(host, TRIES)),
                        failure -> Stages.isInterrupt(failure)
                                ? CompletableFuture.failedFuture(failure) // the next run removes it
                                : temporaries
                                        .remove()
                                        .thenCompose(gone -> CompletableFuture.<Object>failedFuture(failure)))
                .thenCompose(seen -> temporaries.removeAll().thenApply(gone -> seen));
    }

    private CompletableFuture<Object> made(String host, int tries) {
        ObjectNode wanted = Json.object().put("name", temporaries.name()).put("size", 1);
        wanted.set("metadata", temporaries.mark());
        for (String field : List.of("volume_type", "availability_zone")) {
            if (volume.text(field) != null) {
                wanted.put(field, volume.text(field));
            }
        }
        ObjectNode body = Json.object("volume", wanted);
        body.set("OS-SCH-HNT:scheduler_hints", Json.object().set("same_host", Json.array(List.of(volume.id()))));
        String id = Json.text(
                context.source()
                        .send(Request.post(Service.VOLUME, "/volumes").body(body))
                        .identified("volume"),
                "id");
        Polling volumes = new Polling(context.source(), CinderVolume.list("volumes"), "volumes");
        return context.watch()
                .until(
                        "Temporary volume " + id + " on " + context.source().name(),
                        volumes,
                        id,
                        now -> look(id, now),
                        context.options().waitTimeout())
                .thenCompose(now -> {
                    String at = BackendSearch.host(VolumeFields.resource(now));
                    if (String.valueOf(BackendSearch.host(volume)).equals(at)) {
                        return seen(id, host, LOOKS);
                    }
                    if (tries == 1) {
                        throw new MigrationException("Cinder of "
                                + context.source().name() + " makes a volume of type "
                                + volume.text("volume_type") + " in " + at + ", not in " + BackendSearch.host(volume)
                                + ", so that it cannot be proved that " + host + " of "
                                + context.target().name() + " is that backend. Nothing was changed. Enable"
                                + " SameBackendFilter (scheduler_default_filters) on the source, or copy the volume.");
                    }
                    return temporaries.remove().thenCompose(gone -> made(host, tries - 1));
                });
    }

    private PollResult look(String id, ObjectNode now) {
        String status = now == null ? "not listed" : String.valueOf(Json.text(now, "status"));
        if (status.startsWith("error")) {
            throw new MigrationException(
                    "Cinder of " + context.source().name() + " could not make the temporary volume "
                            + id + " that proves that both clouds have one backend: it is " + status
                            + ". Nothing was changed. See cinder-scheduler's and cinder-volume's log.");
        }
        return "available".equals(status) ? PollResult.done() : PollResult.wait(status);
    }

    private CompletableFuture<Object> seen(String id, String host, int looks) {
        boolean seen = BackendListing.of(context.target(), host).stream().anyMatch(kept -> kept.isOf(id));
        if (seen) {
            return CompletableFuture.completedFuture(host);
        }
        if (looks == 1) {
            throw new MigrationException("Backend " + host + " of "
                    + context.target().name() + " is not "
                    + BackendSearch.host(volume) + " of " + context.source().name() + ": the source has just made"
                    + " volume " + id + " in its own, and the target does not see it, although it has one called after "
                    + volume.id()
                    + ". Nothing was changed. Copy the volume.");
        }
        return context.watch().pause(context.options().poll()).thenCompose(over -> seen(id, host, looks - 1));
    }
}
