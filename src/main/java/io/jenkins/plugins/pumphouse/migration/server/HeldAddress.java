package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingAnnouncement;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A floating address of a server that has moved, which stayed on the source because the gateway of its network did.
 *
 * @param server of the source
 * @param floating the address with what the move has noted of it
 */
public record HeldAddress(Resource server, FloatingAddress floating) implements CutoverAddress {
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
    @Override
    public String address() {
        return floating.address();
    }

    /** {@code "<id of the address on the target> <fixed address>"}: what is bound to the target's server in the end. */
    @Override
    public String binding() {
        return floating.copy() + " " + floating.fixed();
    }

    /** The source lets the address go; completes when it announces it no more. */
    @Override
    public CompletableFuture<?> release(ChangeContext context) {
        FloatingBinding onSource =
                new FloatingBinding(context.source(), floating.ip().id());
        onSource.release(floating.port(), new Mark(context.target().name(), floating.copy()), floating.fixed());
        return FloatingAnnouncement.ended(context, onSource);
    }

    /** Whether a run has handed it over, so that it is its owner's to bind on the target as he likes. */
    @Override
    public boolean isHandedOver(ChangeContext context) {
        return isLetGo()
                && new FloatingBinding(context.target(), floating.copy()).read().hasNonNull("port_id");
    }

    /** Whether the source's server no longer has it. */
    @Override
    public boolean isLetGo() {
        return !floating.isBound();
    }

    /**
     * Looks whether the target's server can get the address, before anything is switched off for it.
     *
     * @throws MigrationException when it cannot
     */
    @Override
    public void check(ChangeContext context) {
        new FloatingBinding(context.target(), floating.copy()).checkFree(portOfCopy(context), floating.fixed());
    }

    /** The source's server has the address again; what a port of the target has meanwhile is left alone. */
    @Override
    public void restore(ChangeContext context) {
        FloatingBinding onTarget = new FloatingBinding(context.target(), floating.copy());
        Optional<String> port = findPortOfCopy(context);
        if (port.isPresent()) {
            onTarget.release(port.get(), null, null);
        } else {
            onTarget.checkUnbound();
        }
        new FloatingBinding(context.source(), floating.ip().id()).bind(floating.port(), floating.fixed());
    }

    /** The target's server gets it. */
    @Override
    public void bind(ChangeContext context) {
        new FloatingBinding(context.target(), floating.copy()).bind(portOfCopy(context), floating.fixed());
    }

    private Optional<String> findPortOfCopy(ChangeContext context) {
        CloudInventory target = context.targets().anew();
        Mark copy = Mark.ofValue(MoveNotes.movedTo(server)).orElseThrow();
        return target.find(Kind.SERVER, copy.id()).stream()
                .flatMap(there -> ServerTrunks.ports(there, target).stream())
                .filter(port -> port.field("fixed_ips").findValuesAsText("ip_address").stream()
                        .anyMatch(floating.fixed()::equals))
                .map(Resource::id)
                .findFirst();
    }

    private String portOfCopy(ChangeContext context) {
        return findPortOfCopy(context)
                .orElseThrow(() -> new MigrationException("Server " + server.name() + " (" + server.id() + ") has no"
                        + " port with " + floating.fixed() + " on "
                        + context.target().name() + " any more, to which"
                        + " floating address " + address() + " has to lead. Give its copy that address again, or give"
                        + " the floating address up: openstack server unset --property " + floating.key() + " "
                        + server.id() + " on " + context.source().name() + "; then run again"));
    }
}
