package io.jenkins.plugins.pumphouse.host.nova;

/** What a service on a machine is there for. */
public enum Duty {
    /** Goes along with nova-compute and has no meaning without it. */
    COMPUTE,
    /** Works for the whole cloud. */
    CONTROLLER,
    /** Carries traffic of servers on other hosts. */
    NETWORK,
    /** Holds volumes. */
    VOLUME
}
