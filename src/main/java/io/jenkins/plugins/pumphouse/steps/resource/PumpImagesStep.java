package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import io.jenkins.plugins.pumphouse.steps.text.RateText;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpImages}: moves images with their data. */
public final class PumpImagesStep extends TenantStep {
    private String bandwidth;

    @DataBoundConstructor
    public PumpImagesStep() {
        super(Verb.IMAGES);
    }

    public String getBandwidth() {
        return bandwidth;
    }

    /** @param bandwidth that all transfers of the step share, such as {@code 50 MB/s}; empty for no bound */
    @DataBoundSetter
    public void setBandwidth(String bandwidth) {
        this.bandwidth = Util.fixEmptyAndTrim(bandwidth);
    }

    @Override
    void check() throws AbortException {
        super.check();
        RateText.read("pumpImages", bandwidth);
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.bandwidth = bandwidth;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpImages");
        }
    }
}
