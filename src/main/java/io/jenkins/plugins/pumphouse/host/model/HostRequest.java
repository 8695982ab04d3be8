package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * All that the move of some hosts needs, as plain values: it is the same on the controller and on an agent. Holds
 * passwords, so it is never stored.
 *
 * @param source the cloud that they leave
 * @param target the cloud that they come to
 * @param fuel which deploys the target
 * @param sourceFuel which deployed the source; null if none did
 * @param sourceEnvironment its environment, name or id; null for the only one
 * @param hosts what is to become of each
 * @param poll how often to look
 * @param patience how long a service may be silent before a host fails over it
 * @param retries how often a phase is begun again after a failure that may pass
 * @param maxParallel how many hosts may be on their way at a time
 * @param goOn whether further hosts are begun after one has failed
 * @param dryRun whether to stop after the interlock
 */
public record HostRequest(
        CloudAccess source,
        CloudAccess target,
        FuelAccess fuel,
        FuelAccess sourceFuel,
        String sourceEnvironment,
        List<HostPlan> hosts,
        Duration poll,
        Duration patience,
        int retries,
        int maxParallel,
        boolean goOn,
        boolean dryRun)
        implements Serializable {

    public HostPlan plan(String host) {
        return hosts.stream()
                .filter(plan -> plan.host().equals(host))
                .findFirst()
                .orElseThrow();
    }
}
