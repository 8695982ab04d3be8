package io.jenkins.plugins.pumphouse.host.campaign;

import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import java.util.Set;

/** What a campaign has its caller do. */
public interface CampaignMeans {
    /**
     * Looks at both clouds.
     *
     * @param left the hosts that may be chosen
     * @param emptying those whose servers are on their way
     */
    NextHost choose(HostRequest request, Set<String> left, Set<String> emptying) throws Exception;

    /** Begins to move the servers of a host, and returns; {@link Campaign#left} tells that it has ended. */
    void empty(HostRequest request, String host);

    /** Takes a line for the log. */
    void tell(String line);
}
