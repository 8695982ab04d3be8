package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** All servers: lists, one of them, its name, its end. */
final class Servers {
    private final Compute nova;
    private final Map<String, Server> byId = new LinkedHashMap<>();

    Servers(Compute nova) {
        this.nova = nova;
    }

    void addTo(Routes routes, String root) {
        ServerList list = new ServerList(nova);
        String one = root + "/servers/{id}";
        routes.get(root + "/servers/detail", call -> list.answer(call, true))
                .get(root + "/servers", call -> list.answer(call, false))
                .post(root + "/servers", new Boot(nova)::answer)
                .get(one, call -> Answer.ok(WireJson.object("server", new ServerView(nova, call).alone(visible(call)))))
                .put(one, this::update)
                .delete(one, this::delete);
    }

    private Answer update(Call call) {
        Server server = changeable(call);
        ObjectNode changes = call.entity("server");
        for (Map.Entry<String, JsonNode> field : changes.properties()) {
            switch (field.getKey()) {
                case "name" -> server.name = field.getValue().asText();
                case "accessIPv4" -> server.accessIpv4 = field.getValue().asText();
                case "accessIPv6" -> server.accessIpv6 = field.getValue().asText();
                case "description" -> {
                    if (!nova.version(call).from(19)) {
                        throw Refused.badRequest(
                                "Invalid input for field/attribute server. Additional properties are not allowed"
                                        + " ('description' was unexpected)");
                    }
                    server.description =
                            field.getValue().isNull() ? null : field.getValue().asText();
                }
                default ->
                    throw Refused.badRequest(
                            "Invalid input for field/attribute server. Additional properties are not allowed ('"
                                    + field.getKey() + "' was unexpected)");
            }
        }
        ServerView views = new ServerView(nova, call);
        ObjectNode view = views.full(server);
        // From 2.75 on the answer is as complete as any other.
        if (nova.version(call).from(75)) {
            return Answer.ok(WireJson.object("server", view));
        }
        view.set("addresses", views.plainAddresses(server));
        return Answer.ok(WireJson.object(
                "server",
                view.retain(
                        "id",
                        "name",
                        "status",
                        "tenant_id",
                        "user_id",
                        "metadata",
                        "hostId",
                        "image",
                        "flavor",
                        "created",
                        "updated",
                        "addresses",
                        "accessIPv4",
                        "accessIPv6",
                        "links",
                        "OS-DCF:diskConfig",
                        "progress",
                        "fault",
                        "description",
                        "locked",
                        "tags")));
    }

    /** One that was never up, or is on no host, is never kept (nova.compute.api, soft_delete and _local_delete). */
    private Answer delete(Call call) {
        Server server = changeable(call);
        if (nova.world().behaviour().areDeletedServersKept() && server.launched != null && server.host != null) {
            delete(
                    call,
                    server,
                    "soft-deleting",
                    () -> server.become(
                            "soft-delete", null, Server.SHUTDOWN, nova.world().now()));
        } else {
            delete(call, server, "deleting", () -> end(server));
        }
        return Answer.noContent();
    }

    /** In any state; for its owner, too. */
    Answer forceDelete(Call call) {
        Server server = changeable(call);
        delete(call, server, "deleting", () -> end(server));
        return Answer.accepted();
    }

    private void delete(Call call, Server server, String task, Runnable end) {
        if (server.task() != null && Set.of("deleting", "soft-deleting").contains(server.task())) {
            return; // Nova ignores it
        }
        server.acted("delete", call.caller(), request(), nova.world().now());
        if (server.shelved != null) { // at once, also of one that is kept (nova.compute.api, _delete)
            nova.images.drop(server.shelved);
            server.shelved = null;
        }
        server.task(task, nova.world().now());
        nova.world().after(nova.world().behaviour().power(), end);
    }

    private void end(Server server) {
        release(server);
        server.volumes.forEach(disk -> nova.volumes.detach(disk.volume(), server.id, disk.withServer()));
        server.deletedAt = nova.world().now();
        server.become("deleted", null, Server.NO_STATE, server.deletedAt);
    }

    /** Gives back a server's ports: Nova's own go, the others are free again. */
    void release(Server server) {
        if (nova.own != null) {
            nova.own.floating().stream()
                    .filter(ip -> server.id.equals(WireJson.text(ip, "instance_uuid")))
                    .forEach(ip -> ip.putNull("instance_uuid").putNull("fixed"));
        }
        server.plugs.forEach(plug -> nova.network.release(plug.port(), plug.madeByNova()));
        server.plugs.clear();
    }

    void add(Server server) {
        byId.put(server.id, server);
    }

    /** A server by its id, also one that is gone; null where there never was one. */
    Server byId(String id) {
        return byId.get(id);
    }

    int count() {
        return byId.size();
    }

    Stream<Server> all() {
        return byId.values().stream();
    }

    /** The servers of a project that exist. */
    Stream<Server> of(String project) {
        return all().filter(server -> !server.gone() && server.project.equals(project));
    }

    /** The servers on a host that exist. */
    Stream<Server> on(String host) {
        return all().filter(server -> !server.gone() && host.equals(server.host));
    }

    /** What the servers on a host hold of it, by their ids. */
    Map<String, ObjectNode> allocations(String host) {
        Map<String, ObjectNode> allocations = new LinkedHashMap<>();
        on(host).forEach(server -> {
            ObjectNode held = WireJson.object();
            int swap = server.flavor.path("swap").asInt();
            int disk = server.flavor.path("disk").asInt()
                    + server.flavor.path("ephemeral").asInt()
                    + (swap + 1023) / 1024;
            if (disk > 0) {
                held.put("DISK_GB", disk);
            }
            allocations.put(
                    server.id,
                    held.put("MEMORY_MB", server.flavor.path("ram").asInt())
                            .put("VCPU", server.flavor.path("vcpus").asInt()));
        });
        return allocations;
    }

    Server visible(Call call) {
        String id = call.segment("id");
        Server server = byId.get(id);
        if (server == null || server.gone() || !call.caller().sees(server.project)) {
            throw Refused.notFound("Instance " + id + " could not be found.");
        }
        return server;
    }

    /** Also one that is deleted, whose actions Nova still tells from 2.21 on. */
    Server remembered(Call call) {
        Server server = byId.get(call.segment("id"));
        boolean told = server != null && server.gone() && call.caller().sees(server.project);
        return told && nova.version(call).from(21) ? server : visible(call);
    }

    /** The server of the path if nothing keeps the caller from changing it; {@link Refused} 409 for a locked one. */
    Server changeable(Call call) {
        Server server = visible(call);
        if (server.locked && !call.caller().admin()) {
            throw Refused.conflict("Instance " + server.id + " is locked");
        }
        return server;
    }

    static String request() {
        return "req-" + UUID.randomUUID();
    }
}
