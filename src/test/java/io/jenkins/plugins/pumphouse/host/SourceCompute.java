package io.jenkins.plugins.pumphouse.host;

import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import java.util.function.Consumer;

/** What an administrator of the source does to the nova-compute of {@code cmp-12}. */
final class SourceCompute {
    private SourceCompute() {}

    static void of(Datacenter datacenter, Consumer<ComputeHost> act) {
        try (Cloud source = Cloud.open(EmbeddedAccess.to(datacenter.source()))) {
            act.accept(new ComputeHost(source, "cmp-12"));
        }
    }
}
