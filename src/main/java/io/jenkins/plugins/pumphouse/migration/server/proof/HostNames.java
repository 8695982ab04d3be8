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
 * where the boot does not say it, and gives it to each network card as its name in DNS: one that somebody has given to
 * a card since is lost.
 */
public final class HostNames {
    private static final String FIELD = "OS-EXT-SRV-ATTR:hostname";

    /** A boot may say the hostname from 2.90 on (Xena), and one with a domain from 2.94 on (Antelope). */
    private static final String SAID = "2.90";

    private static final String SAID_WITH_DOMAIN = "2.94";

    /** Longer names are cut. */
    private static final int LONGEST = 63;

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

    /** Whether the copy has the hostname that Nova was told. */
    static void tell(PreservationLedger ledger, Resource server, Resource copy, Cloud target) {
        String copied = copy.text(FIELD);
        said(server, target).filter(said -> copied != null).ifPresent(said -> {
            if (said.equals(copied)) {
                ledger.kept(LedgerItem.HOSTNAME);
            } else {
                ledger.changed(LedgerItem.HOSTNAME, said, copied);
            }
        });
    }

    static List<Loss> lost(Resource server, CloudInventory source, Cloud cloud) {
        List<Loss> lost = new ArrayList<>();
        String target = cloud.name();
        String hostname = Objects.toString(server.text(FIELD), "");
        Optional<String> said = said(server, cloud);
        String given = said.orElseGet(() -> derived(server.name()));
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
        String hostname = words.replaceAll("^[.-]+|[.-]+$", "");
        return hostname.substring(0, Math.min(LONGEST, hostname.length()));
    }
}
