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

/** A label of a node in Fuel. */
public class LabelEntry extends Entry<LabelEntry> {
    private String name;
    private String value;

    @DataBoundConstructor
    public LabelEntry() {
        // Everything is set by its key.
    }

    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String value) {
        this.name = Util.fixEmptyAndTrim(value);
    }

    public String getValue() {
        return value;
    }

    @DataBoundSetter
    public void setValue(String value) {
        this.value = Util.fixEmptyAndTrim(value);
    }

    @Override
    String keyField() {
        return "name";
    }

    @Override
    Object value() {
        return Util.fixNull(value);
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<LabelEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.label");
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }
    }
}
