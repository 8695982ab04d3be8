package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.function.Consumer;

/** A source's server as Nova has it now, and what its metadata is told of its move. */
public final class SourceRecord {
    private final Cloud cloud;
    private final Resource server;
    private final String path;

    public SourceRecord(Cloud cloud, Resource server) {
        this.cloud = cloud;
        this.server = server;
        this.path = "/servers/" + Request.segment(server.id());
    }

    /** How messages name it. */
    public String label() {
        return "Server " + server.name() + " (" + server.id() + ") on " + cloud.name();
    }

    public Resource read() {
        if (cloud.send(NovaServer.get(server.id())).json().path("server") instanceof ObjectNode now
                && now.hasNonNull("id")
                && now.hasNonNull("status")) {
            return NovaServer.of(ShelvedImage.withNotes(now, cloud));
        }
        throw new MigrationException(label() + ": Nova answered something that is no server. Run again.");
    }

    /** Nova takes none for a shelved server, and one that boots from a volume has no image of its disk beside it. */
    boolean takesNotes() {
        return !ServerState.isShelved(server.text("status"))
                || ShelvedImage.of(server.json(), cloud).isPresent();
    }

    /** @throws MigrationException when the items do not read back, whatever Nova has answered */
    public void note(ObjectNode items) {
        if (ServerState.isShelved(server.text("status"))) {
            ShelvedImage.note(server.json(), items, cloud);
            return;
        }
        Request post = Request.post(Service.COMPUTE, path + "/metadata")
                .body(Json.object("metadata", items))
                .repeatable();
        ObjectNode answer = cloud.send(post).json();
        if (!holds(answer.path("metadata"), items) && !holds(read().field("metadata"), items)) {
            throw new MigrationException(
                    label() + ": its metadata " + items + " was accepted, but does not read back. Run again.");
        }
    }

    private static boolean holds(JsonNode metadata, ObjectNode items) {
        return items.properties().stream().allMatch(item -> item.getValue().equals(metadata.path(item.getKey())));
    }

    /**
     * Removes a note. What is left of one does no harm, as a server that runs is believed more and a mark becomes
     * stale; but it stands in the owner's metadata, so it is told with the command that removes it.
     *
     * @param say takes that line
     * @return whether it is gone
     */
    public boolean strikeOut(String key, Consumer<String> say) {
        try {
            if (ServerState.isShelved(server.text("status"))) {
                ShelvedImage.remove(server.json(), key, cloud);
                return true;
            }
            cloud.remove(Request.delete(Service.COMPUTE, path + "/metadata/" + key));
        } catch (CloudException e) {
            say.accept("keeps the note " + key + " on " + cloud.name() + " (openstack server unset --property " + key
                    + " " + server.id() + " removes it): " + e.getMessage());
            return false;
        }
        return true;
    }
}
