package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /servers/{id}/os-volume_attachments}: the volumes of a server that exists. */
final class Attachments {
    private static final Set<String> STATES = Set.of(
            "active", "paused", "suspended", "stopped", "resized", "soft-delete", "shelved", "shelved_offloaded");

    /** The fields of a request to attach and the microversion that brought them. */
    private static final Map<String, Integer> FIELDS =
            Map.of("volumeId", 1, "device", 1, "tag", 49, "delete_on_termination", 79);

    private final Compute nova;

    Attachments(Compute nova) {
        this.nova = nova;
    }

    void addTo(Routes routes, String one) {
        String all = one + "/os-volume_attachments";
        routes.get(all, call -> {
                    Server server = nova.servers.visible(call);
                    return Answer.ok(WireJson.object(
                            "volumeAttachments",
                            WireJson.arrayOf(server.volumes.stream()
                                    .map(disk -> shown(call, server, disk))
                                    .toList())));
                })
                .post(all, this::attach)
                .put(all + "/{volume}", this::change)
                .delete(all + "/{volume}", this::detach);
    }

    private ObjectNode shown(Call call, Server server, Server.Disk disk) {
        ObjectNode shown = WireJson.object(
                "id", disk.volume(), "volumeId", disk.volume(), "serverId", server.id, "device", disk.device());
        if (nova.version(call).from(79)) {
            shown.put("delete_on_termination", disk.withServer());
        }
        return nova.version(call).from(70) ? shown.put("tag", disk.tag()) : shown;
    }

    private Server changeable(Call call, String word) {
        Server server = nova.servers.changeable(call);
        if (!STATES.contains(server.vmState())) {
            throw ServerActions.conflict(server, word, "vm_state " + server.vmState());
        }
        if (server.task() != null) {
            throw ServerActions.conflict(server, word, "task_state " + server.task());
        }
        return server;
    }

    /** The libvirt driver takes no device name since Liberty: the next one that is free. */
    private Answer attach(Call call) {
        Server server = changeable(call, "attach_volume");
        ObjectNode wanted = call.entity("volumeAttachment");
        wanted.fieldNames().forEachRemaining(field -> {
            if (!nova.version(call).from(FIELDS.getOrDefault(field, Integer.MAX_VALUE))) {
                throw Refused.badRequest("Invalid input for field/attribute volumeAttachment. Additional properties"
                        + " are not allowed ('" + field + "' was unexpected)");
            }
        });
        String id = WireJson.text(wanted, "volumeId");
        ObjectNode volume = nova.volumes.row(id);
        if (volume == null) {
            throw Refused.notFound("Volume " + id + " could not be found.");
        }
        if (!"available".equals(WireJson.text(volume, "status"))) {
            throw Refused.badRequest("Invalid volume: volume '" + id + "' status must be 'available'. Currently in '"
                    + WireJson.text(volume, "status") + "'");
        }
        Server.Disk disk = new Server.Disk(
                id, free(server), wanted.path("delete_on_termination").asBoolean(), WireJson.text(wanted, "tag"));
        server.acted(
                "attach_volume", call.caller(), Servers.request(), nova.world().now());
        volume.put("status", "reserved");
        nova.world().after(nova.world().behaviour().power(), () -> nova.volumes.attach(id, server.id, disk.device()));
        server.volumes.add(disk);
        return Answer.ok(WireJson.object("volumeAttachment", shown(call, server, disk)));
    }

    private Answer change(Call call) {
        nova.since(call, 85);
        Server server = nova.servers.changeable(call);
        boolean goes =
                call.entity("volumeAttachment").path("delete_on_termination").asBoolean();
        server.volumes.replaceAll(disk -> disk.volume().equals(call.segment("volume"))
                ? new Server.Disk(disk.volume(), disk.device(), goes, disk.tag())
                : disk);
        return Answer.accepted();
    }

    private static String free(Server server) {
        return Stream.iterate('b', letter -> (char) (letter + 1))
                .map(letter -> "/dev/sd" + letter)
                .filter(device ->
                        server.volumes.stream().noneMatch(disk -> disk.device().equals(device)))
                .findFirst()
                .orElseThrow();
    }

    /** Of a server on no host Nova cleans up itself, as if the server went (nova.compute.api). */
    private Answer detach(Call call) {
        Server server = changeable(call, "detach_volume");
        String id = call.segment("volume");
        Server.Disk disk = server.volumes.stream()
                .filter(each -> each.volume().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Instance " + server.id + " is not attached to volume " + id));
        if (server.image == null && server.volumes.indexOf(disk) == 0) {
            throw Refused.badRequest("Cannot detach a root device volume");
        }
        ObjectNode volume = nova.volumes.row(id);
        String status = WireJson.text(volume, "status");
        if (!"in-use".equals(status)) {
            throw Refused.badRequest("Invalid volume: Invalid input received: Invalid volume: Unable to detach volume."
                    + " Volume status must be 'in-use' and attach_status must be 'attached' to detach. Currently: status:"
                    + " '" + status + "'");
        }
        server.acted(
                "detach_volume", call.caller(), Servers.request(), nova.world().now());
        boolean goes = disk.withServer() && server.vmState().equals("shelved_offloaded");
        volume.put("status", "detaching");
        nova.world().after(nova.world().behaviour().power(), () -> {
            if (nova.world().behaviour().snapshotFails("detach " + WireJson.text(volume, "name"))) {
                volume.put("status", "in-use");
            } else {
                server.volumes.remove(disk);
                nova.volumes.detach(id, server.id, goes);
            }
        });
        return Answer.accepted();
    }
}
