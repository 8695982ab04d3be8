package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingAnnouncement;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.ForwardedPort;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
                .orElseThrow(() -> new NotBegun(
                        "the address is no longer on " + source.name() + ": run again, which leaves it out"));
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
            return FloatingAnnouncement.ended(context, new FloatingBinding(source, id))
                    .thenApply(silent -> {
                        all.forEach(one -> PortForwardings.ensure(target, copy, one.onTarget(context.translation())));
                        return silent;
                    });
        });
        return Stages.recover(over, new ForwardingUndo(context, copy, now, all)::after)
                .thenApply(made -> {
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
                    throw new NotBegun(stay + "server " + server.name()
                            + " has not moved, or is being taken back: run pumpInstances"
                            + " again when its move or its rollback has ended");
                });
        ForwardedPort.service(one.json(), now).ifPresent(service -> {
            throw new NotBegun(stay + "since the plan was made, " + one.meaning() + " leads to " + service
                    + ". Run again, which says what to do with it");
        });
        if (context.translation().known(PortType.KIND, one.port()).isEmpty()) {
            throw new NotBegun(stay + one.meaning() + " was made since the plan was. Run again");
        }
        if (ServerForwardings.keeper(one, all, now).isEmpty()) {
            throw new NotBegun(stay + "no server that the address leads to is left: give the address to a"
                    + " server, or delete its forwardings");
        }
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
                    "are on " + target.name() + " (" + Forwarding.meanings(all) + "), but it could not be noted"
                            + " on " + source.name() + " that they are: " + e.getMessage()
                            + " Run pumpInstances again, which notes it; pumpCleanup keeps their servers until then.");
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        all.forEach(one -> notes.add(one.meaning() + " on " + target.name()
                + (ServerForwardings.server(one, now).isPresent() ? "" : " (no server has its port)")));
        return notes;
    }
}
