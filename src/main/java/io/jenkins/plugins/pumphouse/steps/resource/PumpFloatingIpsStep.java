package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpFloatingIps}: holds the floating addresses of the source on the target. */
public final class PumpFloatingIpsStep extends TenantStep {
    @DataBoundConstructor
    public PumpFloatingIpsStep() {
        super(Verb.FLOATING_IPS);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpFloatingIps");
        }
    }
}
