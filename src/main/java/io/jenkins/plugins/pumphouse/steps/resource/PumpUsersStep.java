package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpUsers}: moves users, of one tenant or all. */
public final class PumpUsersStep extends TenantStep {
    @DataBoundConstructor
    public PumpUsersStep() {
        super(Verb.USERS);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpUsers", "Move users to another OpenStack cloud");
        }
    }
}
