package io.jenkins.plugins.pumphouse.host.model;

import java.io.Serializable;
import java.util.List;

/**
 * All that the move of some hosts needs, as plain values: it is the same on the controller and on an agent. Holds
 * passwords, so it is never stored.
 *
 * @param clouds the clouds that they move between
 * @param hosts what is to become of each
 * @param pace how many at a time, and until which failure
 * @param dryRun whether to stop after the interlock
 */
public record HostRequest(HostClouds clouds, List<HostPlan> hosts, HostPace pace, boolean dryRun)
        implements Serializable {

    public HostPlan plan(String host) {
        return hosts.stream()
                .filter(plan -> plan.host().equals(host))
                .findFirst()
                .orElseThrow();
    }
}
