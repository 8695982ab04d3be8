package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The actions that bring a server to another host: {@code os-migrateLive}, {@code migrate}, {@code resize},
 * {@code confirmResize}, {@code revertResize}; as nova.api.openstack.compute.migrate_server and nova.compute.api have
 * them.
 */
final class ServerMigrations {
    private static final int AUTO = 25;
    /** From here on the checks are made after the answer. */
    private static final int ASYNCHRONOUS = 34;

    private static final String NO_VALID_HOST = "No valid host was found. There are not enough hosts available.";

    private final Compute nova;

    ServerMigrations(Compute nova) {
        this.nova = nova;
    }

    Answer live(Call call, Server server, JsonNode body) {
        Compute.admin(call, "os-migrate-server:migrate_live");
        checkLive(call, body);
        refuseUnless(server, nova.release().modern() ? Set.of("active", "paused") : Set.of("active"), "os-migrateLive");
        if (server.task() != null) {
            throw ServerActions.conflict(server, "os-migrateLive", "task_state " + server.task());
        }
        String from = server.host;
        String to = nova.hosts.pickBeside(from);
        Optional<String> trouble = precheck(server, body, to);
        boolean asynchronous = nova.version(call).from(ASYNCHRONOUS);
        if (trouble.isPresent() && !asynchronous) {
            nova.migrations.add(server.id, from, to, "live-migration", "error");
            throw Refused.badRequest(trouble.get());
        }
        server.acted("live-migration", call.caller(), Servers.request(), now());
        server.task("migrating", now());
        Migrations.Migration migration = nova.migrations.add(server.id, from, to, "live-migration", "running");
        String failure = trouble.orElse(nova.world().behaviour().liveMigrationFailure(server.name));
        nova.world().after(nova.world().behaviour().power(), () -> {
            if (server.gone()) {
                return;
            }
            if (failure == null) {
                server.host = to;
                migration.become("completed", now());
            } else { // the hypervisor rolls it back, and says so to nobody
                migration.become("error", now());
                server.failed("compute_live_migration", failure);
            }
            server.task(null, now());
        });
        return Answer.accepted();
    }

    private void checkLive(Call call, JsonNode body) {
        boolean auto = nova.version(call).from(AUTO);
        if (!body.has("host") || !body.has("block_migration") || !auto && !body.has("disk_over_commit")) {
            throw Refused.badRequest(
                    nova.release().modern()
                            ? "Invalid input for field/attribute os-migrateLive. Value: " + body
                                    + ". 'disk_over_commit' is a required property"
                            : "host, block_migration and disk_over_commit must be specified for live migration.");
        }
        if (auto && body.has("disk_over_commit")) {
            throw Refused.badRequest("Invalid input for field/attribute os-migrateLive. Value: " + body
                    + ". Additional properties are not allowed ('disk_over_commit' was unexpected)");
        }
        if (!auto && !body.get("block_migration").isBoolean()) {
            throw Refused.badRequest("Invalid input for field/attribute block_migration. Value: "
                    + body.get("block_migration") + ". is not a boolean");
        }
    }

    private Optional<String> precheck(Server server, JsonNode body, String to) {
        if (!isUp(server.host)) {
            return Optional.of("Compute service of " + server.host + " is unavailable at this time.");
        }
        if (to == null) {
            return Optional.of(NO_VALID_HOST);
        }
        JsonNode block = body.get("block_migration");
        boolean shared = nova.world().behaviour().isStorageShared();
        if (block.isBoolean() && block.asBoolean() && shared) {
            return Optional.of(to + " is on shared storage: Block migration can not be used with shared storage.");
        }
        if (block.isBoolean() && !block.asBoolean() && !shared && server.image != null) {
            return Optional.of(to + " is not on shared storage: Live migration can not be used without shared storage"
                    + " except a booted from volume VM which does not have a local disk.");
        }
        return Optional.empty();
    }

