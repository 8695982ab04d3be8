package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Set;

/**
 * {@code /servers/{id}/shares}: the shares of Manila that a server mounts by a tag, from 2.97 on
 * (nova.api.openstack.compute.server_shares). Any id counts as a share that Manila has.
 */
final class Shares {
    private static final int FIRST = 97;

    /** What Nova does not do with a server that has one (nova.compute.api, block_shares_not_supported). */
    private static final Set<String> BLOCKED =
            Set.of("suspend", "shelve", "resize", "migrate", "os-migrateLive", "rebuild", "evacuate");

    private final Compute nova;

    Shares(Compute nova) {
        this.nova = nova;
    }

    void addTo(Routes routes, String one) {
        String all = one + "/shares";
        routes.get(all, call -> {
                    nova.since(call, FIRST);
                    Server server = nova.servers.visible(call);
                    return Answer.ok(WireJson.object(
                            "shares",
                            WireJson.arrayOf(server.shares.entrySet().stream()
                                    .map(share -> shown(server, share.getKey(), share.getValue()))
                                    .toList())));
                })
                .post(all, this::attach)
                .delete(all + "/{share}", this::detach);
    }

    /** @throws Refused 409 for an action that no server with a share takes */
    static void check(Server server, String action) {
        if (!server.shares.isEmpty() && BLOCKED.contains(action)) {
            throw Refused.conflict("Feature not supported with instances that have shares.");
        }
    }

    /** A share is mounted on the host as long as the server runs. */
    private static ObjectNode shown(Server server, String share, String tag) {
        boolean on = server.power() == Server.RUNNING;
        return WireJson.object("share_id", share, "status", on ? "active" : "inactive", "tag", tag);
    }

    private Answer attach(Call call) {
        nova.since(call, FIRST);
        Server server = changeable(call, "create share", Set.of("stopped"));
        ObjectNode wanted = call.entity("share");
        String share = WireJson.text(wanted, "share_id");
        String tag = wanted.path("tag").asText(share);
        if (!tag.matches("[a-zA-Z0-9-]{1,255}")) {
            throw Refused.badRequest("Invalid input for field/attribute tag. Value: " + tag + ". '" + tag
                    + "' does not match '^[a-zA-Z0-9-]*$'");
        }
        if (server.shares.containsKey(share) || server.shares.containsValue(tag)) {
            throw Refused.conflict("Share '" + share + "' or tag '" + tag + "' already associated to this server.");
        }
        server.acted(
                "attach_share", call.caller(), Servers.request(), nova.world().now());
        server.shares.put(share, tag);
        ObjectNode shown = shown(server, share, tag).put("status", "attaching");
        return Answer.of(201, WireJson.object("share", shown));
    }

    private Answer detach(Call call) {
        nova.since(call, FIRST);
        Server server = changeable(call, "delete share", Set.of("stopped", "error"));
        String share = call.segment("share");
        if (!server.shares.containsKey(share)) {
            throw Refused.notFound("Share " + share + " could not be found.");
        }
        server.acted(
                "detach_share", call.caller(), Servers.request(), nova.world().now());
        server.shares.remove(share);
        return Answer.empty(200);
    }

    private Server changeable(Call call, String word, Set<String> states) {
        Server server = nova.servers.visible(call);
        if (!states.contains(server.vmState())) {
            throw ServerActions.conflict(server, word, "vm_state " + server.vmState());
        }
        return server;
    }
}
