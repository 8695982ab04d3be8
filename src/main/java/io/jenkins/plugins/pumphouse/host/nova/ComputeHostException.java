package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import io.jenkins.plugins.pumphouse.remedy.Remedy;

/**
 * Something of a compute host that a person must correct, or that is not yet as it must be. What a service refuses by
 * itself is a {@link io.jenkins.plugins.pumphouse.openstack.CloudException}.
 */
public final class ComputeHostException extends RemediableException {
    private static final long serialVersionUID = 1L;

    private ComputeHostException(String message, Remedy remedy) {
        super(message, remedy);
    }

    /** The name fits no host, or several: write one of those that the message lists. */
    static ComputeHostException unknown(String message) {
        return new ComputeHostException(message, Remedy.LOST);
    }

    /** The host still reports to its cloud, or may take servers: power it off, disable it, or wait a minute. */
    static ComputeHostException alive(String message) {
        return new ComputeHostException(message, Remedy.CONFLICT);
    }

    /** The cloud has servers or allocations on the host: move or delete them. */
    static ComputeHostException inUse(String message) {
        return new ComputeHostException(message, Remedy.CONFLICT);
    }

    /** There is no such aggregate or zone, or no single one: correct the configuration. */
    static ComputeHostException noPlace(String message) {
        return new ComputeHostException(message, Remedy.LOST);
    }

    /** The user may not see what has to be known: give it the role or the privilege. */
    static ComputeHostException hidden(String message) {
        return new ComputeHostException(message, Remedy.MISSING_RIGHT);
    }

    /** The cloud has no call for it: do it by hand as the message says. */
    static ComputeHostException byHand(String message) {
        return new ComputeHostException(message, Remedy.NOT_SUPPORTED);
    }
}
