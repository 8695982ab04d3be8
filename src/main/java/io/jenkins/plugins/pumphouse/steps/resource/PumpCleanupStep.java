package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpCleanup}: deletes servers on the source that were moved, once the target proves to have all of them. */
public final class PumpCleanupStep extends ServersStep {
    @DataBoundConstructor
    public PumpCleanupStep() {
        super(Verb.CLEANUP);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpCleanup", "Delete servers on the source cloud that were moved");
        }
    }
}
