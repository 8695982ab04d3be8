package io.jenkins.plugins.pumphouse.migration.server.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingAnnouncement;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingBinding;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterAddress;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaces;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A floating address of a moved server that is being rolled back. Never both clouds announce it: one lets it go before
 * the other binds it.
 *
 * @param floating of the source, with what the move has noted of it
 * @param copy the server that has it on the target; null when it is gone
 */
record RollbackAddress(FloatingAddress floating, Resource copy) {
    /**
     * Those of a server that a move has taken along and the source does not have again yet.
     *
     * @param copy null when it is gone
     */
    static List<RollbackAddress> of(Resource server, CloudInventory source, Resource copy) {
        return ServerFloating.of(server, source).stream()
                .filter(floating -> floating.copy() != null && !floating.isBound())
                .map(floating -> new RollbackAddress(floating, copy))
                .toList();
    }

    /** Why it cannot be given back: somebody has bound it to something else on the target; empty when nobody has. */
    Optional<String> boundElsewhere(CloudInventory target) {
        return target.find(FloatingIpType.KIND, floating.copy())
                .map(held -> held.text("port_id"))
                .filter(port -> copy == null
                        || ServerTrunks.ports(copy, target).stream()
                                .noneMatch(card -> card.id().equals(port)))
                .map(port -> "floating address " + floating.address() + " is bound to port " + port + " on "
                        + target.cloud().name() + ", which is not the copy's; decide with its owner (openstack floating"
                        + " ip unset --port " + floating.copy() + " on "
                        + target.cloud().name() + " gives it up), then run again");
    }

    /** Why it cannot be given back: no router of the source leads to it any more; empty when one does. */
    Optional<String> unreachable(CloudInventory source) {
        String external = floating.ip().text("floating_network_id");
        Optional<Resource> port = source.find(PortType.KIND, floating.port());
        if (external == null || port.isEmpty()) {
            return Optional.empty();
        }
        List<Resource> routers = RouterInterfaces.ofNetwork(source, port.get().text("network_id")).stream()
                .flatMap(plug -> source.find(RouterType.KIND, plug.text("device_id")).stream())
                .toList();
        boolean leads = routers.stream()
                .anyMatch(router -> external.equals(Json.text(router.field(RouterAddress.GATEWAY), "network_id")));
        return leads || routers.isEmpty()
                ? Optional.empty()
                : Optional.of("floating address " + floating.address() + " cannot go back, as router "
                        + routers.get(0).name() + " on " + source.cloud().name() + " has no gateway in its network any"
                        + " more (pumpCutover takes it along with the last network): openstack router set"
                        + " --external-gateway " + external + " "
                        + routers.get(0).id() + " on "
                        + source.cloud().name() + ", then run again");
    }

    /** Completes when the source's server has it. */
    CompletableFuture<?> giveBack(ChangeContext context) {
        CloudInventory target = context.targets().anew();
        FloatingBinding onSource = onSource(context);
        Optional<Resource> held = target.find(FloatingIpType.KIND, floating.copy());
        if (held.isEmpty()) {
            onSource.bind(floating.port(), floating.fixed());
            return CompletableFuture.completedFuture(null);
        }
        boundElsewhere(target).ifPresent(why -> {
            throw new MigrationException("Since the copy was stopped: " + why + ".");
        });
        String port = held.get().text("port_id");
        FloatingBinding onTarget = onTarget(context);
        if (port != null) { // else an earlier run has let it go, and a router may announce it still
            onTarget.release(port, null, null);
        }
        return FloatingAnnouncement.ended(context, onTarget).thenApply(silent -> {
            onSource.bind(floating.port(), floating.fixed());
            context.say("has floating address " + floating.address() + " on "
                    + context.source().name() + " again");
            return silent;
        });
    }

    /**
     * Those that the source has although they went with the move: this run or an earlier one has given them back.
     *
     * @param copy that runs again
     * @param gateways behind which they have never gone
     */
    static List<RollbackAddress> givenBack(
            Resource server, CloudInventory source, Resource copy, HeldGateways gateways) {
        return ServerFloating.of(server, source).stream()
                .filter(floating -> floating.copy() != null && floating.isBound())
                .filter(floating -> !gateways.holds(floating, source))
                .map(floating -> new RollbackAddress(floating, copy))
                .toList();
    }

    /** Completes when the copy has it again, as the source's server does not start. */
    CompletableFuture<?> handOver(ChangeContext context) {
        CloudInventory target = context.targets().anew();
        String card = ServerTrunks.ports(copy, target).stream()
                .filter(port -> port.field("fixed_ips").findValuesAsText("ip_address").stream()
                        .anyMatch(floating.fixed()::equals))
                .map(Resource::id)
                .findFirst()
                .orElseThrow(() -> new MigrationException("floating address " + floating.address() + " stays on "
                        + context.source().name() + ", as the copy has no port with " + floating.fixed()
                        + ": attach one to the copy, then bind the address to it"));
        onTarget(context).checkFree(card, floating.fixed());
        onSource(context)
                .release(floating.port(), new Mark(context.target().name(), floating.copy()), floating.fixed());
        return FloatingAnnouncement.ended(context, onSource(context)).thenApply(silent -> {
            onTarget(context).bind(card, floating.fixed());
            return silent;
        });
    }

    private FloatingBinding onSource(ChangeContext context) {
        return new FloatingBinding(context.source(), floating.ip().id());
    }

    private FloatingBinding onTarget(ChangeContext context) {
        return new FloatingBinding(context.target(), floating.copy());
    }
}
