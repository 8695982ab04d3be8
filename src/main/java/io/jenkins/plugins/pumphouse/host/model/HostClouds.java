package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.Serializable;

/**
 * The clouds that a host moves between, and the Fuels that deploy them, ready to connect to: plain values with secrets
 * in them.
 *
 * @param source the cloud that it leaves
 * @param target the cloud that it comes to
 * @param fuel which deploys the target
 * @param sourceFuel which deployed the source; null if none did
 */
public record HostClouds(CloudAccess source, CloudAccess target, FuelAccess fuel, FuelAccess sourceFuel)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The source's environment in its Fuel, name or id; null for the only one. */
    public String sourceEnvironment() {
        return sourceFuel == null ? null : sourceFuel.environment();
    }
}
