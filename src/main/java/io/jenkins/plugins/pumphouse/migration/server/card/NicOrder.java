package io.jenkins.plugins.pumphouse.migration.server.card;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.neutron.WrittenAddresses;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaAddress;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order in which a server's operating system sees its network cards. Nova groups a server's addresses by network,
 * in the order of each network's first card: that tells the order unless a network before the last one has two cards.
 * Else the hypervisor's diagnostics tell it (2.48, of a running server), or the note of a move that has read them
 * before it stopped the server. Nova's list of interfaces does not: it is Neutron's, which knows nothing of cards.
 *
 * @param macs in order; cards without an address may be missing
 * @param certain whether the cloud has told the order, and not only a part of it
 */
public record NicOrder(List<String> macs, boolean certain) {
    /** On the source's server: its MACs in order, with commas, where a stopped server would not tell it any more. */
    public static final String KEY = "pumphouse_cards";

    /** Diagnostics in a form that all drivers share, with a list of cards (Compute API, microversion history). */
    private static final String DIAGNOSTICS = "2.48";

    private static final int LONGEST_VALUE = 255;

    public static NicOrder of(Resource server, CloudInventory inventory) {
        return inventory.fact(List.of(NicOrder.class, server.id()), () -> read(server, inventory));
    }

    private static NicOrder read(Resource server, CloudInventory inventory) {
        List<List<String>> networks = byNetwork(server.json());
        List<String> told = networks.stream().flatMap(List::stream).toList();
        int cards = ServerPorts.of(inventory).of(server).size();
        if (cards < 2 || told.size() == cards && isPlain(networks)) {
            return new NicOrder(told, true);
        }
        return Stream.of(diagnosed(server, inventory.cloud()), noted(server))
                .filter(order -> order.macs.size() == cards
                        && new HashSet<>(order.macs).containsAll(told)
                        && fits(order.macs, networks))
                .findFirst()
                .orElse(new NicOrder(told, false));
    }

    private static boolean isPlain(List<List<String>> networks) {
        return networks.stream().limit(Math.max(0, networks.size() - 1)).allMatch(macs -> macs.size() < 2);
    }

    private static NicOrder noted(Resource server) {
        String note = Json.text(server.field("metadata"), KEY);
        return new NicOrder(note == null || note.isEmpty() ? List.of() : List.of(note.split(",")), true);
    }

    /** What a move has to note before it stops the server; empty where a stopped server tells its order too. */
    public static Optional<String> note(Resource server, CloudInventory inventory) {
        NicOrder order = of(server, inventory);
        String macs = String.join(",", order.macs);
        boolean isPlain = isPlain(byNetwork(server.json()));
        return order.certain && !isPlain && macs.length() <= LONGEST_VALUE ? Optional.of(macs) : Optional.empty();
    }

    /** That the order of a server's cards is not known, with what to do; empty when it is. */
    public static Optional<String> unknown(Resource server, CloudInventory source) {
        NicOrder order = of(server, source);
        if (order.certain) {
            return Optional.empty();
        }
        boolean wouldTell = !isRunning(server) && source.cloud().supports(Service.COMPUTE, DIAGNOSTICS);
        return Optional.of("order of network cards (" + source.cloud().name() + " tells it only in part: "
                + String.join(", ", order.macs) + "; "
                + (wouldTell
                        ? "start the server before its move, and its hypervisor tells it"
                        : "compare it inside the server with that of its copy")
                + ")");
    }

    private static List<List<String>> byNetwork(JsonNode server) {
        List<List<String>> networks = new ArrayList<>();
        for (JsonNode network : server.path("addresses")) {
            List<String> macs = new ArrayList<>();
            for (JsonNode address : network) {
                String mac = Json.text(address, NovaAddress.MAC);
                if (mac != null && !macs.contains(mac)) {
                    macs.add(mac);
                }
            }
            networks.add(macs);
        }
        return networks;
    }

    /** Whether an order shows the networks, and the cards of each, as the addresses do. */
    private static boolean fits(List<String> macs, List<List<String>> networks) {
        int first = -1;
        for (List<String> network : networks) {
            List<String> own = macs.stream().filter(network::contains).toList();
            if (!own.equals(network) || (!own.isEmpty() && macs.indexOf(own.get(0)) < first)) {
                return false;
            }
            first = own.isEmpty() ? first : macs.indexOf(own.get(0));
        }
        return true;
    }

    private static boolean isRunning(Resource server) {
        return "ACTIVE".equals(server.text("status"));
    }

    private static NicOrder diagnosed(Resource server, Cloud cloud) {
        boolean tells = isRunning(server) && cloud.supports(Service.COMPUTE, DIAGNOSTICS);
        return new NicOrder(
                tells ? texts(cards(cloud, path(server) + "/diagnostics", "nic_details"), "mac_address") : List.of(),
                true);
    }

    /** Nothing where the cloud does not tell: a driver without diagnostics, a policy, a host that is down. */
    private static List<JsonNode> cards(Cloud cloud, String path, String list) {
        List<JsonNode> cards = new ArrayList<>();
        try {
            cloud.send(Request.get(Service.COMPUTE, path).microversion(DIAGNOSTICS))
                    .json()
                    .path(list)
                    .forEach(cards::add);
        } catch (CloudException e) {
            return List.of();
        }
        return cards;
    }

    private static List<String> texts(List<JsonNode> cards, String field) {
        return cards.stream()
                .map(card -> Json.text(card, field))
                .filter(Objects::nonNull)
                .map(WrittenAddresses::canonical)
                .toList();
    }

    private static String path(Resource server) {
        return "/servers/" + Request.segment(server.id());
    }

    /** Whether both clouds have told the order of the same cards, and it is another. */
    public boolean contradicts(NicOrder other) {
        return certain
                && other.certain
                && new HashSet<>(macs).equals(new HashSet<>(other.macs))
                && !macs.equals(other.macs);
    }
}
