package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names by which a server's operating system and DNS know it. Nova derives the hostname from the server's name
 * where the boot does not say it, and gives it to each network card as its name in DNS; one that somebody has given to
 * a card since is written once the copy is up.
 */
public final class HostNames {
    private static final String FIELD = "OS-EXT-SRV-ATTR:hostname";

    /** A boot may say the hostname from 2.90 on (Xena), and one with a domain from 2.94 on (Antelope). */
    private static final String SAID = "2.90";

    private static final String SAID_WITH_DOMAIN = "2.94";

    /** Longer names are cut. */
    private static final int LONGEST = 63;

    private static final String DNS_NAME = "dns_name";

    /** Of Neutron: ports have a name in DNS. */
    private static final String DNS = "dns-integration";

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]");

    private HostNames() {}

    /**
     * The hostname that Nova on the target has to be told, as it would derive another one; empty where it takes none.
     */
    public static Optional<String> said(Resource server, Cloud target) {
        String hostname = Objects.toString(server.text(FIELD), "");
        boolean withDomain = hostname.contains(".");
        boolean valid = Arrays.stream(hostname.split("\\.", -1))
                .allMatch(label -> LABEL.matcher(label).matches());
        return valid
                        && !hostname.equals(derived(server.name()))
                        && target.supports(Service.COMPUTE, withDomain ? SAID_WITH_DOMAIN : SAID)
                ? Optional.of(hostname)
                : Optional.empty();
    }

    /** Whether the copy has the hostname that Nova was told, and its cards the names that they had. */
    static void tell(PreservationLedger ledger, ServerComparison servers) {
        Cloud target = servers.target().cloud();
        String copied = servers.copy().text(FIELD);
        said(servers.server(), target).filter(said -> copied != null).ifPresent(said -> {
            if (said.equals(copied)) {
                ledger.kept(LedgerItem.HOSTNAME);
            } else {
                ledger.changed(LedgerItem.HOSTNAME, said, copied);
            }
        });
        List<Resource> cards = named(servers.server(), servers.source(), target);
        if (!cards.isEmpty()) {
            tellCards(ledger, cards, Nics.of(servers.copy(), servers.target()));
        }
    }

    private static void tellCards(PreservationLedger ledger, List<Resource> cards, List<Resource> copied) {
        for (Resource card : cards) {
            String mac = card.text("mac_address");
            String name = nameInDns(card);
            String now = copied.stream()
                    .filter(other -> mac.equals(other.text("mac_address")))
                    .map(HostNames::nameInDns)
                    .findFirst()
                    .orElse("");
            if (name.equalsIgnoreCase(now)) {
                ledger.kept(LedgerItem.HOSTNAME);
            } else {
                ledger.changed(
                        LedgerItem.HOSTNAME, "dns_name " + name + " of card " + mac, now.isEmpty() ? "none" : now);
            }
        }
    }

    /** As Neutron has it of a port; empty for none. */
    public static String nameInDns(Resource port) {
        return Objects.toString(port.text(DNS_NAME), "");
    }

    /** The cards whose name in DNS the target can have, and Nova does not give it. */
    public static List<Resource> named(Resource server, CloudInventory source, Cloud target) {
        if (!target.networkExtensions().contains(DNS)) {
            return List.of();
        }
        String given = given(server, target);
        return Nics.of(server, source).stream()
                .filter(card -> !nameInDns(card).isEmpty()) // Neutron writes all in lower case
                .filter(card -> !nameInDns(card).equalsIgnoreCase(given))
                .toList();
    }

    private static String given(Resource server, Cloud target) {
        return said(server, target).orElseGet(() -> derived(server.name()));
    }

    static List<Loss> lost(Resource server, CloudInventory source, Cloud cloud) {
        List<Loss> lost = new ArrayList<>();
        String target = cloud.name();
        String hostname = Objects.toString(server.text(FIELD), "");
        String given = given(server, cloud);
        if (!hostname.isEmpty() && !hostname.equals(given)) {
            lost.add(new Loss(
                    LedgerItem.HOSTNAME,
                    "hostname " + hostname + " (Nova on " + target + " derives it from the name)",
                    hostname,
                    given));
        }
        if (!cloud.networkExtensions().contains(DNS)) {
            Nics.of(server, source).stream()
                    .filter(card -> !nameInDns(card).isEmpty()
                            && !nameInDns(card).equalsIgnoreCase(hostname)
                            && !nameInDns(card).equalsIgnoreCase(given))
                    .map(card -> Loss.of(
                            LedgerItem.HOSTNAME,
                            "dns_name " + nameInDns(card) + " of card " + card.text("mac_address") + " (" + target
                                    + " has no extension " + DNS + ")"))
                    .forEach(lost::add);
        }
        return lost;
    }

    /** A host name as Nova makes it of a server's name ({@code nova.utils.sanitize_hostname}). */
    private static String derived(String name) {
        String words = Objects.toString(name, "")
                .replaceAll("[ _.]", "-")
                .replaceAll("[^\\w.-]+", "")
                .toLowerCase(Locale.ROOT);
        String hostname = words.replaceAll("^[.-]+|[.-]+$", "");
        return hostname.substring(0, Math.min(LONGEST, hostname.length()));
    }
}
