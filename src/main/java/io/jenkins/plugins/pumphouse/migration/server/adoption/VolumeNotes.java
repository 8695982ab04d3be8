package io.jenkins.plugins.pumphouse.migration.server.adoption;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.List;

/** Writes down which volumes are about to leave a server of the source, and keeps others from the server. */
record VolumeNotes(ChangeContext context, SourceRecord record) {
    /**
     * Before the first is detached all of them are noted, and the server is locked: so its owner does not start it
     * without its data, or shelve it.
     *
     * @param volumes that are to be adopted
     * @param noted by an earlier run
     * @param server as it is now
     */
    void write(List<AttachedVolume> volumes, List<DetachedVolume> noted, Resource server) {
        lock(server);
        ObjectNode items = Json.object();
        List<String> known = noted.stream().map(DetachedVolume::id).toList();
        List<String> keys = noted.stream().map(DetachedVolume::key).toList();
        int number = 1;
        for (AttachedVolume volume : volumes) {
            if (!known.contains(volume.volume().id())) {
                while (keys.contains(DetachedVolume.KEY + number)) {
                    number++;
                }
                DetachedVolume note = DetachedVolume.of(number++, volume);
                items.put(note.key(), note.value());
            }
        }
        if (!items.isEmpty()) {
            record.note(items);
        }
    }

    private void lock(Resource server) {
        try {
            new SourceLock(context.source(), server)
                    .set("its volumes are moved to " + context.target().name() + SourceLock.BY, context::say);
        } catch (CloudException.Denied e) {
            context.say("could not be locked on " + context.source().name() + " while its volumes are adopted: "
                    + e.getMessage());
        }
    }
}
