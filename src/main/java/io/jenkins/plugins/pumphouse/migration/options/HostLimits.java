package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;

/**
 * How many servers are moved at a time, by hypervisor: a disk that three servers are read from makes each of them wait.
 *
 * @param source of one hypervisor of the source on their way at a time, from before their stop to their verified copy;
 *     0 for no bound
 * @param target on one hypervisor of the target at a time between the request for their boot and ACTIVE; 0 for no bound
 */
public record HostLimits(int source, int target) implements Serializable {
    public static final HostLimits NONE = new HostLimits(0, 0);
}
