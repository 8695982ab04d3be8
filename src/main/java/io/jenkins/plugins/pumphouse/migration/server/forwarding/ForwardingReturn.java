package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.network.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a rollback does with the port forwardings of a server: the source forwards again, and the target no more. An
 * address goes back as a whole, also where it leads to others that have moved: only one cloud may announce it.
 */
public final class ForwardingReturn {
    private final ChangeContext context;
    private final CloudInventory targets;
    private final String floating;
    private final String copy;
    /** What the source is to forward, in its terms, by what it means. */
    private final Map<String, ObjectNode> back = new LinkedHashMap<>();

    private ForwardingReturn(String floating, List<Forwarding> noted, ChangeContext context) {
        this.context = context;
        this.targets = context.targets().anew();
        this.floating = floating;
        this.copy = noted.get(0).copy();
        noted.forEach(one -> back.put(one.meaning(), PortForwardings.wanted(one.json(), one.port())));
    }

    /** Completes when the source forwards to the server again; what cannot be given back is said. */
    public static CompletableFuture<?> of(Resource server, ChangeContext context) {
        Map<String, List<Forwarding>> byAddress = new LinkedHashMap<>();
        ServerForwardings.noted(server)
                .forEach(one -> byAddress
                        .computeIfAbsent(one.floating(), id -> new ArrayList<>())
                        .add(one));
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, List<Forwarding>> address : byAddress.entrySet()) {
            ForwardingReturn way = new ForwardingReturn(address.getKey(), address.getValue(), context);
            all = all.thenCompose(before -> Stages.recover(Stages.begin(way::run), way::told));
        }
        return all;
    }

    private CompletableFuture<Object> told(Throwable failure) {
        if (Stages.isInterrupt(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        context.say("does not get its port forwardings back (" + String.join(", ", back.keySet()) + "): "
                + Stages.cause(failure).getMessage());
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Object> run() {
        List<ObjectNode> onTarget = PortForwardings.now(context.target(), copy);
        for (ObjectNode one : onTarget) {
            String port = origin(one)
                    .orElseThrow(() -> new MigrationException("its address forwards "
                            + PortForwardings.meaning(one) + " on "
                            + context.target().name() + ", which the source did not. Remove that forwarding, then make"
                            + " them on " + context.source().name()));
            back.put(PortForwardings.meaning(one), PortForwardings.wanted(one, port));
        }
        onTarget.forEach(one -> PortForwardings.remove(context.target(), copy, one));
        return silent(onTarget).thenApply(nothing -> {
            for (Map.Entry<String, ObjectNode> one : back.entrySet()) {
                giveBack(one.getKey(), one.getValue());
            }
            return null;
        });
    }

    private CompletableFuture<?> silent(List<ObjectNode> onTarget) {
        return onTarget.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : new FloatingBinding(context.target(), copy).silent(context);
    }

    /** The source's port for which the one that the target forwards to was made. */
    private Optional<String> origin(ObjectNode onTarget) {
        return targets.find(PortType.KIND, Json.text(onTarget, PortForwardings.PORT))
                .flatMap(new PortType()::mark)
                .filter(mark -> mark.cloud().equals(context.source().name()))
                .map(Mark::id);
    }

    private void giveBack(String meaning, ObjectNode wanted) {
        try {
            PortForwardings.ensure(context.source(), floating, wanted);
            context.say("is forwarded to again on " + context.source().name() + " (" + meaning
                    + "); the target holds the address still");
        } catch (CloudException e) {
            context.say("port forwarding " + meaning + " could not be given back: " + e.getMessage());
        }
    }
}
