package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.server.adoption.DataVolumes;
import io.jenkins.plugins.pumphouse.migration.server.content.DowntimeForecast;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHostCheck;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerOwner;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.concurrent.CompletableFuture;

/** All that may keep a server from being moved and can be looked at while it still runs. */
record MoveReadiness(ChangeContext context, DataVolumes data, ServerHealth health, JointMove joint) {
    /** Completes when the server may be stopped. */
    CompletableFuture<?> proved() {
        ServerOwner.of(context).check();
        MappedHostCheck.check(context);
        new DowntimeForecast(context.inventory(), context.target().name(), context.options())
                .checkBounds(context.resource());
        return data.prove().thenCompose(proved -> health.before()).thenCompose(asked -> joint.ready());
    }
}
