package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The subnets that Neutron would have for a network of nova-network: one for each version of IP. */
final class FixedSubnets {
    private final FixedNetwork network;

    FixedSubnets(FixedNetwork network) {
        this.network = network;
    }

    List<ObjectNode> all() {
        List<ObjectNode> subnets = new ArrayList<>();
        boolean silent = network.physical().isPresent()
                && network.hosts().running(network.host()).isEmpty();
        network.range("cidr").ifPresent(range -> {
            ObjectNode subnet = subnet(range, "cidr", 4, silent).put("name", network.label());
            subnet.put("gateway_ip", Json.text(network.row(), "gateway"));
            subnet.put("enable_dhcp", network.row().path("enable_dhcp").asBoolean(true));
            pools(range, subnet);
            subnets.add(subnet);
        });
        network.range("cidr_v6").ifPresent(range -> {
            ObjectNode subnet = subnet(range, "cidr_v6", 6, silent).put("name", network.label() + "-v6");
            subnet.put("gateway_ip", gatewayV6(range)).put("enable_dhcp", true);
            subnet.put("ipv6_address_mode", "slaac").put("ipv6_ra_mode", "slaac");
            subnets.add(subnet);
        });
        return subnets;
    }

    private ObjectNode subnet(Cidr range, String field, int version, boolean silent) {
        ObjectNode subnet = Json.object()
                .put("id", network.derived(field))
                .put("network_id", network.id())
                .put("tenant_id", network.owner())
                .put("ip_version", version)
                .put("cidr", range.text())
                .put(NovaNetworkFields.SILENT, silent);
        subnet.putArray("host_routes");
        List<String> servers = Stream.of("dns1", "dns2")
                .map(name -> Json.text(network.row(), name))
                .filter(address -> address != null && address.contains(":") == (version == 6))
                .toList();
        subnet.set("dns_nameservers", Json.array(servers));
        return subnet;
    }

    /** nova-network gives addresses from {@code dhcp_start} to the end, and never that of the gateway. */
    private void pools(Cidr range, ObjectNode subnet) {
        String start = Json.text(network.row(), "dhcp_start");
        if (!range.contains(start)) {
            return;
        }
        ArrayNode pools = subnet.putArray("allocation_pools");
        String gateway = Json.text(network.row(), "gateway");
        String end = range.at(-2);
        if (range.contains(gateway) && Cidr.number(gateway).compareTo(Cidr.number(start)) >= 0) {
            pool(range, pools, start, range.address(Cidr.number(gateway).subtract(BigInteger.ONE)));
            pool(range, pools, range.address(Cidr.number(gateway).add(BigInteger.ONE)), end);
        } else {
            pool(range, pools, start, end);
        }
    }

    private static void pool(Cidr range, ArrayNode pools, String start, String end) {
        if (range.contains(start) && Cidr.number(start).compareTo(Cidr.number(end)) <= 0) {
            pools.addObject().put("start", start).put("end", end);
        }
    }

    /** Servers learn their router's from its announcements; nova-network may show one that only its own link has. */
    private String gatewayV6(Cidr range) {
        String gateway = Json.text(network.row(), "gateway_v6");
        return range.contains(gateway) ? gateway : range.at(1);
    }
}
