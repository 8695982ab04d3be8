package io.jenkins.plugins.pumphouse.host.evacuation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;

/** Nova's calls for moving a server to another of its hypervisors, which its scheduler chooses. Blocking. */
final class NovaMigrations {
    /**
     * From this microversion on Nova finds out by itself whether disks have to be copied; it still checks before it
     * answers.
     */
    private static final String AUTO = "2.25";

    /** Servers show the size that they have. */
    private static final String WITH_FLAVOR = "2.47";

    private final Cloud cloud;

    NovaMigrations(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Whether it migrates paused servers live, with their memory; a Nova of 2014 does not. */
    boolean takesPaused() {
        return cloud.supports(Service.COMPUTE, AUTO);
    }

    /** The servers on a hypervisor, the soft-deleted ones too. */
    List<ShownServer> on(String host) {
        Request list = Request.get(Service.COMPUTE, "/servers/detail")
                .query("all_tenants", "1")
                .query("host", host)
                .query("soft_deleted", "True")
                .microversion(WITH_FLAVOR);
        return cloud.list(list, "servers").stream()
                .map(ShownServer::new)
                // Nova ignores the filter without a word when its policy does not let the caller use it.
                .filter(server -> server.isOn(host))
                .toList();
    }

    /** Empty when it was deleted, which Nova has to say twice: a host with a server would count as empty. */
    Optional<ShownServer> server(String id) {
        return shown(id).or(() -> shown(id));
    }

    private Optional<ShownServer> shown(String id) {
        try {
            Request get = Request.get(Service.COMPUTE, "/servers/" + Request.segment(id))
                    .microversion(WITH_FLAVOR);
            return Optional.of(new ShownServer(cloud.send(get).json().path("server")));
        } catch (CloudException.NotFound e) {
            return Optional.empty();
        }
    }

    /**
     * Has a running server migrated; its disks are copied where the hypervisors do not share them.
     *
     * @return why it was not begun, with the way out: its disks would have to be copied and it has volumes, which a
     *     Nova before Kilo copies too, onto themselves (bug 1398999); empty when it was
     */
    Optional<String> live(ShownServer server) {
        String id = server.id();
        if (cloud.supports(Service.COMPUTE, AUTO)) {
            act(id, liveBody().put("block_migration", "auto"), AUTO);
            return Optional.empty();
        }
        try {
            oldLive(id, false);
        } catch (CloudException.Rejected e) {
            // "… is not on shared storage": Nova has looked, and nothing has begun.
            if (!e.serviceMessage().contains("shared storage")) {
                throw e;
            }
            if (server.volumes() > 0) {
                return Optional.of(unsafe(server, e.serviceMessage()));
            }
            oldLive(id, true);
        }
        return Optional.empty();
    }

    private String unsafe(ShownServer server, String said) {
        return "cannot be migrated live: its disk is not on storage that the hypervisors share, so it would be copied;"
                + " and this Nova would copy its " + (server.volumes() == 1 ? "volume" : server.volumes() + " volumes")
                + " with it, over the data in them (Nova's bug 1398999). Name it in cold: ['" + server.name()
                + "'] to have it stopped for its migration, which leaves volumes alone; or detach them, and run again."
                + " Nova says: " + said;
    }

    private void oldLive(String id, boolean block) {
        act(id, liveBody().put("block_migration", block).put("disk_over_commit", false), null);
    }

    private static ObjectNode liveBody() {
        return JsonNodeFactory.instance.objectNode().putNull("host");
    }

    private void act(String id, ObjectNode live, String microversion) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("os-migrateLive", live);
        Request action = action(id, body);
        cloud.send(microversion == null ? action : action.microversion(microversion));
    }

    /** Has a server stopped, its disk copied, and brought into its state again. */
    void cold(String id) {
        cloud.send(action(id, JsonNodeFactory.instance.objectNode().putNull("migrate")));
    }

    /** What came of migrations. */
    MigrationHistory history() {
        return new MigrationHistory(cloud);
    }

    /** Gives up the disk that a cold migration has left behind. */
    void confirm(String id) {
        cloud.send(action(id, JsonNodeFactory.instance.objectNode().putNull("confirmResize")));
    }

    private static Request action(String id, ObjectNode body) {
        return Request.post(Service.COMPUTE, "/servers/" + Request.segment(id) + "/action")
                .body(body);
    }

    /** Writes on the server that it leaves a hypervisor. */
    void mark(String id, EvacuationMark mark) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("metadata").put(EvacuationMark.KEY, mark.value());
        cloud.send(Request.post(Service.COMPUTE, "/servers/" + Request.segment(id) + "/metadata")
                .body(body)
                .repeatable());
    }

    void unmark(String id) {
        try {
            cloud.send(Request.delete(
                    Service.COMPUTE, "/servers/" + Request.segment(id) + "/metadata/" + EvacuationMark.KEY));
        } catch (CloudException.NotFound e) {
            return; // it has none, or is gone itself
        }
    }
}
