package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpUserRoles}: moves who has which role where. */
public final class PumpUserRolesStep extends TenantStep {
    @DataBoundConstructor
    public PumpUserRolesStep() {
        super(Verb.USER_ROLES);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpUserRoles");
        }
    }
}
