package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * What is to become of one host, from pumphouse.yaml and the step. Holds secrets: it travels over an encrypted channel
 * or not at all, and is never stored.
 *
 * @param host the hypervisor, as Nova of the source knows it
 * @param allowances what the operator lets pass that is refused otherwise
 * @param machine the computer itself
 * @param wiring how its ports come into the Admin network
 * @param node what it becomes in Fuel
 * @param place where it belongs in the target's Nova
 * @param timeouts of phases, where the operator wants another
 */
public record HostPlan(
        String host,
        Allowances allowances,
        HostMachine machine,
        WiringPlan wiring,
        NodePlan node,
        AggregatePlan place,
        Map<Phase, Duration> timeouts)
        implements Serializable {

    public Duration timeout(Phase phase) {
        return timeouts.getOrDefault(phase, phase.timeout());
    }
}
