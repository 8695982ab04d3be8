package io.jenkins.plugins.pumphouse.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHostException;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;

/** Keeps new servers from a host and moves those that it has, in one call. */
final class RemoteEmptying extends PrintingCall<RemoteMigration.Answer> {
    private static final long serialVersionUID = 1L;

    private final MigrationRequest request;
    private final String host;
    private final RemoteMigration migration;

    /** @param migration of the same request */
    RemoteEmptying(MigrationRequest request, String host, RemoteMigration migration, TaskListener listener) {
        super(listener);
        this.request = request;
        this.host = host;
        this.migration = migration;
    }

    @Override
    RemoteMigration.Answer work() throws InterruptedException {
        try (Cloud source = Cloud.open(request.source())) {
            new ComputeHost(source, host)
                    .disable("pumpCampaign: leaves for " + request.target().name());
        } catch (CloudException | ComputeHostException e) {
            return new RemoteMigration.Answer(null, e.getMessage());
        }
        return migration.call();
    }
}
