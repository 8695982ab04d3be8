package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.Messages;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The most that steps may be told, by the names of their arguments. */
public class Limits extends Entry<Limits> {
    private String parallel;
    private String transfers;
    private String bandwidth;
    private String perHost;
    private String perTargetHost;
    private String maxParallel;

    @DataBoundConstructor
    public Limits() {
        // Everything is set by its key.
    }

    public String getParallel() {
        return parallel;
    }

    @DataBoundSetter
    public void setParallel(String value) {
        this.parallel = Util.fixEmptyAndTrim(value);
    }

    public String getTransfers() {
        return transfers;
    }

    @DataBoundSetter
    public void setTransfers(String value) {
        this.transfers = Util.fixEmptyAndTrim(value);
    }

    public String getBandwidth() {
        return bandwidth;
    }

    @DataBoundSetter
    public void setBandwidth(String value) {
        this.bandwidth = Util.fixEmptyAndTrim(value);
    }

    public String getPerHost() {
        return perHost;
    }

    @DataBoundSetter
    public void setPerHost(String value) {
        this.perHost = Util.fixEmptyAndTrim(value);
    }

    public String getPerTargetHost() {
        return perTargetHost;
    }

    @DataBoundSetter
    public void setPerTargetHost(String value) {
        this.perTargetHost = Util.fixEmptyAndTrim(value);
    }

    public String getMaxParallel() {
        return maxParallel;
    }

    @DataBoundSetter
    public void setMaxParallel(String value) {
        this.maxParallel = Util.fixEmptyAndTrim(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<Limits> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.limits");
        }

        @POST
        public FormValidation doCheckParallel(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.LIMITS.check(item, "parallel", value);
        }

        @POST
        public FormValidation doCheckTransfers(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.LIMITS.check(item, "transfers", value);
        }

        @POST
        public FormValidation doCheckBandwidth(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.LIMITS.check(item, "bandwidth", value);
        }

        @POST
        public FormValidation doCheckPerHost(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.LIMITS.check(item, "perHost", value);
        }

        @POST
        public FormValidation doCheckPerTargetHost(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.LIMITS.check(item, "perTargetHost", value);
        }

        @POST
        public FormValidation doCheckMaxParallel(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.LIMITS.check(item, "maxParallel", value);
        }
    }
}
