package io.jenkins.plugins.pumphouse.steps;

import io.jenkins.plugins.pumphouse.host.campaign.NextHost;
import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHostException;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.io.Serializable;
import java.util.HashSet;
import jenkins.security.MasterToSlaveCallable;

/** The choice of a campaign's next host in one call, which the agent makes if the step stands there. */
final class RemoteChoice extends MasterToSlaveCallable<RemoteChoice.Answer, InterruptedException> {
    private static final long serialVersionUID = 1L;

    private final CloudAccess source;
    private final CloudAccess target;
    private final HashSet<String> left;
    private final Allowances allowances;

    RemoteChoice(CloudAccess source, CloudAccess target, HashSet<String> left, Allowances allowances) {
        this.source = source;
        this.target = target;
        this.left = left;
        this.allowances = allowances;
    }

    /**
     * A choice, or why there is none.
     *
     * @param error what to tell the user then; null otherwise
     */
    record Answer(NextHost next, String error) implements Serializable {}

    @Override
    public Answer call() throws InterruptedException {
        try {
            return new Answer(NextHost.choose(source, target, left, allowances), null);
        } catch (CloudException | ComputeHostException e) {
            return new Answer(null, e.getMessage());
        }
    }
}
