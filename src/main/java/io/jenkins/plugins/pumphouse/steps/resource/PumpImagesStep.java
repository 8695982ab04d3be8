package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpImages}: moves images with their data. */
public final class PumpImagesStep extends TenantStep {
    @DataBoundConstructor
    public PumpImagesStep() {
        super(Verb.IMAGES);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpImages", "Move images to another OpenStack cloud");
        }
    }
}
