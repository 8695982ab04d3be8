package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.compute.AvailabilityZoneType;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;

/**
 * The availability zone that a server's boot asked for, to which Nova keeps it; it shows that zone from 2.96 on
 * (Caracal). Before, only the zone that the server is in is known, which may be the scheduler's choice.
 */
public final class RequestedZone {
    private static final String SHOWN = "2.96";

    /** The zone of a cloud that has no others. */
    private static final String DEFAULT_ZONE = "nova";

    private final String zone;
    private final boolean known;
    private final boolean pinned;

    private RequestedZone(String zone, boolean known, boolean pinned) {
        this.zone = zone;
        this.known = known;
        this.pinned = pinned;
    }

    public static RequestedZone of(Resource server, CloudInventory source) {
        String in = server.text("OS-EXT-AZ:availability_zone");
        if (!source.cloud().supports(Service.COMPUTE, SHOWN)) {
            return new RequestedZone(in, false, false);
        }
        JsonNode pin = LaterFields.of(server, source).path(LaterFields.PINNED_ZONE);
        return pin.isTextual()
                ? new RequestedZone(pin.asText(), true, true)
                : new RequestedZone(in, pin.isNull(), false);
    }

    /** The zone of the source that a mapping is looked up for; null or empty where none is known. */
    public String zone() {
        return zone;
    }

    /** The zone of the target that the operator has named for it; empty where he has named none. */
    public Optional<String> mapped(Translation translation) {
        return AvailabilityZoneType.mapped(zone, translation);
    }

    /** The zone that the copy cannot have without a mapping; a server that is pinned to none loses none. */
    Optional<Loss> lost(String target, Translation translation) {
        boolean asked = known ? pinned : zone != null && !zone.isEmpty() && !zone.equals(DEFAULT_ZONE);
        return asked && mapped(translation).isEmpty()
                ? Optional.of(Loss.of(
                        LedgerItem.ZONE,
                        "availability zone " + zone + (pinned ? ", to which it is pinned" : "") + " (name one of "
                                + target + " for it in mapping: availability_zones:)"))
                : Optional.empty();
    }

    /**
     * That the operator's mapping pins the copy of a server that is pinned to none: told, and never a reason to refuse.
     */
    Optional<String> pinnedByMapping(Translation translation) {
        return known && !pinned
                ? mapped(translation)
                        .map(to -> "free choice of availability zone (mapping: availability_zones: pins the copy to "
                                + to + ")")
                : Optional.empty();
    }

    void tell(PreservationLedger ledger, Translation translation) {
        if (!known) {
            return;
        }
        mapped(translation).ifPresent(to -> {
            if (!pinned) {
                ledger.changed(LedgerItem.ZONE, "pinned to none", "pinned to " + to);
            } else if (to.equals(zone)) {
                ledger.kept(LedgerItem.ZONE);
            } else {
                ledger.changed(LedgerItem.ZONE, zone, to);
            }
        });
    }
}
