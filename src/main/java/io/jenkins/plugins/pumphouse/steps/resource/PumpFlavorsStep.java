package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpFlavors}: moves flavors. */
public final class PumpFlavorsStep extends PumpStep {
    @DataBoundConstructor
    public PumpFlavorsStep() {
        super(Verb.FLAVORS);
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpFlavors");
        }
    }
}
