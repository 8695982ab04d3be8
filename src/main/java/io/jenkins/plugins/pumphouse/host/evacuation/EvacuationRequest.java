package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * Which hypervisor is to be emptied, and how. Has the cloud's password in it: to be sent and not to be kept.
 *
 * @param source the cloud in which the servers stay
 * @param host as {@link io.jenkins.plugins.pumphouse.host.nova.ComputeHost} takes it
 * @param how what holds for every server that is not in {@code cold}
 * @param cold names or ids of servers that are migrated cold in any case
 * @param parallel how many servers are under way at a time
 * @param poll between two looks at what is under way
 * @param timeout for one server; what Nova does longer is told, and goes on
 * @param by who disables the host, for those who find it disabled
 */
public record EvacuationRequest(
        CloudAccess source,
        String host,
        How how,
        Set<String> cold,
        int parallel,
        Duration poll,
        Duration timeout,
        String by,
        boolean dryRun)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Servers; Nova itself lets one live migration leave a hypervisor at a time unless told otherwise. */
    public static final int USUAL_PARALLEL = 3;

    /** Seconds. */
    public static final int USUAL_POLL = 10;

    /** Minutes. */
    public static final int USUAL_TIMEOUT = 60;

    /**
     * Live those that run, cold those that are off.
     *
     * @param parallel see the record's
     */
    public static EvacuationRequest usual(CloudAccess source, String host, int parallel, Duration poll, String by) {
        return new EvacuationRequest(
                source, host, How.AUTO, Set.of(), parallel, poll, Duration.ofMinutes(USUAL_TIMEOUT), by, false);
    }

    /** Copies the set. */
    public EvacuationRequest {
        cold = Set.copyOf(cold);
    }
}
