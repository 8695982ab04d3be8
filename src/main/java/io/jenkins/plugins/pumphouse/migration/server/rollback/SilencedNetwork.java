package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaces;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A network of a server that is being rolled back, which {@code pumpCutover} has switched over: its gateway and DHCP
 * are off on the source, and the target's DHCP does not know the source's server.
 *
 * @param gateways router interfaces of the source that are off
 * @param subnets of the source without DHCP where the target's have it
 */
record SilencedNetwork(Resource network, List<Resource> gateways, List<Resource> subnets) {
    /** In words, for a person; empty when all of a server's networks are answered for on the source. */
    static List<String> told(Resource server, CloudInventory source, CloudInventory target) {
        if (!source.cloud().has(Service.NETWORK)) {
            return List.of();
        }
        List<String> told = new ArrayList<>();
        ServerTrunks.ports(server, source).stream()
                .map(port -> port.text("network_id"))
                .filter(Objects::nonNull)
                .distinct()
                .forEach(id -> source.find(NetworkType.KIND, id)
                        .filter(network -> SharedWire.is(network, source))
                        .map(network -> of(network, source, target))
                        .filter(network -> !network.isAnsweredFor())
                        .ifPresent(network -> told.add(network.told(
                                source.cloud().name(), target.cloud().name()))));
        return told;
    }

    private static SilencedNetwork of(Resource network, CloudInventory source, CloudInventory target) {
        List<Resource> gateways = RouterInterfaces.ofNetwork(source, network.id()).stream()
                .filter(port -> !port.field("admin_state_up").asBoolean(true))
                .toList();
        List<Resource> subnets = SubnetType.ofNetwork(source, network.id()).stream()
                .filter(subnet -> !subnet.field("enable_dhcp").asBoolean(true))
                .filter(subnet -> counterpart(subnet, source, target)
                        .filter(other -> other.field("enable_dhcp").asBoolean())
                        .isPresent())
                .toList();
        return new SilencedNetwork(network, gateways, subnets);
    }

    private static Optional<Resource> counterpart(Resource subnet, CloudInventory source, CloudInventory target) {
        Mark mark = new Mark(source.cloud().name(), subnet.id());
        return target.list(SubnetType.KIND, Scope.ALL).stream()
                .filter(other ->
                        new SubnetType().mark(other).filter(mark::equals).isPresent())
                .findFirst();
    }

    private boolean isAnsweredFor() {
        return gateways.isEmpty() && subnets.isEmpty();
    }

    private String told(String source, String target) {
        List<String> off = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (Resource gateway : gateways) {
            off.add("gateway " + addresses(gateway));
            commands.add("openstack port set --enable " + gateway.id());
        }
        for (Resource subnet : subnets) {
            off.add("DHCP of " + subnet.text("cidr"));
            commands.add("openstack subnet set --dhcp " + subnet.id());
        }
        return "network " + network.name() + " was switched over to " + target + ", and on " + source + " its "
                + String.join(" and ", off) + (off.size() == 1 ? " is" : " are") + " off: a server that asks for its"
                + " address by DHCP gets none. When nothing on " + target + " needs " + target + "'s any more, switch"
                + " those off (openstack port set --disable, openstack subnet set --no-dhcp), then on " + source + ": "
                + String.join("; ", commands);
    }

    private static String addresses(Resource port) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode ip : port.field("fixed_ips")) {
            addresses.add(Json.text(ip, "ip_address"));
        }
        return String.join(", ", addresses);
    }
}
