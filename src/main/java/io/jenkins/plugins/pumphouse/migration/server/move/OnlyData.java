package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;

/**
 * Keeps a server of the target from being deleted with which Nova would delete an adopted volume, whose data is nowhere
 * else. A move attaches none so; somebody may have changed that since ({@code delete_on_termination}).
 */
final class OnlyData {
    private OnlyData() {}

    /** @throws MigrationException with what to do first */
    static void check(Cloud target, String server) {
        Request get = NovaServer.get(server);
        try {
            Resource now = NovaServer.of(target.send(get).identified("server"));
            ServerVolumes.withServer(now).forEach((volume, goes) -> {
                if (goes && isAdopted(target, volume)) {
                    throw new MigrationException("Server " + now.name() + " (" + server + ") on " + target.name()
                            + " was not deleted: Nova would delete the adopted volume " + volume
                            + " with it, whose data is nowhere else. First: openstack server remove volume " + server
                            + " " + volume + "; then run again.");
                }
            });
        } catch (CloudException.NotFound e) {
            return; // it is gone
        }
    }

    private static boolean isAdopted(Cloud target, String volume) {
        try {
            Request get = Request.get(Service.VOLUME, "/volumes/" + Request.segment(volume));
            return AdoptedVolume.isOne(target.send(get).identified("volume"));
        } catch (CloudException.NotFound e) {
            return false;
        }
    }
}
