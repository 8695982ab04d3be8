package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpSecgroups}: moves security groups and their rules. */
public final class PumpSecgroupsStep extends TenantStep {
    @DataBoundConstructor
    public PumpSecgroupsStep() {
        super(Verb.SECGROUPS);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpSecgroups");
        }
    }
}
