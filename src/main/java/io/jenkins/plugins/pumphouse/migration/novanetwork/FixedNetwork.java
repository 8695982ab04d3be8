package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    String derived(String what) {
        return derived(what, id());
    }

    static String derived(String what, String of) {
        return UUID.nameUUIDFromBytes((what + ' ' + of).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    Optional<Cidr> range(String field) {
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
    List<String> wires() {
        return Stream.of("bridge_interface", "bridge", "label")
                .map(field -> Json.text(row, field))
                .filter(Objects::nonNull)
                .toList();
    }

    Optional<String> physical() {
        return wires().stream()
                .flatMap(wire -> mapping.ofId(PHYSICAL, wire).stream())
                .findFirst();
    }

    ObjectNode asNetwork(Set<String> projects) {
        return new NetworkForm(this).shown(projects);
    }

    List<ObjectNode> asSubnets() {
        return new FixedSubnets(this).all();
    }

    /** Null where nova-network serves it on every host. */
    String host() {
        return row.path("multi_host").asBoolean() ? null : Json.text(row, "host");
    }
}
