package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code os-migrations}: moves of servers between hosts, which tests write down; nothing moves. */
final class Migrations {
    private static final Set<String> OVER =
            Set.of("confirmed", "reverted", "error", "failed", "completed", "cancelled", "done");

    private record Migration(
            int number, String uuid, String server, String from, String to, String status, Instant at) {
        boolean touches(String host) {
            return from.equals(host) || to.equals(host);
        }
    }

    private final Compute nova;
    private final List<Migration> all = new ArrayList<>();

    Migrations(Compute nova) {
        this.nova = nova;
    }

    void addTo(Routes routes, String root) {
        routes.get(root + "/os-migrations", this::list);
    }

    void add(String server, String from, String to, String status) {
        String uuid = UUID.randomUUID().toString();
        all.add(new Migration(
                all.size() + 1, uuid, server, from, to, status, nova.world().now()));
    }

    /** Whether Nova would not let go of a host because of them. */
    boolean underWay(String host) {
        return all.stream().anyMatch(each -> each.touches(host) && !OVER.contains(each.status));
    }

    private Answer list(Call call) {
        Compute.admin(call, "os-migrations:index");
        return Answer.ok(Json.object(
                "migrations",
                Json.arrayOf(all.stream()
                        .filter(each -> call.query("host") == null || each.touches(call.query("host")))
                        .filter(each -> call.query("status") == null || each.status.equals(call.query("status")))
                        .map(each -> shown(call, each))
                        .toList())));
    }

    private ObjectNode shown(Call call, Migration each) {
        ObjectNode row = Json.object("id", each.number);
        if (nova.version(call).from(59)) {
            row.put("uuid", each.uuid);
        }
        row.put("source_compute", each.from)
                .put("dest_compute", each.to)
                .put("source_node", each.from)
                .put("dest_node", each.to)
                .put("dest_host", "127.0.0.1")
                .put("old_instance_type_id", 1)
                .put("new_instance_type_id", 1)
                .put("instance_uuid", each.server)
                .put("status", each.status);
        if (nova.version(call).from(23)) {
            row.put("migration_type", "live-migration");
        }
        return row.put("created_at", ServerView.micros(each.at)).put("updated_at", ServerView.micros(each.at));
    }
}
