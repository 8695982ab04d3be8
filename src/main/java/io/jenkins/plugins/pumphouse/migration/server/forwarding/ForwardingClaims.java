package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.note.MoverClaim;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keeps other controllers from the servers that an address leads to while its forwardings go: one that is rolled back
 * meanwhile would lose its own with its copy.
 */
final class ForwardingClaims {
    private final List<MoverClaim> claims;

    ForwardingClaims(ChangeContext context) {
        CloudInventory now = context.inventory().anew();
        List<Forwarding> pending = ServerForwardings.of(context.resource(), context.inventory()).stream()
                .filter(one -> !one.isDone())
                .toList();
        this.claims = pending.stream()
                .flatMap(one -> Stream.concat(
                        ServerForwardings.keeper(one, pending, now).stream(),
                        ServerForwardings.server(one, now).stream()))
                .distinct()
                .map(server -> new MoverClaim(context, server))
                .toList();
    }

    /** Fails before the work begins when another controller has one of the servers. */
    <T> CompletionStage<T> during(Supplier<? extends CompletionStage<T>> work) {
        CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
        for (MoverClaim claim : claims) {
            held = held.thenCompose(before -> claim.take());
        }
        return held.thenCompose(all -> Stages.begin(work)).whenComplete((done, failure) -> {
            if (failure == null || !Stages.isInterrupt(failure)) {
                claims.forEach(MoverClaim::release);
            }
        });
    }
}
