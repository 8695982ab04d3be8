package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpQuotas}: moves quotas of compute, network and volumes. */
public final class PumpQuotasStep extends TenantStep {
    private boolean defaults;

    @DataBoundConstructor
    public PumpQuotasStep() {
        super(Verb.QUOTAS);
    }

    public boolean isDefaults() {
        return defaults;
    }

    /** @param defaults whether the quotas of projects that have none of their own are brought, too */
    @DataBoundSetter
    public void setDefaults(boolean defaults) {
        this.defaults = defaults;
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.quotaDefaults = defaults;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpQuotas");
        }
    }
}
