package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;

/**
 * A card without an address. Nova boots with one from Yoga on (release notes of Nova 25.0.0, "a non-deferred port that
 * has no fixed IP address"); before, it answers the boot with 400, when the server has been stopped already.
 */
final class CardWithoutAddress {
    /** Of Yoga, and of Xena: no API tells these two apart. */
    private static final String TAKEN = "2.90";

    private CardWithoutAddress() {}

    /** Why a server cannot be moved with such a card, for each that it has. */
    static List<String> refusals(Resource server, CloudInventory source, CloudInventory target) {
        return Nics.of(server, source).stream()
                .filter(card -> card.field("fixed_ips").isEmpty())
                .filter(card -> !target.cloud().supports(Service.COMPUTE, TAKEN))
                .map(card -> "has card " + card.text("mac_address") + " without an address, with which Nova of "
                        + target.cloud().name() + " boots no server (before Yoga, Compute API 2.90); give it one"
                        + " (openstack port set --fixed-ip subnet=<subnet> " + card.id() + "), or detach it")
                .toList();
    }
}
