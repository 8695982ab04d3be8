package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpQuotas}: moves quotas of compute, network and volumes. */
public final class PumpQuotasStep extends TenantStep {
    @DataBoundConstructor
    public PumpQuotasStep() {
        super(Verb.QUOTAS);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpQuotas");
        }
    }
}
