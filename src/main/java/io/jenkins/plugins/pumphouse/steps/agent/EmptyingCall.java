package io.jenkins.plugins.pumphouse.steps.agent;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.Report;
import io.jenkins.plugins.pumphouse.openstack.Cloud;

/** Keeps new servers from a host and moves those that it has, in one call. */
public final class EmptyingCall extends MigrationCall {
    private static final long serialVersionUID = 1L;

    public EmptyingCall(MigrationRequest request, SharedClaims claims, SharedStatus status, TaskListener listener) {
        super(request, claims, status, listener);
    }

    @Override
    public Report work() throws InterruptedException {
        try (Cloud source = Cloud.open(request.source())) {
            new ComputeHost(source, request.selection().host())
                    .disable("pumpCampaign: leaves for " + request.target().name());
        }
        return super.work();
    }
}
