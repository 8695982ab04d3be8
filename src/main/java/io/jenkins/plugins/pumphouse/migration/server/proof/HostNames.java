package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The names by which a server's operating system and DNS know it. Nova derives the hostname from the server's name, and
 * gives it to each network card as its name in DNS: one that somebody has given to a card since is lost.
 */
final class HostNames {
    private HostNames() {}

    static List<Loss> lost(Resource server, CloudInventory source, String target) {
        List<Loss> lost = new ArrayList<>();
        String hostname = Objects.toString(server.text("OS-EXT-SRV-ATTR:hostname"), "");
        String given = derived(server.name());
        if (!hostname.isEmpty() && !hostname.equals(given)) {
            lost.add(new Loss(
                    LedgerItem.HOSTNAME,
                    "hostname " + hostname + " (Nova on " + target + " derives it from the name)",
                    hostname,
                    given));
        }
        for (Resource card : Nics.of(server, source)) {
            String name = Objects.toString(card.text("dns_name"), "");
            if (!name.isEmpty() && !name.equals(hostname) && !name.equals(given)) {
                lost.add(new Loss(
                        LedgerItem.HOSTNAME,
                        "dns_name " + name + " of card " + card.text("mac_address") + " (Nova on " + target
                                + " gives it the hostname; openstack port set --dns-name changes that afterwards)",
                        name,
                        given));
            }
        }
        return lost;
    }

    /** A host name as Nova makes it of a server's name ({@code nova.utils.sanitize_hostname}). */
    private static String derived(String name) {
        String words = Objects.toString(name, "")
                .replaceAll("[ _.]", "-")
                .replaceAll("[^\\w.-]+", "")
                .toLowerCase(Locale.ROOT);
        return words.replaceAll("^[.-]+|[.-]+$", "");
    }
}
