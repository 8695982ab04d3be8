package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.model.Cutover;
import io.jenkins.plugins.pumphouse.migration.model.Cutovers;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;

/**
 * Tells which floating addresses stay on the source until {@code pumpCutover}: those of networks that are one wire on
 * both clouds, whose gateway is still the source's router. It translates the address, and a moved server answers
 * through it; bound on the target, the server's answers would still leave by the source's router.
 */
final class HeldGateways {
    private final Cutovers cutovers;

    HeldGateways(Cutovers cutovers) {
        this.cutovers = cutovers;
    }

    boolean holds(FloatingAddress floating, CloudInventory source) {
        String network = ServerFloating.network(floating, source);
        return network != null
                && source.find(NetworkType.KIND, network)
                        .filter(SharedWire::is)
                        .filter(wire -> cutovers.of(wire) != Cutover.NOW)
                        .isPresent();
    }
}
