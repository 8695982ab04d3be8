package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.pumphouse.Messages;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The nodes of Fuel whose disks and interfaces are copied. */
public class Template extends Entry<Template> {
    private String disks;
    private String interfaces;

    @DataBoundConstructor
    public Template() {
        // Everything is set by its key.
    }

    public String getDisks() {
        return disks;
    }

    @DataBoundSetter
    public void setDisks(String value) {
        this.disks = Util.fixEmptyAndTrim(value);
    }

    public String getInterfaces() {
        return interfaces;
    }

    @DataBoundSetter
    public void setInterfaces(String value) {
        this.interfaces = Util.fixEmptyAndTrim(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<Template> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.template");
        }
    }
}
