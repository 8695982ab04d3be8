package io.jenkins.plugins.pumphouse.host.evacuation;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** Events of an action show their error to those who see no traces. */
    private static final String WITH_DETAILS = "2.84";

    /** The last version whose list of migrations comes whole. */
    private static final String MIGRATIONS = "2.58";

    private final Cloud cloud;

    NovaMigrations(Cloud cloud) {
        this.cloud = cloud;
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

    /** Empty when it was deleted. */
    Optional<ShownServer> server(String id) {
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
     * @throws CloudException.Rejected also when its disks would have to be copied and it has volumes: a Nova before
     *     Kilo copies those too, onto themselves (bug 1398999)
     */
    void live(ShownServer server) {
        String id = server.id();
        if (cloud.supports(Service.COMPUTE, AUTO)) {
            act(id, liveBody().put("block_migration", "auto"), AUTO);
            return;
        }
        try {
            oldLive(id, false);
        } catch (CloudException.Rejected e) {
            // "… is not on shared storage": Nova has looked, and nothing has begun.
            if (server.hasVolumes() || !e.serviceMessage().contains("shared storage")) {
                throw e;
            }
            oldLive(id, true);
        }
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

    /** Gives up the disk that a cold migration has left behind. */
    void confirm(String id) {
        cloud.send(action(id, JsonNodeFactory.instance.objectNode().putNull("confirmResize")));
    }

    private static Request action(String id, ObjectNode body) {
        return Request.post(Service.COMPUTE, "/servers/" + Request.segment(id) + "/action")
                .body(body);
    }

    /** Writes on the server which hypervisor it leaves. */
    void mark(String id, String host) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("metadata").put(ShownServer.MARK, host);
        cloud.send(Request.post(Service.COMPUTE, "/servers/" + Request.segment(id) + "/metadata")
                .body(body)
                .repeatable());
    }

    void unmark(String id) {
        try {
            cloud.send(Request.delete(
                    Service.COMPUTE, "/servers/" + Request.segment(id) + "/metadata/" + ShownServer.MARK));
        } catch (CloudException.NotFound e) {
            return; // it has none, or is gone itself
        }
    }

    /** The number of the newest migration of a server away from a hypervisor; empty when there is none. */
    Optional<String> migration(String id, String host) {
        Request list = Request.get(Service.COMPUTE, "/os-migrations")
                .query("host", host)
                .microversion(MIGRATIONS);
        return cloud.list(list, "migrations").stream()
                .filter(row -> row.path("instance_uuid").asText().equals(id)
                        && row.path("source_compute").asText().equals(host))
                .map(row -> row.path("id").asText())
                .reduce((older, newer) -> newer.length() > older.length()
                                || newer.length() == older.length() && newer.compareTo(older) > 0
                        ? newer
                        : older);
    }

    /** Why the newest action on a server failed, in Nova's words; empty when Nova does not say. */
    String failure(String id) {
        String actions = "/servers/" + Request.segment(id) + "/os-instance-actions";
        JsonNode newest =
                cloud.get(Service.COMPUTE, actions).path("instanceActions").path(0);
        String request = newest.path("request_id").asText("");
        if (request.isEmpty()) {
            return "";
        }
        Request get = Request.get(Service.COMPUTE, actions + "/" + Request.segment(request))
                .microversion(WITH_DETAILS);
        for (JsonNode event : cloud.send(get).json().path("instanceAction").path("events")) {
            String details = event.path("details").asText("");
            String trace = event.path("traceback").asText("").strip();
            if (event.path("result").asText().equals("Error")) {
                return details.isBlank() ? trace.substring(trace.lastIndexOf('\n') + 1) : details;
            }
        }
        return "";
    }
}
