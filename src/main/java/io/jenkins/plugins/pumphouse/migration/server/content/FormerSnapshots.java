package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Snapshots that moves have taken of a server which has run since, and whose undo could not remove them. */
final class FormerSnapshots {
    private final ChangeContext context;
    private final Resource server;

    FormerSnapshots(ChangeContext context) {
        this.context = context;
        this.server = context.resource();
    }

    /**
     * Removes those that nobody else needs; what stays is told.
     *
     * @param own all that carry the marks of the server's moves
     * @param taken the one that is the server's content now; null for none
     */
    void remove(Supplier<List<ObjectNode>> own, ObjectNode taken) {
        String kept = taken == null ? null : Json.text(taken, "id");
        String on = context.source().name();
        try {
            List<Resource> former = own.get().stream()
                    .filter(image -> !Json.text(image, "id").equals(kept))
                    .map(image -> new Resource(ImageType.KIND, Json.text(image, "id"), Json.text(image, "name"), image))
                    .toList();
            if (former.isEmpty()) {
                return;
            }
            CloudInventory source = context.inventory().anew();
            for (Resource snapshot : former) {
                Optional<String> use = MoveSnapshots.use(snapshot, server, source);
                if (use.isPresent()) {
                    context.say("leaves former snapshot " + snapshot.id() + " on " + on + ": it " + use.get());
                } else {
                    context.source().remove(Request.delete(Service.IMAGE, "/images/" + Request.segment(snapshot.id())));
                    context.say("former snapshot " + snapshot.id() + " on " + on + " is out of date: removed");
                }
            }
        } catch (CloudException e) {
            context.say("may leave a former snapshot on " + on + ": " + e.getMessage()
                    + " pumpCleanup removes it with the server; it is found by openstack image list --property "
                    + ImageType.SNAPSHOT_OF + "=" + server.id());
        }
    }
}
