package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.server.inventory.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A floating address of a server that has moved, which stayed on the source because the gateway of its network did.
 *
 * @param server of the source
 * @param floating the address with what the move has noted of it
 */
public record HeldAddress(Resource server, FloatingAddress floating) {
    /** Those of a network of the source, in which a run may have let some go already. */
    public static List<HeldAddress> of(String network, CloudInventory source) {
        return source.fact(HeldAddress.class, () -> byNetwork(source)).getOrDefault(network, List.of());
    }

    private static Map<String, List<HeldAddress>> byNetwork(CloudInventory source) {
        Map<String, List<HeldAddress>> held = new HashMap<>();
        for (Resource server : source.list(Kind.SERVER, Scope.ALL)) {
            boolean noted = MoveNotes.isMoved(server)
                    && server.field("metadata").properties().stream()
                            .anyMatch(item -> item.getKey().startsWith(FloatingAddress.KEY));
            if (noted) {
                ServerFloating.of(server, source).stream()
                        .filter(floating -> floating.copy() != null)
                        .forEach(floating -> held.computeIfAbsent(
                                        ServerFloating.network(floating, source), network -> new ArrayList<>())
                                .add(new HeldAddress(server, floating)));
            }
        }
        return held;
    }

    /** The address, for a person. */
    public String address() {
        return floating.address();
    }

    /** {@code "<id of the address on the target> <fixed address>"}: what is bound to the target's server in the end. */
    public String binding() {
        return floating.copy() + " " + floating.fixed();
    }

    /** The source lets the address go; completes when it announces it no more. */
    public CompletableFuture<?> release(ChangeContext context) {
        FloatingBinding here =
                new FloatingBinding(context.source(), floating.ip().id());
        here.release(floating.port(), new Mark(context.target().name(), floating.copy()), floating.fixed());
        return here.silent(context);
    }

    /** The source's server has the address again. */
    public void restore(ChangeContext context) {
        new FloatingBinding(context.target(), floating.copy()).release(portOfCopy(context), null, null);
        new FloatingBinding(context.source(), floating.ip().id()).bind(floating.port(), floating.fixed());
    }

    /** The target's server gets it. */
    public void bind(ChangeContext context) {
        new FloatingBinding(context.target(), floating.copy()).bind(portOfCopy(context), floating.fixed());
    }

    private String portOfCopy(ChangeContext context) {
        CloudInventory target = context.targets().anew();
        Mark copy = Mark.ofValue(MoveNotes.movedTo(server)).orElseThrow();
        return target.find(Kind.SERVER, copy.id()).stream()
                .flatMap(there -> ServerTrunks.ports(there, target).stream())
                .filter(port -> port.field("fixed_ips").findValuesAsText("ip_address").stream()
                        .anyMatch(floating.fixed()::equals))
                .map(Resource::id)
                .findFirst()
                .orElseThrow(() -> new MigrationException("Server " + server.name() + " has no port with "
                        + floating.fixed() + " on " + context.target().name() + ", to which floating address "
                        + address() + " led (" + Json.shown(server.field("id"))
                        + "). Run pumpInstances for it first."));
    }
}
