package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingAnnouncement;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwarding;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Gives forwardings back to the source when the target could not take them. */
final class ForwardingUndo {
    private final ChangeContext context;
    private final Cloud source;
    private final Cloud target;
    private final String id;
    private final String copy;
    private final CloudInventory now;
    private final List<Forwarding> all;

    /**
     * @param copy id of the address on the target
     * @param now the source as it was when the handover began
     * @param all the forwardings that were taken from it
     */
    ForwardingUndo(ChangeContext context, String copy, CloudInventory now, List<Forwarding> all) {
        this.context = context;
        this.source = context.source();
        this.target = context.target();
        this.id = context.resource().id();
        this.copy = copy;
        this.now = now;
        this.all = all;
    }

    /** The target lets them go first. An interrupt undoes nothing: the next run resumes. */
    CompletableFuture<Object> after(Throwable failure) {
        if (Stages.isInterrupt(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        return Stages.recover(
                        Stages.begin(() -> {
                            checkOthers();
                            all.forEach(
                                    one -> PortForwardings.remove(target, copy, one.onTarget(context.translation())));
                            return FloatingAnnouncement.ended(context, new FloatingBinding(target, copy))
                                    .thenApply(silent -> {
                                        all.forEach(one -> PortForwardings.ensure(
                                                source, id, PortForwarding.wanted(one.json(), one.port())));
                                        all.forEach(this::strikeOut);
                                        context.say("forwards on " + source.name() + " again");
                                        return (Object) silent;
                                    });
                        }),
                        worse -> CompletableFuture.failedFuture(
                                Stages.isInterrupt(worse) ? worse : neither(failure, worse)))
                .thenCompose(back -> CompletableFuture.failedFuture(failure));
    }

    /** What the target has forwarded before this run keeps the address on it. */
    private void checkOthers() {
        Set<String> own = all.stream().map(Forwarding::meaning).collect(Collectors.toSet());
        List<String> others = PortForwardings.now(target, copy).stream()
                .map(PortForwarding::meaning)
                .filter(meaning -> !own.contains(meaning))
                .toList();
        if (!others.isEmpty()) {
            throw new MigrationException(target.name() + " forwards " + String.join(", ", others)
                    + " at the address, and only one cloud may announce it.");
        }
    }

    /** What a person is told of forwardings that are on no cloud, or on some. */
    private RuntimeException neither(Throwable failure, Throwable worse) {
        List<String> reached = new ArrayList<>();
        String unknown = "";
        try {
            PortForwardings.now(target, copy).forEach(one -> reached.add(PortForwarding.meaning(one)));
            PortForwardings.now(source, id).forEach(one -> reached.add(PortForwarding.meaning(one)));
        } catch (CloudException e) {
            unknown = " (as far as is known: " + e.getMessage() + ")";
        }
        List<Forwarding> nowhere =
                all.stream().filter(one -> !reached.contains(one.meaning())).toList();
        return new MigrationException(Stages.cause(failure).getMessage() + " They could not be made on " + source.name()
                + " again: " + Stages.cause(worse).getMessage()
                + (nowhere.isEmpty() ? "" : " No cloud forwards " + Forwarding.meanings(nowhere) + unknown + ".")
                + " Run pumpInstances again, which makes them on " + target.name()
                + ": they are noted on their servers.");
    }

    private void strikeOut(Forwarding one) {
        SourceRecord record =
                new SourceRecord(source, ServerForwardings.keeper(one, all, now).orElseThrow());
        for (String key : one.keys(context.resource().name())) {
            if (record.read().field("metadata").has(key)) {
                record.strikeOut(key, context::say);
            }
        }
    }
}
