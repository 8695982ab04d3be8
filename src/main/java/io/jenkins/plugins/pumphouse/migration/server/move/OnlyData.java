package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/**
 * Keeps a server of the target from being deleted with which Nova would delete what is nowhere else: an adopted volume,
 * or one that its owner has attached. A move attaches none of them so; somebody may have done it since
 * ({@code delete_on_termination}).
 */
final class OnlyData {
    private OnlyData() {}

    /** @throws MigrationException with what to do first */
    static void check(ChangeContext context, String server) {
        Cloud target = context.target();
        Request get = NovaServer.get(server);
        try {
            Resource now = NovaServer.of(target.send(get).identified("server"));
            ServerVolumes.withServer(now).forEach((volume, goes) -> {
                if (goes) {
                    foreign(context, volume).ifPresent(data -> {
                        throw new MigrationException("Server " + now.name() + " (" + server + ") on " + target.name()
                                + " was not deleted: Nova would delete " + data + ". First: openstack server remove"
                                + " volume " + server + " " + volume + "; then run again.");
                    });
                }
            });
        } catch (CloudException.NotFound e) {
            return; // it is gone
        }
    }

    /** What a volume is to its owner, when it is none that the move has made. */
    private static Optional<String> foreign(ChangeContext context, String id) {
        try {
            Request get = Request.get(Service.VOLUME, "/volumes/" + Request.segment(id));
            ObjectNode volume = context.target().send(get).identified("volume");
            if (AdoptedVolume.isOne(volume)) {
                return Optional.of("the adopted volume " + id + " with it, whose data is nowhere else");
            }
            return ServerVolumes.isMadeOf(context.resource(), context.inventory(), volume)
                    ? Optional.empty()
                    : Optional.of("volume " + Json.text(volume, "name") + " (" + id
                            + ") with it, which was attached to it later");
        } catch (CloudException.NotFound e) {
            return Optional.empty();
        }
    }
}
