package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerPorts;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Deletes what nothing uses once a copy is gone; what stays is told, whatever the reason. */
final class RollbackRest {
    private final ChangeContext context;
    private final Cloud target;
    private final String copyId;
    private final Set<String> told = new LinkedHashSet<>();
    /** Cards of the copy: Nova deletes those that it has made. */
    private final List<Resource> cards = new ArrayList<>();

    /** @param copyId of the copy, also when it is gone */
    RollbackRest(ChangeContext context, String copyId) {
        this.context = context;
        this.target = context.target();
        this.copyId = copyId;
    }

    /**
     * Sees what the copy has, while it is there: what was given to it later is found by nothing else.
     *
     * @param copy null when it is gone
     */
    void look(Resource server, Resource copy, CloudInventory sources, CloudInventory targets) {
        if (copy != null) {
            cards.addAll(ServerPorts.of(targets).of(copy));
            MoveLeftovers.of(server, copyId, copy, sources, targets).stream()
                    .filter(remnant -> !remnant.goes())
                    .forEach(remnant -> told.add(remnant.told()));
        }
    }

    /** Completes with what stays. */
    CompletableFuture<List<String>> remove(Resource server) {
        CloudInventory targets = context.targets().anew();
        List<Leftover> remnants =
                MoveLeftovers.of(server, copyId, null, context.inventory().anew(), targets);
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (Leftover remnant : remnants) {
            all = all.thenCompose(before -> free(remnant)).thenAccept(free -> delete(remnant));
        }
        return all.thenApply(gone -> {
            CloudInventory now = context.targets().anew();
            cards.stream()
                    .filter(card ->
                            remnants.stream().noneMatch(remnant -> remnant.id().equals(card.id())))
                    .filter(card -> now.find(PortType.KIND, card.id()).isPresent())
                    .forEach(card -> told.add("port " + card.text("mac_address") + " stays on " + target.name()
                            + ": it was given to the copy later"));
            return List.copyOf(told);
        });
    }

    /** Cinder deletes nothing that a server has: it is told a moment after the server is gone. */
    private CompletableFuture<?> free(Leftover remnant) {
        if (remnant.service() != Service.VOLUME || !remnant.goes()) {
            return CompletableFuture.completedFuture(null);
        }
        return context.watch()
                .until(
                        "The release of " + remnant.label() + " on " + target.name(),
                        new Polling(target, CinderVolume.list("volumes"), "volumes"),
                        remnant.id(),
                        now -> now != null && isHeld(now)
                                ? PollResult.wait(Json.text(now, "status"))
                                : PollResult.done(),
                        context.options().waitTimeout());
    }

    private boolean isHeld(ObjectNode volume) {
        for (JsonNode attachment : volume.path("attachments")) {
            if (copyId.equals(Json.text(attachment, "server_id"))) {
                return true;
            }
        }
        return List.of("detaching", "deleting").contains(String.valueOf(Json.text(volume, "status")));
    }

    private void delete(Leftover remnant) {
        if (!remnant.goes()) {
            told.add(remnant.told());
            return;
        }
        try {
            remnant.delete();
        } catch (CloudException.NotFound e) {
            return; // it is gone, which was the aim: with the server, or by an earlier run
        } catch (CloudException | MigrationException e) {
            told.add(remnant.label() + " stays on " + remnant.cloud().name() + ": " + e.getMessage());
        }
    }
}
