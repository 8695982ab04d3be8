package io.jenkins.plugins.pumphouse.migration.server.card;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaAddress;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A server's network cards as its cloud shows them now: all that Neutron has for it, of any owner, and all that the
 * server itself reports. Nova's copy may be older than Neutron's; in doubt a card or an address of either counts.
 *
 * @param addresses by MAC; sorted
 */
public record CardSet(Map<String, Set<String>> addresses) {
    public static CardSet of(Resource server, CloudInventory inventory) {
        Map<String, Set<String>> cards = new TreeMap<>();
        for (Resource port : Nics.of(server, inventory)) {
            Set<String> addresses =
                    cards.computeIfAbsent(String.valueOf(port.text("mac_address")), mac -> new TreeSet<>());
            port.field("fixed_ips").forEach(ip -> addresses.add(Json.text(ip, "ip_address")));
        }
        for (JsonNode address : Nics.reported(server.json())) {
            cards.computeIfAbsent(String.valueOf(Json.text(address, NovaAddress.MAC)), mac -> new TreeSet<>())
                    .add(Json.text(address, "addr"));
        }
        return new CardSet(cards);
    }

    public List<String> macs() {
        return List.copyOf(addresses.keySet());
    }

    /** Sorted, each once. */
    public List<String> ips() {
        return addresses.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** {@code "port fa:16:… 10.0.0.3, fa:16:… 10.0.1.3"}. */
    @Override
    public String toString() {
        List<String> cards = new ArrayList<>();
        addresses.forEach((mac, ips) -> cards.add((mac + " " + String.join(" ", ips)).strip()));
        return cards.isEmpty() ? "no port" : "port " + String.join(", ", cards);
    }
}
