package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.network.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.ForwardedPort;
import io.jenkins.plugins.pumphouse.migration.network.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Takes the forwardings of one address from the source and makes them on the target, as soon as no router of the source
 * announces the address any more. Each is noted in the metadata of a server before it is taken, so that a run that is
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
        List<Forwarding> planned = ServerForwardings.of(context.resource(), context.inventory());
        ServerForwardings.expect(
                planned.stream()
                        .flatMap(one -> ServerForwardings.keeper(one, planned, now).stream())
                        .distinct()
                        .toList(),
                now);
        this.all = ServerForwardings.of(floating, now).stream()
                .filter(one -> !one.isDone())
                .toList();
    }

    CompletionStage<ChangeResult> run() {
        all.forEach(this::check);
        CompletableFuture<Object> over = Stages.begin(() -> {
            note(false);
            all.forEach(one -> PortForwardings.remove(source, id, one.json()));
            return new FloatingBinding(source, id).silent(context).thenApply(silent -> {
                all.forEach(one -> PortForwardings.ensure(target, copy, onTarget(one)));
                return silent;
            });
        });
        return Stages.recover(over, this::giveBack).thenApply(made -> {
            noteAsDone();
            return new ChangeResult(copy, notes(), Map.of());
        });
    }

    /** What has changed since the plan was made, before anything is touched. */
    private void check(Forwarding one) {
        String stay = "stay on " + source.name() + ": ";
        ServerForwardings.server(one, now)
                .filter(server -> !MoveNotes.isMoved(server) || MoveNotes.isBeingTakenBack(server))
                .ifPresent(server -> {
                    throw new NotBegun(stay + "server " + server.name() + " has not moved, or is being taken back");
                });
        ForwardedPort.service(one.json(), now).ifPresent(service -> {
            throw new NotBegun(stay + "since the plan was made, " + one.meaning() + " leads to " + service);
        });
        if (context.translation().known(PortType.KIND, one.port()).isEmpty()) {
            throw new NotBegun(stay + one.meaning() + " was made since the plan was. Run again");
        }
        if (ServerForwardings.keeper(one, all, now).isEmpty()) {
            throw new NotBegun(stay + "no server that the address leads to is left");
        }
    }

    private ObjectNode onTarget(Forwarding one) {
        return PortForwardings.wanted(one.json(), context.translation().id(PortType.KIND, one.port()));
    }

    private void note(boolean done) {
        Map<Resource, ObjectNode> byServer = new LinkedHashMap<>();
        for (Forwarding one : all) {
            ObjectNode items = byServer.computeIfAbsent(
                    ServerForwardings.keeper(one, all, now).orElseThrow(), k -> Json.object());
            one.note(address, copy, done).forEach(items::put);
        }
        byServer.forEach((server, items) -> new SourceRecord(source, server).note(items));
    }

    /** They are where they belong: that a note is missing undoes nothing. */
    private void noteAsDone() {
        try {
            note(true);
        } catch (CloudException | MigrationException e) {
            throw new MigrationException(
                    "are on " + target.name() + " (" + meanings(all) + "), but it could not be noted"
                            + " on " + source.name() + " that they are: " + e.getMessage()
                            + " The next run of pumpInstances notes it; pumpCleanup keeps their servers until then.");
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        all.forEach(one -> notes.add(one.meaning() + " on " + target.name()
                + (ServerForwardings.server(one, now).isPresent() ? "" : " (no server has its port)")));
        return notes;
    }

    private static String meanings(List<Forwarding> some) {
        return some.stream().map(Forwarding::meaning).collect(Collectors.joining(", "));
    }

    /** The target lets them go first. An interrupt undoes nothing: the next run resumes. */
    private CompletableFuture<Object> giveBack(Throwable failure) {
        if (Stages.isInterrupt(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        return Stages.recover(
                        Stages.begin(() -> {
                            checkOthers();
                            all.forEach(one -> PortForwardings.remove(target, copy, onTarget(one)));
                            return new FloatingBinding(target, copy)
                                    .silent(context)
                                    .thenApply(silent -> {
                                        all.forEach(one -> PortForwardings.ensure(
                                                source, id, PortForwardings.wanted(one.json(), one.port())));
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
                .map(PortForwardings::meaning)
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
            PortForwardings.now(target, copy).forEach(one -> reached.add(PortForwardings.meaning(one)));
            PortForwardings.now(source, id).forEach(one -> reached.add(PortForwardings.meaning(one)));
        } catch (CloudException e) {
            unknown = " (as far as is known: " + e.getMessage() + ")";
        }
        List<Forwarding> nowhere =
                all.stream().filter(one -> !reached.contains(one.meaning())).toList();
        return new MigrationException(Stages.cause(failure).getMessage() + " They could not be made on " + source.name()
                + " again: " + Stages.cause(worse).getMessage()
                + (nowhere.isEmpty() ? "" : " No cloud forwards " + meanings(nowhere) + unknown + ".")
                + " They are noted on their servers, and the next run of pumpInstances makes them on "
                + target.name() + ".");
    }

    private void strikeOut(Forwarding one) {
        SourceRecord record =
                new SourceRecord(source, ServerForwardings.keeper(one, all, now).orElseThrow());
        for (String key : one.keys(address)) {
            if (record.read().field("metadata").has(key)) {
                record.strikeOut(key, context::say);
            }
        }
    }
}
