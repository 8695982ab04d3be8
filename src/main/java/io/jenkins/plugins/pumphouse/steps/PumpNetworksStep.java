package io.jenkins.plugins.pumphouse.steps;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpNetworks}: moves networks, subnets and routers. */
public final class PumpNetworksStep extends TenantStep {
    @DataBoundConstructor
    public PumpNetworksStep() {
        super(Verb.NETWORKS);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpNetworks", "Move networks, subnets and routers to another OpenStack cloud");
        }
    }
}
