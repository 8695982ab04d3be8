package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One network of nova-network as Neutron would have it: a network, and a subnet for each version of IP;
 * {@link NetworkGateway} is its router.
 *
 * @param row as {@code os-networks} shows it to an administrator
 */
record FixedNetwork(Cloud cloud, NetworkHosts hosts, Mapping mapping, ObjectNode row) {
    /** What a bridge is plugged into, in the operator's mapping: the target's name for that wire. */
    private static final Kind PHYSICAL = new Kind("physical network");

    /** They become fields of Neutron's objects, or of none as they follow from others. */
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "id",
            "label",
            "project_id",
            "vlan",
            "bridge",
            "bridge_interface",
            "cidr",
            "netmask",
            "gateway",
            "broadcast",
            "dns1",
            "dns2",
            "cidr_v6",
            "gateway_v6",
            "netmask_v6",
            "dhcp_start",
            "enable_dhcp",
            "mtu",
            "host",
            "vpn_public_address",
            "vpn_public_port",
            "vpn_private_address",
            "created_at",
            "updated_at",
            "deleted_at",
            "deleted"));

    String id() {
        return Json.text(row, "id");
    }

    String label() {
        return String.valueOf(Json.text(row, "label"));
    }

    /** Null where every project has it, and where it is a VLAN that no project has been given. */
    String project() {
        return Json.text(row, "project_id");
    }

    boolean isSpare() {
        return project() == null && row.hasNonNull("vlan");
    }

    boolean isCommon() {
        return project() == null && !isSpare();
    }

    String owner() {
        return project() == null ? cloud.caller().projectId() : project();
    }

    /** The ids of what Neutron has and nova-network has not follow from that of the network. */
    private String derived(String what) {
        return derived(what, id());
    }

    static String derived(String what, String of) {
        return UUID.nameUUIDFromBytes((what + ' ' + of).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private Optional<Cidr> range(String field) {
        return row.hasNonNull(field) ? Optional.of(Cidr.of(Json.text(row, field))) : Optional.empty();
    }

    /** Whether an address is of this network. */
    boolean has(String address) {
        return subnet(address) != null;
    }

    /** The id of the subnet that has an address; null where none has. */
    String subnet(String address) {
        return Stream.of("cidr", "cidr_v6")
                .filter(field ->
                        range(field).filter(range -> range.contains(address)).isPresent())
                .findFirst()
                .map(this::derived)
                .orElse(null);
    }

    /** Whether an address of IPv6 follows from its card, as that of Neutron will; true for IPv4. */
    boolean isOfCard(String address, String mac) {
        return range("cidr_v6")
                .filter(range -> range.contains(address) && mac != null)
                .map(range -> Cidr.number(range.ofMac(mac)).equals(Cidr.number(address)))
                .orElse(true);
    }

    /** The interface of the hosts that the network's wire is plugged into, or what else tells the wire. */
    private List<String> wires() {
        return Stream.of("bridge_interface", "bridge", "label")
                .map(field -> Json.text(row, field))
                .filter(Objects::nonNull)
                .toList();
    }

    private Optional<String> physical() {
        return wires().stream()
                .flatMap(wire -> mapping.ofId(PHYSICAL, wire).stream())
                .findFirst();
    }

    ObjectNode asNetwork(Set<String> projects) {
        ObjectNode network = Json.object()
                .put("id", id())
                .put("name", label())
                .put("tenant_id", owner())
                .put("admin_state_up", true)
                .put("status", "ACTIVE")
                .put("shared", isCommon())
                .put("router:external", false)
                .put(NovaNetwork.MARK, true)
                .put(NovaNetwork.COMMON, isCommon())
                .put(NovaNetwork.SPARE, isSpare());
        ArrayNode subnets = network.putArray("subnets");
        asSubnets().forEach(subnet -> subnets.add(Json.text(subnet, "id")));
        if (row.path("mtu").asInt() > 0) {
            network.set("mtu", row.get("mtu"));
        }
        wire(network);
        if (isCommon() && projects.size() > 1) {
            network.set("projects", Json.array(projects));
        }
        if (row.hasNonNull("vpn_public_address")) {
            network.put(
                    "vpn",
                    Json.text(row, "vpn_private_address") + " at " + Json.text(row, "vpn_public_address") + ":"
                            + Json.text(row, "vpn_public_port"));
        }
        row.properties().stream()
                .filter(field -> !KNOWN.contains(field.getKey()))
                .forEach(field -> network.set(field.getKey(), field.getValue()));
        return network;
    }

    private void wire(ObjectNode network) {
        String vlan = Json.text(row, "vlan");
        physical()
                .ifPresentOrElse(
                        physical -> {
                            network.put("provider:network_type", vlan == null ? "flat" : "vlan")
                                    .put("provider:physical_network", physical);
                            if (vlan != null) {
                                network.set("provider:segmentation_id", row.get("vlan"));
                            }
                        },
                        () -> network.put(
                                "wire", (vlan == null ? "untagged" : "VLAN " + vlan) + " on " + wires().get(0)));
    }

    List<ObjectNode> asSubnets() {
        List<ObjectNode> subnets = new ArrayList<>();
        boolean silent = physical().isPresent() && hosts.running(host()).isEmpty();
        range("cidr").ifPresent(range -> {
            ObjectNode subnet = subnet(range, "cidr", 4, silent).put("name", label());
            subnet.put("gateway_ip", Json.text(row, "gateway"));
            subnet.put("enable_dhcp", row.path("enable_dhcp").asBoolean(true));
            pools(range, subnet);
            subnets.add(subnet);
        });
        range("cidr_v6").ifPresent(range -> {
            ObjectNode subnet = subnet(range, "cidr_v6", 6, silent).put("name", label() + "-v6");
            subnet.put("gateway_ip", gatewayV6(range)).put("enable_dhcp", true);
            subnet.put("ipv6_address_mode", "slaac").put("ipv6_ra_mode", "slaac");
            subnets.add(subnet);
        });
        return subnets;
    }

    private ObjectNode subnet(Cidr range, String field, int version, boolean silent) {
        ObjectNode subnet = Json.object()
                .put("id", derived(field))
                .put("network_id", id())
                .put("tenant_id", owner())
                .put("ip_version", version)
                .put("cidr", range.text())
                .put(NovaNetwork.SILENT, silent);
        subnet.putArray("host_routes");
        List<String> servers = Stream.of("dns1", "dns2")
                .map(name -> Json.text(row, name))
                .filter(address -> address != null && address.contains(":") == (version == 6))
                .toList();
        subnet.set("dns_nameservers", Json.array(servers));
        return subnet;
    }

    /** nova-network gives addresses from {@code dhcp_start} to the end, and never that of the gateway. */
    private void pools(Cidr range, ObjectNode subnet) {
        String start = Json.text(row, "dhcp_start");
        if (!range.contains(start)) {
            return;
        }
        ArrayNode pools = subnet.putArray("allocation_pools");
        String gateway = Json.text(row, "gateway");
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
        String gateway = Json.text(row, "gateway_v6");
        return range.contains(gateway) ? gateway : range.at(1);
    }

    /** Null where nova-network serves it on every host. */
    String host() {
        return row.path("multi_host").asBoolean() ? null : Json.text(row, "host");
    }
}
