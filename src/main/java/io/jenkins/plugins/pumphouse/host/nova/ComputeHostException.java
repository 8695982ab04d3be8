package io.jenkins.plugins.pumphouse.host.nova;

import io.jenkins.plugins.pumphouse.console.ConsoleText;

/**
 * Something of a compute host that a person must correct, or that is not yet as it must be; one subtype for each
 * remedy. What a service refuses by itself is a {@link io.jenkins.plugins.pumphouse.openstack.CloudException}.
 */
public abstract sealed class ComputeHostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ComputeHostException(String message) {
        super(ConsoleText.line(message));
    }

    /** The name fits no host, or several: write one of those that the message lists. */
    public static final class Unknown extends ComputeHostException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message);
        }
    }

    /** The host still reports to its cloud, or may take servers: power it off, disable it, or wait a minute. */
    public static final class Alive extends ComputeHostException {
        private static final long serialVersionUID = 1L;

        Alive(String message) {
            super(message);
        }
    }

    /** The cloud has servers or allocations on the host: move or delete them. */
    public static final class InUse extends ComputeHostException {
        private static final long serialVersionUID = 1L;

        InUse(String message) {
            super(message);
        }
    }

    /** There is no such aggregate or zone, or no single one: correct the configuration. */
    public static final class NoPlace extends ComputeHostException {
        private static final long serialVersionUID = 1L;

        NoPlace(String message) {
            super(message);
        }
    }

    /** The cloud has no call for it: do it by hand as the message says. */
    public static final class ByHand extends ComputeHostException {
        private static final long serialVersionUID = 1L;

        ByHand(String message) {
            super(message);
        }
    }
}
