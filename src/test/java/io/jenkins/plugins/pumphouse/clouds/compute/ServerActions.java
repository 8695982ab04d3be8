package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code POST /servers/{id}/action}: changes of power, locks, groups; snapshots are {@link Snapshots}'. */
final class ServerActions {
    /**
     * One change of power.
     *
     * @param word Nova's name of it in its refusals
     * @param from the states that it starts in
     */
    private record Move(String word, Set<String> from, String task, String to, int power) {}

    private static final Map<String, Move> MOVES = Map.ofEntries(
            entry("os-stop", "stop", Set.of("active", "error"), "powering-off", "stopped", Server.SHUTDOWN),
            entry("os-start", "start", Set.of("stopped"), "powering-on", "active", Server.RUNNING),
            entry("pause", "pause", Set.of("active"), "pausing", "paused", Server.PAUSED),
            entry("unpause", "unpause", Set.of("paused"), "unpausing", "active", Server.RUNNING),
            entry("suspend", "suspend", Set.of("active"), "suspending", "suspended", Server.SUSPENDED),
            entry("resume", "resume", Set.of("suspended"), "resuming", "active", Server.RUNNING),
            entry(
                    "shelve",
                    "shelve",
                    Set.of("active", "stopped", "paused", "suspended"),
                    "shelving",
                    "shelved_offloaded",
                    Server.SHUTDOWN),
            entry(
                    "shelveOffload",
                    "shelveOffload",
                    Set.of("shelved"),
                    "shelving_offloading",
                    "shelved_offloaded",
                    Server.SHUTDOWN),
            entry(
                    "unshelve",
                    "unshelve",
                    Set.of("shelved", "shelved_offloaded"),
                    "unshelving",
                    "active",
                    Server.RUNNING),
            entry("rescue", "rescue", Set.of("active", "stopped", "error"), "rescuing", "rescued", Server.RUNNING),
            entry("unrescue", "unrescue", Set.of("rescued"), "unrescuing", "active", Server.RUNNING),
            entry("restore", "restore", Set.of("soft-delete"), "restoring", "active", Server.RUNNING),
            entry(
                    "reboot",
                    "reboot",
                    Set.of("active", "stopped", "paused", "suspended", "error"),
                    "rebooting",
                    "active",
                    Server.RUNNING));

    private static Map.Entry<String, Move> entry(
            String action, String word, Set<String> from, String task, String to, int power) {
        return Map.entry(action, new Move(word, from, task, to, power));
    }

    private final Compute nova;
    private final Snapshots snapshots;
    private final ServerMigrations migrations;

    ServerActions(Compute nova) {
        this.nova = nova;
        this.snapshots = new Snapshots(nova);
        this.migrations = new ServerMigrations(nova);
    }

    void addTo(Routes routes, String root) {
        routes.post(root + "/servers/{id}/action", this::act);
    }

    private Answer act(Call call) {
        Server server = nova.servers.visible(call);
        if (!call.json().isObject() || call.json().size() != 1) {
            throw Refused.badRequest("Malformed request body");
        }
        String action = call.json().fieldNames().next();
        Shares.check(server, action);
        JsonNode body = call.json().get(action);
        return switch (action) {
            case "lock", "unlock" -> lock(call, server, action.equals("lock"), body);
            case "os-resetState" -> reset(call, server, body);
            case "addSecurityGroup", "removeSecurityGroup" ->
                group(call, server, body, action.equals("addSecurityGroup"));
            case "os-migrateLive" -> migrations.live(call, nova.servers.changeable(call), body);
            case "migrate" -> migrations.cold(call, nova.servers.changeable(call));
            case "resize" -> migrations.resize(call, nova.servers.changeable(call), body);
            case "confirmResize" -> migrations.confirm(call, nova.servers.changeable(call));
            case "revertResize" -> migrations.revert(call, nova.servers.changeable(call));
            case "createImage" -> snapshots.take(call, nova.servers.changeable(call), body);
            case "os-getConsoleOutput" -> console(server, body);
            case "forceDelete" -> nova.servers.forceDelete(call);
            case "addFloatingIp", "removeFloatingIp" -> floating(server, body, action.equals("addFloatingIp"));
            default -> move(call, server, action, body);
        };
    }

    /** The last lines, of a server that is on a host. */
    private Answer console(Server server, JsonNode body) {
        if (server.host == null) {
            throw Refused.conflict("Instance " + server.id + " is not ready");
        }
        List<String> lines = nova.world().behaviour().console().lines().toList();
        int length = body.path("length").asInt(lines.size());
        return Answer.ok(WireJson.object(
                "output", String.join("\n", lines.subList(Math.max(0, lines.size() - length), lines.size()))));
    }

