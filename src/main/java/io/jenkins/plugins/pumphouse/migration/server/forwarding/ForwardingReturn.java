package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingAnnouncement;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwarding;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What a rollback does with the port forwardings of a server: the target forwards no more, then the source again. An
 * address goes back as a whole, also where it leads to others that have moved: only one cloud may announce it. What is
 * on its way is noted on the source.
 */
public final class ForwardingReturn {
    private final ChangeContext context;
    private final Resource server;
    private final String floating;
    private final CloudInventory sources;
    private final CloudInventory targets;
    /** What the source is to forward, by what it means. */
    private final Map<String, Forwarding> back = new LinkedHashMap<>();
    /** Id of the address on the target; null when there is nothing to give back. */
    private String copy;

    private ForwardingReturn(String floating, Resource server, ChangeContext context) {
        this(
                floating,
                server,
                context,
                context.inventory().anew(),
                context.targets().anew());
    }

    /** @param context null where nothing is done but to look */
    private ForwardingReturn(
            String floating, Resource server, ChangeContext context, CloudInventory sources, CloudInventory targets) {
        this.context = context;
        this.server = server;
        this.floating = floating;
        this.sources = sources;
        this.targets = targets;
    }

    /** For a plan: what cannot be given back as the clouds are now, a text each. */
    public static List<String> hindered(Resource server, CloudInventory source, CloudInventory target) {
        return addresses(server).stream()
                .flatMap(address -> new ForwardingReturn(address, server, null, source, target).hindered().stream())
                .toList();
    }

    private List<String> hindered() {
        look();
        return copy == null
                ? List.of()
                : hindrance(PortForwardings.now(targets.cloud(), copy))
                        .map(this::told)
                        .orElse(List.of());
    }

    private static Set<String> addresses(Resource server) {
        Set<String> addresses = new LinkedHashSet<>();
        ServerForwardings.noted(server).forEach(one -> addresses.add(one.floating()));
        return addresses;
    }

    /**
     * Completes when the source forwards again, with what cannot be given back and is a person's to decide. Fails when
     * a cloud refuses or does not answer; the next rollback resumes it from the notes.
     */
    public static CompletableFuture<List<String>> of(Resource server, ChangeContext context) {
        AddressTurns turns = context.shared(AddressTurns.class, c -> new AddressTurns());
        List<String> told = new ArrayList<>();
        CompletableFuture<List<String>> all = CompletableFuture.completedFuture(told);
        for (String address : addresses(server)) {
            all = all.thenCompose(
                            before -> turns.take(address, () -> new ForwardingReturn(address, server, context).run()))
                    .thenApply(one -> {
                        told.addAll(one);
                        return told;
                    });
        }
        return all;
    }

    private CompletableFuture<List<String>> run() {
        look();
        if (copy == null) {
            return CompletableFuture.completedFuture(List.of()); // another server's rollback has given all back
        }
        List<ObjectNode> onTarget = PortForwardings.now(context.target(), copy);
        Optional<String> hindrance = hindrance(onTarget);
        if (hindrance.isPresent()) {
            return CompletableFuture.completedFuture(told(hindrance.get()));
        }
        note();
        onTarget.forEach(one -> PortForwardings.remove(context.target(), copy, one));
        return silent().thenApply(silent -> {
            giveBack();
            return List.of();
        });
    }

    /** All of the server's own, and of others what no cloud is known to have. */
    private void look() {
        for (Resource other : sources.list(Kind.SERVER, Scope.ALL)) {
            boolean own = other.id().equals(server.id());
            for (Forwarding one : ServerForwardings.noted(other)) {
                if (one.floating().equals(floating) && (own || !one.isDone())) {
                    back.put(one.meaning(), one);
                    copy = own ? one.copy() : copy;
                }
            }
        }
    }

