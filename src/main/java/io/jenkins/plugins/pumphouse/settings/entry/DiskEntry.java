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

/** The size and place of one of Fuel's volumes. */
public class DiskEntry extends Entry<DiskEntry> {
    private String volume;
    private String size;
    private String on;

    @DataBoundConstructor
    public DiskEntry() {
        // Everything is set by its key.
    }

    public String getVolume() {
        return volume;
    }

    @DataBoundSetter
    public void setVolume(String value) {
        this.volume = Util.fixEmptyAndTrim(value);
    }

    public String getSize() {
        return size;
    }

    @DataBoundSetter
    public void setSize(String value) {
        this.size = Util.fixEmptyAndTrim(value);
    }

    public String getOn() {
        return on;
    }

    @DataBoundSetter
    public void setOn(String value) {
        this.on = Util.fixEmptyAndTrim(value);
    }

    @Override
    String keyField() {
        return "volume";
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<DiskEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.disk");
        }

        @POST
        public FormValidation doCheckVolume(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }

        @POST
        public FormValidation doCheckSize(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.DISK.check(item, "size", value);
        }
    }
}
