package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.network.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes the forwardings of one address from the source and makes them on the target, as soon as no router of the source
 * announces the address any more. Each is noted in the metadata of its server before it is taken, so that a run that is
 * interrupted, or a rollback, knows it.
 */
final class ForwardingHandover {
    private final ChangeContext context;
    private final Cloud source;
    private final Cloud target;
    private final String id;
    private final String address;
    private final String copy;
    private final CloudInventory now;
    private final List<Forwarding> all;

    ForwardingHandover(ChangeContext context) {
        this.context = context;
        this.source = context.source();
        this.target = context.target();
        this.id = context.resource().id();
        this.address = context.resource().name();
        this.copy = context.translation().id(FloatingIpType.KIND, id);
        this.now = context.inventory().anew();
        Resource floating = now.find(FloatingIpType.KIND, id)
                .orElseThrow(() -> new NotBegun("the address is no longer on " + source.name()));
        ServerForwardings.expect(
                ServerForwardings.of(context.resource(), context.inventory()).stream()
                        .flatMap(one -> ServerForwardings.server(one, now).stream())
                        .distinct()
                        .toList(),
                now);
        this.all = ServerForwardings.of(floating, now).stream()
                .filter(one -> !one.isDone())
                .toList();
    }

    CompletionStage<ChangeResult> run() {
        for (Forwarding one : all) {
            Optional<Resource> server = ServerForwardings.server(one, now);
            if (server.isPresent() && !MoveNotes.isMoved(server.get())) {
                throw new NotBegun("stay on " + source.name() + " until server "
                        + server.get().name() + " has moved");
            }
        }
        CompletableFuture<ChangeResult> over = Stages.begin(() -> {
            note(false);
            all.forEach(one -> PortForwardings.remove(source, id, one.json()));
            return new FloatingBinding(source, id).silent(context).thenApply(silent -> {
                all.forEach(one -> PortForwardings.ensure(target, copy, onTarget(one)));
                note(true);
                return new ChangeResult(copy, notes(), Map.of());
            });
        });
        return Stages.recover(over, this::giveBack);
    }

    private ObjectNode onTarget(Forwarding one) {
        return PortForwardings.wanted(one.json(), context.translation().id(PortType.KIND, one.port()));
    }

    private void note(boolean done) {
        for (Forwarding one : all) {
            ServerForwardings.server(one, now).ifPresent(server -> {
                ObjectNode items = Json.object();
                one.note(address, copy, done).forEach(items::put);
                new SourceRecord(source, server).note(items);
            });
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        all.forEach(one -> notes.add(one.meaning() + " on " + target.name()));
        return notes;
    }

    /** The target lets them go first. An interrupt undoes nothing: the next run resumes. */
    private CompletableFuture<ChangeResult> giveBack(Throwable failure) {
        if (Stages.isInterrupt(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        return Stages.recover(
                        Stages.begin(() -> {
                            all.forEach(one -> PortForwardings.remove(target, copy, onTarget(one)));
                            return new FloatingBinding(target, copy)
                                    .silent(context)
                                    .thenApply(silent -> {
                                        all.forEach(one -> PortForwardings.ensure(
                                                source, id, PortForwardings.wanted(one.json(), one.port())));
                                        strikeOut();
                                        context.say("forwards on " + source.name() + " again");
                                        return (Object) silent;
                                    });
                        }),
                        worse -> {
                            context.say("could not forward on " + source.name() + " again: "
                                    + Stages.cause(worse).getMessage()
                                    + " The next run of pumpInstances resumes it from the notes on the servers");
                            return CompletableFuture.completedFuture(null);
                        })
                .thenCompose(back -> CompletableFuture.failedFuture(failure));
    }

    private void strikeOut() {
        for (Forwarding one : all) {
            ServerForwardings.server(one, now).ifPresent(server -> strikeOut(one, server));
        }
    }

    private void strikeOut(Forwarding one, Resource server) {
        SourceRecord record = new SourceRecord(source, server);
        for (String key : one.keys(address)) {
            if (record.read().field("metadata").has(key)) {
                record.strikeOut(key, context::say);
            }
        }
    }
}
