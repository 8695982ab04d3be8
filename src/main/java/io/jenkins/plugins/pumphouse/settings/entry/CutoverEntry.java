package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** When the target takes over the gateway and DHCP of a shared network. */
public class CutoverEntry extends Entry<CutoverEntry> {
    private String network;
    private String when;

    @DataBoundConstructor
    public CutoverEntry() {
        // Everything is set by its key.
    }

    public String getNetwork() {
        return network;
    }

    @DataBoundSetter
    public void setNetwork(String value) {
        this.network = Util.fixEmptyAndTrim(value);
    }

    public String getWhen() {
        return when;
    }

    @DataBoundSetter
    public void setWhen(String value) {
        this.when = Util.fixEmptyAndTrim(value);
    }

    @Override
    String keyField() {
        return "network";
    }

    @Override
    Object value() {
        return Util.fixNull(when);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<CutoverEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.cutover");
        }

        @POST
        public ListBoxModel doFillWhenItems(@AncestorInPath Item item, @QueryParameter String when) {
            return Choices.of(item, when, "hold", "address", "now");
        }

        @POST
        public FormValidation doCheckNetwork(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }
    }
}
