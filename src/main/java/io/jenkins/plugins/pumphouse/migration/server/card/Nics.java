package io.jenkins.plugins.pumphouse.migration.server.card;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaces;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaAddress;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaNetworkFields;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server's network cards: its ports in the order in which its operating system sees them, and what they lead to. */
public final class Nics {
    private Nics() {}

    /** The ports of a server, of any owner, found by its id and never by an address, in the order of its cards. */
    public static List<Resource> of(Resource server, CloudInventory source) {
        List<String> macs = NicOrder.of(server, source).macs();
        return ServerPorts.of(source).of(server).stream()
                .sorted(Comparator.comparingInt((Resource port) -> rank(macs, port))
                        .thenComparing(Resource::id))
                .toList();
    }

    private static int rank(List<String> macs, Resource port) {
        int rank = macs.indexOf(port.text("mac_address"));
        return rank < 0 ? macs.size() : rank;
    }

    /** {@code "<address> <MAC>"} of each fixed address, sorted: equal on both sides of a move. */
    public static List<String> addresses(JsonNode server) {
        return reported(server).stream()
                .map(a -> Json.text(a, "addr") + " " + Json.text(a, NovaAddress.MAC))
                .sorted()
                .toList();
    }

    /** The fixed addresses that a server reports, in its order. */
    public static List<JsonNode> reported(JsonNode server) {
        return shown(server).filter(address -> !NovaAddress.isFloating(address)).toList();
    }

    /** Floating addresses of a server. */
    public static List<String> floating(JsonNode server) {
        return shown(server)
                .filter(NovaAddress::isFloating)
                .map(address -> Json.text(address, "addr"))
                .toList();
    }

    private static Stream<JsonNode> shown(JsonNode server) {
        Stream.Builder<JsonNode> addresses = Stream.builder();
        server.path("addresses").forEach(network -> network.forEach(addresses));
        return addresses.build();
    }

    /**
     * The router interfaces in the subnets of a port. In a network of the server's project these are all, also those
     * that others have attached; in another project's network only those of its own routers, as other projects have
     * theirs too.
     */
    public static List<Resource> routers(Resource server, Resource port, CloudInventory source) {
        String project = server.text("tenant_id");
        boolean ownNetwork = isOf(project, source.find(NetworkType.KIND, port.text("network_id")));
        List<String> subnets = new ArrayList<>();
        port.field("fixed_ips").forEach(ip -> subnets.add(Json.text(ip, "subnet_id")));
        return RouterInterfaces.ofNetwork(source, port.text("network_id")).stream()
                .filter(i -> i.field("fixed_ips").findValuesAsText("subnet_id").stream()
                        .anyMatch(subnets::contains))
                .filter(i -> ownNetwork
                        || i.field(NovaNetworkFields.MARK).asBoolean()
                        || isOf(project, source.find(RouterType.KIND, i.text("device_id"))))
                .toList();
    }

    private static boolean isOf(String project, Optional<Resource> resource) {
        return resource.filter(r -> project.equals(r.text("tenant_id"))).isPresent();
    }
}
