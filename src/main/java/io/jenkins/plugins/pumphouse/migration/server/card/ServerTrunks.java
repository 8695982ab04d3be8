package io.jenkins.plugins.pumphouse.migration.server.card;

import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.TrunkPorts;
import io.jenkins.plugins.pumphouse.migration.network.TrunkType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The trunks of a server's network cards: what the server reaches under a number beside the card's own network. */
public final class ServerTrunks {
    private ServerTrunks() {}

    /** In the order of the cards. */
    public static List<Resource> of(Resource server, CloudInventory inventory) {
        return Nics.of(server, inventory).stream()
                .flatMap(card -> TrunkType.ofParent(card, inventory).stream())
                .toList();
    }

    /** The ports of the cards, in their order, then the sub-ports. */
    public static List<Resource> ports(Resource server, CloudInventory inventory) {
        List<Resource> ports = new ArrayList<>(Nics.of(server, inventory));
        of(server, inventory).forEach(trunk -> ports.addAll(TrunkPorts.subPorts(trunk, inventory)));
        return ports;
    }

    /** In what the trunks of a server's cards differ from those of its copy's; empty when they are alike. */
    public static Optional<Difference> difference(
            Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        Map<String, List<String>> had = byCard(server, source);
        Map<String, List<String>> has = byCard(copy, target);
        return had.equals(has)
                ? Optional.empty()
                : Optional.of(new Difference(LedgerItem.TRUNKS.word(), shown(had), shown(has)));
    }

    /** Segments, MACs and addresses, sorted, by the MAC of the card. */
    private static Map<String, List<String>> byCard(Resource server, CloudInventory inventory) {
        Map<String, List<String>> trunks = new TreeMap<>();
        for (Resource card : Nics.of(server, inventory)) {
            TrunkType.ofParent(card, inventory)
                    .ifPresent(trunk -> trunks.put(
                            card.text("mac_address"),
                            TrunkPorts.subPorts(trunk, inventory).stream()
                                    .map(port -> TrunkPorts.segment(trunk, port.id())
                                            + ' '
                                            + port.text("mac_address")
                                            + addresses(port))
                                    .sorted()
                                    .toList()));
        }
        return trunks;
    }

    private static String addresses(Resource port) {
        List<String> addresses = port.field("fixed_ips").findValuesAsText("ip_address").stream()
                .sorted()
                .toList();
        return addresses.isEmpty() ? "" : ' ' + String.join(" ", addresses);
    }

    private static String shown(Map<String, List<String>> trunks) {
        List<String> words = new ArrayList<>();
        trunks.forEach((card, ports) ->
                words.add(card + " with " + (ports.isEmpty() ? "no sub-port" : String.join(", ", ports))));
        return words.isEmpty() ? "none" : String.join("; ", words);
    }
}
