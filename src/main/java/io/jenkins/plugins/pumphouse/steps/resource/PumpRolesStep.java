package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpRoles}: moves roles. */
public final class PumpRolesStep extends PumpStep {
    @DataBoundConstructor
    public PumpRolesStep() {
        super(Verb.ROLES);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpRoles");
        }
    }
}