    Answer cold(Call call, Server server) {
        Compute.admin(call, "os-migrate-server:migrate");
        refuseUnless(server, Set.of("active", "stopped"), "migrate");
        if (server.task() != null) {
            throw ServerActions.conflict(server, "migrate", "task_state " + server.task());
        }
        if (!isUp(server.host)) {
            throw Refused.conflict("Service is unavailable at this time.");
        }
        String from = server.host;
        String to = nova.hosts.pickBeside(from);
        if (to == null && !nova.release().modern()) {
            throw Refused.badRequest("No valid host found for cold migrate");
        }
        server.acted("migrate", call.caller(), Servers.request(), now());
        server.task("resize_prep", now());
        Migrations.Migration migration = nova.migrations.add(server.id, from, to, "migration", "migrating");
        nova.world().after(nova.world().behaviour().power(), () -> {
            if (server.gone()) {
                return;
            }
            if (to == null) {
                migration.become("error", now());
                server.failed("cold_migrate", NO_VALID_HOST);
                server.task(null, now());
                return;
            }
            server.host = to;
            migration.become("finished", now());
            server.become("resized", null, server.power(), now());
        });
        return Answer.accepted();
    }

    /** Another size, on whatever other host there is; what an owner may do, too. */
    Answer resize(Call call, Server server, JsonNode body) {
        refuseUnless(server, Set.of("active", "stopped"), "resize");
        if (server.task() != null) {
            throw ServerActions.conflict(server, "resize", "task_state " + server.task());
        }
        ObjectNode row = nova.flavors.forServer(WireJson.text(body, "flavorRef"), call.caller());
        if (row.equals(server.flavorRow)) {
            throw Refused.badRequest("When resizing, instances must change flavor!");
        }
        String from = server.host;
        String beside = nova.hosts.pickBeside(from);
        String to = beside == null ? from : beside;
        server.acted("resize", call.caller(), Servers.request(), now());
        server.task("resize_prep", now());
        Migrations.Migration migration = nova.migrations.add(server.id, from, to, "resize", "migrating");
        nova.world().after(nova.world().behaviour().power(), () -> {
            if (!server.gone()) {
                server.formerFlavor = server.flavorRow;
                sized(server, row);
                server.host = to;
                migration.become("finished", now());
                server.become("resized", null, server.power(), now());
            }
        });
        return Answer.accepted();
    }

    private void sized(Server server, ObjectNode row) {
        server.flavorRow = row;
        server.flavor = nova.flavors.embedded(row);
    }

    Answer confirm(Call call, Server server) {
        Migrations.Migration migration = resized(server, "confirmResize");
        if (!isUp(migration.from)) {
            throw Refused.conflict("Service is unavailable at this time.");
        }
        server.acted("confirmResize", call.caller(), Servers.request(), now());
        migration.become("confirming", now());
        // Until the host that it left has removed its disk it is shown as before.
        nova.world().after(nova.world().behaviour().power(), () -> {
            migration.become("confirmed", now());
            server.formerFlavor = null;
            back(server);
        });
        return Answer.noContent();
    }

    Answer revert(Call call, Server server) {
        Migrations.Migration migration = resized(server, "revertResize");
        server.acted("revertResize", call.caller(), Servers.request(), now());
        server.task("resize_reverting", now());
        migration.become("reverting", now());
        nova.world().after(nova.world().behaviour().power(), () -> {
            migration.become("reverted", now());
            if (server.formerFlavor != null) {
                sized(server, server.formerFlavor);
                server.formerFlavor = null;
            }
            server.host = migration.from;
            back(server);
        });
        return Answer.accepted();
    }

    private Migrations.Migration resized(Server server, String word) {
        refuseUnless(server, Set.of("resized"), word);
        return nova.migrations
                .finished(server.id)
                .orElseThrow(() -> Refused.badRequest("Instance has not been resized."));
    }

    private void back(Server server) {
        server.become(server.power() == Server.RUNNING ? "active" : "stopped", null, server.power(), now());
    }

    private static void refuseUnless(Server server, Set<String> states, String word) {
        if (!states.contains(server.vmState())) {
            throw ServerActions.conflict(server, word, "vm_state " + server.vmState());
        }
    }

    private boolean isUp(String host) {
        return nova.hosts.named(host).filter(node -> node.up).isPresent();
    }

    private Instant now() {
        return nova.world().now();
    }

    /** An action's event that failed, as administrators see it. */
    static JsonNode event(String event, String message) {
        return WireJson.object(
                "event",
                event,
                "result",
                "Error",
                "traceback",
                "  File \"nova/conductor/manager.py\", line 1, in " + event + "\n\nnova.exception.NovaException: "
                        + message + "\n");
    }
}
