package io.jenkins.plugins.pumphouse.migration.network.floating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether an external network of the target has an address to give.
 *
 * <p>An address outside of the allocation pools is valid: an administrator may choose any address of a subnet (Neutron
 * answers 201), and outside of the pools nobody else is given it by chance.
 */
public final class FloatingRoom {
    private FloatingRoom() {}

    /** Why {@code address} cannot be had, and what to do; empty when it can. */
    static Optional<String> without(String address, String network, CloudInventory target) {
        if (network == null || Translation.isPending(network)) {
            return Optional.empty();
        }
        List<Resource> subnets = target.list(SubnetType.KIND, Scope.ALL).stream()
                .filter(subnet -> network.equals(subnet.text("network_id")))
                .toList();
        String external =
                target.find(NetworkType.KIND, network).map(Resource::name).orElse(network);
        String cloud = target.cloud().name();
        if (subnets.stream().noneMatch(subnet -> contains(subnet.text("cidr"), address))) {
            return Optional.of(address + " is in no subnet of network " + external + " on " + cloud + " ("
                    + subnets.stream().map(subnet -> subnet.text("cidr")).collect(Collectors.joining(", "))
                    + "). Map the external network to the one that has it, or accept another address in mapping:"
                    + " floating_addresses: {" + address + ": any}, or a certain one instead of any");
        }
        Optional<Resource> gateway = subnets.stream()
                .filter(subnet -> address.equals(subnet.text("gateway_ip")))
                .findFirst();
        if (gateway.isPresent()) {
            return Optional.of(address + " is the gateway of subnet "
                    + gateway.get().name() + " of network " + external + " on " + cloud
                    + ". Accept another address in mapping: floating_addresses: {" + address + ": any}");
        }
        return holder(address, network, target)
                .map(holder -> address + " is taken on " + cloud + " by " + holder
                        + ". Free it on the target, or accept another address in mapping: floating_addresses: {"
                        + address
                        + ": any}");
    }

    /** Who has {@code address} on the target, in words; empty when nobody has. */
    public static Optional<String> holder(String address, String network, CloudInventory target) {
        Optional<Resource> floating = FloatingIpType.all(target).stream()
                .filter(other -> address.equals(other.name()) && network.equals(other.text(FloatingIpType.EXTERNAL)))
                .findFirst();
        if (floating.isPresent()) {
            Resource other = floating.get();
            String project = other.text("tenant_id");
            String owner =
                    target.find(Kind.PROJECT, project).map(Resource::name).orElse(project);
            return Optional.of("the floating address " + other.id() + " of project " + owner
                    + (other.text("port_id") == null ? "" : ", bound to port " + other.text("port_id")));
        }
        List<ObjectNode> ports = target.fact(
                List.of("ports", network),
                () -> target.cloud()
                        .list(Request.get(Service.NETWORK, "/ports").query("network_id", network), "ports"));
        return ports.stream()
                .filter(port -> has(port, address))
                .findFirst()
                .map(port -> "port " + Json.text(port, "id") + " of " + Json.text(port, "device_owner") + " "
                        + Json.text(port, "device_id"));
    }

    private static boolean has(JsonNode port, String address) {
        for (JsonNode ip : port.path("fixed_ips")) {
            if (address.equals(Json.text(ip, "ip_address"))) {
                return true;
            }
        }
        return false;
    }

    public static boolean contains(String cidr, String address) {
        int slash = cidr == null ? -1 : cidr.indexOf('/');
        if (slash < 0 || !address.matches("[0-9a-fA-F:.]+")) { // a name would be looked up
            return false;
        }
        try {
            byte[] net = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
            byte[] own = InetAddress.getByName(address).getAddress();
            int rest = net.length * Byte.SIZE - Integer.parseInt(cidr.substring(slash + 1));
            return net.length == own.length
                    && new BigInteger(1, net).shiftRight(rest).equals(new BigInteger(1, own).shiftRight(rest));
        } catch (UnknownHostException | NumberFormatException e) {
            return false;
        }
    }
}
