package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpLoadBalancers}: moves load balancers with all their parts, on their address. */
public final class PumpLoadBalancersStep extends TenantStep {
    @DataBoundConstructor
    public PumpLoadBalancersStep() {
        super(Verb.LOAD_BALANCERS);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpLoadBalancers");
        }
    }
}
