package io.jenkins.plugins.pumphouse.migration.cutover;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Optional;

/**
 * The note at a router of the target that it is to take an external address, as the source shows the address no more
 * once its router has let it go.
 *
 * @param router id on the target
 */
record ExternalAddressNote(Cloud target, String router) {
    /** The address that a router of the target has to take, as an interrupted run has noted; empty when none has. */
    static Optional<String> of(Resource router, CloudInventory target) {
        return HandoverNotes.of(router, target).stream()
                .filter(tag -> tag.startsWith(NeutronType.TAKES_EXTERNAL))
                .map(tag -> tag.substring(NeutronType.TAKES_EXTERNAL.length()))
                .findFirst();
    }

    /** @param network of the target that is switched over */
    void write(String address, String network) {
        HandoverNotes.write(target, tags(), router, text(address), network);
    }

    void remove(String address) {
        HandoverNotes.remove(target, tags(), router, text(address));
    }

    private String tags() {
        return RouterHandover.path(router) + "/tags/";
    }

    private static String text(String address) {
        return NeutronType.TAKES_EXTERNAL + address;
    }
}
