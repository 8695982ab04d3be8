package io.jenkins.plugins.pumphouse.migration.server.card;

import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;

/**
 * Tells which floating addresses stay on the source until {@code pumpCutover}: those of networks that are one wire on
 * both clouds, whose gateway is still the source's router. It translates the address, and a moved server answers
 * through it; bound on the target, the server's answers would still leave by the source's router.
 */
public final class HeldGateways {
    private final Cutovers cutovers;

    public HeldGateways(Cutovers cutovers) {
        this.cutovers = cutovers;
    }

    public boolean holds(FloatingAddress floating, CloudInventory source) {
        return holds(ServerFloating.network(floating, source), source);
    }

    /** @param network of the source; null holds nothing */
    public boolean holds(String network, CloudInventory source) {
        return network != null
                && source.find(NetworkType.KIND, network)
                        .filter(wire -> SharedWire.is(wire, source))
                        .filter(wire -> cutovers.of(wire) != Cutover.NOW)
                        .isPresent();
    }
}
