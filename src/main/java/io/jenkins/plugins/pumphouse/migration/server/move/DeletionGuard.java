package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.Optional;

/**
 * Keeps a server of the target from being deleted with which Nova would delete what is nowhere else: an adopted volume,
 * or one that its owner has attached. A move attaches none of them so; somebody may have done it since
 * ({@code delete_on_termination}).
 */
final class DeletionGuard {
    private DeletionGuard() {}

    /** @throws MigrationException with what to do first */
    static void check(ChangeContext context, String server) {
        Cloud target = context.target();
        ReadRefusal.emptyIfGone(() -> target.send(NovaServer.get(server)).identified("server"))
                .map(NovaServer::of)
                .ifPresent(now -> ServerVolumes.withServer(now).forEach((volume, goes) -> {
                    if (goes) {
                        foreign(context, volume).ifPresent(data -> {
                            throw new MigrationException("Server " + now.name() + " (" + server + ") on "
                                    + target.name() + " was not deleted: Nova would delete " + data
                                    + ". First: openstack server remove volume " + server + " " + volume
                                    + "; then run again.");
                        });
                    }
                }));
    }

    /** What a volume is to its owner, when it is none that the move has made. */
    private static Optional<String> foreign(ChangeContext context, String id) {
        Request get = CinderVolume.get(id);
        return ReadRefusal.emptyIfGone(() -> context.target().send(get).identified("volume"))
                .flatMap(volume -> {
                    if (AdoptedVolume.isOne(volume)) {
                        return Optional.of("the adopted volume " + id + " with it, whose data is nowhere else");
                    }
                    return ServerVolumes.isMadeOf(context.resource(), context.inventory(), volume)
                            ? Optional.empty()
                            : Optional.of("volume " + Json.text(volume, "name") + " (" + id
                                    + ") with it, which was attached to it later");
                });
    }
}
