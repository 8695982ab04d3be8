package io.jenkins.plugins.pumphouse.migration.server.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.server.inventory.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerPorts;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A floating address of a moved server on its way back. Never both clouds announce it: one lets it go before the other
 * binds it.
 *
 * @param floating of the source, with what the move has noted of it
 * @param copy the server that has it on the target; null when it is gone
 */
record RollbackAddress(FloatingAddress floating, Resource copy) {
    /** Completes when the source's server has it. */
    CompletableFuture<?> giveBack(ChangeContext context) {
        CloudInventory target = context.targets().anew();
        FloatingBinding onSource = onSource(context);
        Optional<Resource> held = target.find(FloatingIpType.KIND, floating.copy());
        if (held.isEmpty()) {
            onSource.bind(floating.port(), floating.fixed());
            return CompletableFuture.completedFuture(null);
        }
        String port = held.get().text("port_id");
        boolean own = port == null
                || copy != null
                        && ServerPorts.of(target).of(copy).stream()
                                .anyMatch(card -> card.id().equals(port));
        if (!own) {
            throw new MigrationException("Floating address " + floating.address() + " is bound to port " + port
                    + " on " + context.target().name() + ", which is not the copy's. Decide with its owner, then run"
                    + " again.");
        }
        FloatingBinding onTarget = onTarget(context);
        if (port != null) { // else an earlier run has let it go, and a router may announce it still
            onTarget.release(port, null, null);
        }
        return onTarget.silent(context).thenApply(silent -> {
            onSource.bind(floating.port(), floating.fixed());
            context.say("has floating address " + floating.address() + " on "
                    + context.source().name() + " again");
            return silent;
        });
    }

    /** Completes when the copy has it again, as the source's server does not start. */
    CompletableFuture<?> handOver(ChangeContext context) {
        onSource(context)
                .release(floating.port(), new Mark(context.target().name(), floating.copy()), floating.fixed());
        return onSource(context).silent(context).thenApply(silent -> {
            CloudInventory target = context.targets().anew();
            ServerPorts.of(target).of(copy).stream()
                    .filter(card -> card.field("fixed_ips").findValuesAsText("ip_address").stream()
                            .anyMatch(floating.fixed()::equals))
                    .findFirst()
                    .ifPresent(card -> onTarget(context).bind(card.id(), floating.fixed()));
            return silent;
        });
    }

    private FloatingBinding onSource(ChangeContext context) {
        return new FloatingBinding(context.source(), floating.ip().id());
    }

    private FloatingBinding onTarget(ChangeContext context) {
        return new FloatingBinding(context.target(), floating.copy());
    }
}