    private Answer move(Call call, Server server, String action, JsonNode body) {
        Move move = MOVES.get(action);
        if (move == null) {
            throw Refused.badRequest("There is no such action: " + action);
        }
        nova.servers.changeable(call);
        boolean hard = action.equals("reboot") && "HARD".equals(WireJson.text(body, "type"));
        if (action.equals("reboot") && WireJson.text(body, "type") == null) {
            throw Refused.badRequest(
                    "Invalid input for field/attribute reboot. Value: " + body + ". 'type' is a required property");
        }
        Set<String> from = action.equals("reboot") && !hard ? Set.of("active") : move.from;
        if (!from.contains(server.vmState())) {
            throw conflict(server, move.word, "vm_state " + server.vmState());
        }
        if (server.task() != null) {
            throw conflict(server, move.word, "task_state " + server.task());
        }
        boolean hasDisk = server.image != null; // else its volumes have all, and Nova makes no image
        if (action.equals("shelve") && hasDisk) {
            snapshots.shelve(call, server);
        }
        server.acted(move.word, call.caller(), Servers.request(), nova.world().now());
        server.task(move.task, nova.world().now());
        String to =
                action.equals("shelve") && hasDisk && nova.world().behaviour().areShelvedServersKept()
                        ? "shelved"
                        : move.to;
        nova.world().after(nova.world().behaviour().power(), () -> {
            if (!server.gone()) {
                server.become(to, null, move.power, nova.world().now());
                place(server, to);
            }
        });
        return Answer.accepted();
    }

    /** A server that is shelved is on no host, and on any once it is back. */
    private void place(Server server, String state) {
        if (state.equals("shelved_offloaded")) {
            server.host = null;
            server.volumes.forEach(disk -> nova.volumes.offload(disk.volume(), server.id));
        } else if (server.host == null) {
            server.host = nova.hosts.pick(null, null);
            server.volumes.forEach(disk -> nova.volumes.unshelve(disk.volume(), server.id, disk.device()));
        }
        if (state.equals("active") && server.shelved != null) {
            nova.images.drop(server.shelved);
            server.shelved = null;
        }
    }

    static Refused conflict(Server server, String word, String state) {
        return Refused.conflict("Cannot '" + word + "' instance " + server.id + " while it is in " + state);
    }

    private Answer lock(Call call, Server server, boolean on, JsonNode body) {
        boolean owner = call.caller().projectId().equals(server.project);
        if (on && server.locked && owner) {
            return Answer.accepted(); // Nova's compute.API.lock: only an administrator of elsewhere locks over a lock
        }
        if (!on && server.locked && !server.lockedByOwner && !call.caller().admin()) {
            throw Refused.forbidden(
                    "Policy doesn't allow os_compute_api:os-lock-server:unlock:unlock_override to be performed.");
        }
        server.locked = on;
        server.lockedByOwner = on && owner;
        server.acted(
                on ? "lock" : "unlock",
                call.caller(),
                Servers.request(),
                nova.world().now());
        server.lockedReason = on && nova.version(call).from(73) ? WireJson.text(body, "locked_reason") : null;
        return Answer.accepted();
    }

    private Answer reset(Call call, Server server, JsonNode body) {
        Compute.admin(call, "os-admin-actions:reset_state");
        String state = WireJson.text(body, "state");
        if (!List.of("active", "error").contains(String.valueOf(state))) {
            throw Refused.badRequest("Invalid input for field/attribute state. Value: " + state + ". '" + state
                    + "' is not one of ['active', 'error']");
        }
        server.acted(
                "resetState", call.caller(), Servers.request(), nova.world().now());
        server.become(state, null, server.power(), nova.world().now());
        return Answer.accepted();
    }

    /** As nova.api.openstack.compute.contrib.floating_ips has it, over nova-network. */
    private Answer floating(Server server, JsonNode body, boolean on) {
        if (nova.own == null) {
            throw Refused.badRequest("There is no such action");
        }
        ObjectNode address = nova.own
                .floating(WireJson.text(body, "address"))
                .orElseThrow(() -> Refused.notFound("floating ip not found"));
        if (on) {
            String fixed = WireJson.text(body, "fixed_address");
            if (WireJson.has(address, "instance_uuid")) {
                throw Refused.badRequest("floating ip is already associated");
            }
            if (fixed != null && !nova.own.has(server.id, fixed)) {
                throw Refused.badRequest("Specified fixed address not assigned to instance");
            }
            address.put("instance_uuid", server.id)
                    .put("fixed", fixed == null ? nova.own.fixed(server.id).get(0) : fixed);
        } else {
            if (!server.id.equals(WireJson.text(address, "instance_uuid"))) {
                throw new Refused(
                        422,
                        null,
                        "Floating ip " + WireJson.text(address, "address") + " is not associated with instance "
                                + server.id + ".");
            }
            address.putNull("instance_uuid").putNull("fixed");
        }
        return Answer.accepted();
    }

    private Answer group(Call call, Server server, JsonNode body, boolean on) {
        String name = WireJson.text(body, "name");
        String id;
        try {
            id = nova.network.group(name, call.caller());
        } catch (Refused refused) {
            throw Refused.notFound("Security group " + name + " is not found for project " + server.project);
        }
        nova.network.group(server.id, id, on);
        return Answer.accepted();
    }
}