    /** Why the address cannot go back as a whole; takes up what else the target forwards at it. */
    private Optional<String> hindrance(List<ObjectNode> onTarget) {
        String source = sources.cloud().name();
        Optional<Resource> address = sources.find(FloatingIpType.KIND, floating);
        if (address.isEmpty()) {
            return Optional.of(source + " no longer has its address");
        }
        String bound = address.get().text("port_id");
        if (bound != null) {
            return Optional.of("its address is bound to port " + bound + " on " + source);
        }
        for (ObjectNode one : onTarget) {
            String meaning = PortForwarding.meaning(one);
            Optional<String> origin = origin(one);
            if (origin.isEmpty()) {
                return Optional.of(targets.cloud().name() + " forwards " + meaning + " at its address, to what "
                        + source + " does not have, and only one cloud may announce it");
            }
            Forwarding noted = back.get(meaning);
            ObjectNode wanted = PortForwarding.wanted(one, origin.get());
            back.put(meaning, noted == null ? new Forwarding(floating, copy, false, wanted, null) : noted.live(wanted));
        }
        return Optional.empty();
    }

    private List<String> told(String why) {
        return back.values().stream()
                .filter(one -> one.kept() != null && one.kept().server().equals(server.id()))
                .map(one -> "port forwarding " + one.meaning() + " is not on "
                        + sources.cloud().name() + ": " + why + ". When that is settled: " + one.command())
                .toList();
    }

    /**
     * The source's port for which the one that the target forwards to was made; empty where the source no longer has
     * it, or without the server that the target has.
     */
    private Optional<String> origin(ObjectNode onTarget) {
        Optional<Resource> port = targets.find(PortType.KIND, Json.text(onTarget, PortForwarding.PORT));
        return port.flatMap(new PortType()::mark)
                .filter(mark -> mark.cloud().equals(sources.cloud().name()))
                .flatMap(mark -> sources.find(PortType.KIND, mark.id()))
                .filter(origin -> !PortType.isUnbound(origin) || PortType.isUnbound(port.orElseThrow()))
                .map(Resource::id);
    }

    /** While they are on no cloud, their servers are kept, and the next run knows them. */
    private void note() {
        String address =
                sources.find(FloatingIpType.KIND, floating).orElseThrow().name();
        Map<String, ObjectNode> byServer = new LinkedHashMap<>();
        for (Forwarding one : back.values()) {
            ObjectNode items = byServer.computeIfAbsent(keeper(one).id(), id -> Json.object());
            one.note(address, copy, false).forEach(items::put);
        }
        byServer.forEach((id, items) -> record(id).note(items));
    }

    private Resource keeper(Forwarding one) {
        return ServerForwardings.keeper(one, List.of(), sources).orElse(server);
    }

    private SourceRecord record(String id) {
        return new SourceRecord(
                context.source(),
                id.equals(server.id()) ? server : sources.find(Kind.SERVER, id).orElseThrow());
    }

    private CompletableFuture<?> silent() {
        return targets.find(FloatingIpType.KIND, copy).isEmpty()
                ? CompletableFuture.completedFuture(null)
                : FloatingAnnouncement.ended(context, new FloatingBinding(context.target(), copy));
    }

    private void giveBack() {
        List<String> failures = new ArrayList<>();
        for (Forwarding one : back.values()) {
            try {
                PortForwardings.ensure(context.source(), floating, PortForwarding.wanted(one.json(), one.port()));
            } catch (CloudException e) {
                failures.add(one.meaning() + ": " + e.getMessage() + " (by hand: " + one.command() + ")");
            }
        }
        if (!failures.isEmpty()) {
            throw new MigrationException("The server is on " + context.source().name() + " again, its copy is kept, and"
                    + " these port forwardings are on no cloud, but noted: " + String.join("; ", failures)
                    + ". Run pumpRollback again, which makes what is missing and ends the rollback.");
        }
        context.say("is forwarded to again on " + context.source().name() + " (" + String.join(", ", back.keySet())
                + "); the target holds the address still");
        strikeOutAtOthers();
    }

    /** Those of the server itself go when its rollback is over. */
    private void strikeOutAtOthers() {
        String address =
                sources.find(FloatingIpType.KIND, floating).orElseThrow().name();
        for (Forwarding one : back.values()) {
            String keeper = keeper(one).id();
            if (!keeper.equals(server.id())) {
                SourceRecord record = record(keeper);
                one.keys(address).stream()
                        .filter(record.read().field("metadata")::has)
                        .forEach(key -> record.strikeOut(key, context::say));
            }
        }
    }
}
