package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code os-migrations}: the records of moves of servers between hosts; {@link ServerMigrations} moves them. */
final class Migrations {
    private static final Set<String> OVER =
            Set.of("confirmed", "reverted", "error", "failed", "completed", "cancelled", "done");

    /** One record. */
    static final class Migration {
        final int number;
        final String uuid = UUID.randomUUID().toString();
        final String server;
        final String from;
        final String to;
        final String type;
        final Instant created;
        private String status;
        private Instant updated;

        private Migration(int number, String server, String from, String to, String type, String status, Instant now) {
            this.number = number;
            this.server = server;
            this.from = from;
            this.to = to;
            this.type = type;
            this.status = status;
            this.created = now;
            this.updated = now;
        }

        void become(String next, Instant now) {
            status = next;
            updated = now;
        }

        private boolean touches(String host) {
            return host.equals(from) || host.equals(to);
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

    /** @param to null where the scheduler has found none */
    Migration add(String server, String from, String to, String type, String status) {
        Migration migration = new Migration(
                all.size() + 1, server, from, to, type, status, nova.world().now());
        all.add(migration);
        return migration;
    }

    /** The cold migration of a server that waits to be confirmed. */
    Optional<Migration> finished(String server) {
        return all.stream()
                .filter(each -> each.server.equals(server) && each.status.equals("finished"))
                .findFirst();
    }

    /** Whether Nova would not let go of a host because of them. */
    boolean underWay(String host) {
        return all.stream().anyMatch(each -> each.touches(host) && !OVER.contains(each.status));
    }

    private Answer list(Call call) {
        Compute.admin(call, "os-migrations:index");
        return Answer.ok(WireJson.object(
                "migrations",
                WireJson.arrayOf(all.stream()
                        .filter(each -> call.query("host") == null || each.touches(call.query("host")))
                        .filter(each -> call.query("status") == null || each.status.equals(call.query("status")))
                        .map(each -> shown(call, each))
                        .toList())));
    }

    private ObjectNode shown(Call call, Migration each) {
        ObjectNode row = WireJson.object("id", each.number);
        if (nova.version(call).from(59)) {
            row.put("uuid", each.uuid);
        }
        row.put("source_compute", each.from)
                .put("dest_compute", each.to)
                .put("source_node", each.from)
                .put("dest_node", each.to)
                .put("dest_host", "127.0.0.1")
                .put("old_instance_type_id", 1)
                .put("new_instance_type_id", each.type.equals("resize") ? 2 : 1)
                .put("instance_uuid", each.server)
                .put("status", each.status);
        if (nova.version(call).from(23)) {
            row.put("migration_type", each.type);
        }
        return row.put("created_at", ServerView.micros(each.created))
                .put("updated_at", ServerView.micros(each.updated));
    }
}
