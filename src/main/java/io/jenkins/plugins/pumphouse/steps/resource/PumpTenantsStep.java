package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpTenants}: moves projects. */
public final class PumpTenantsStep extends TenantStep {
    @DataBoundConstructor
    public PumpTenantsStep() {
        super(Verb.TENANTS);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpTenants");
        }
    }
}
