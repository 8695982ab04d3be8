package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A hypervisor that {@code pumpHost} can move. */
public class HostEntry extends HostEntryKeys<HostEntry> {
    private String name;
    private List<String> macs;
    private String serial;
    private List<String> ports;
    private List<String> emptied;
    private String trust;

    @DataBoundConstructor
    public HostEntry() {
        // Everything is set by its key.
    }

    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String value) {
        this.name = Util.fixEmptyAndTrim(value);
    }

    public List<String> getMacs() {
        return macs;
    }

    /** For the form: one line. */
    public String getMacsText() {
        return StoredLists.join(macs);
    }

    @DataBoundSetter
    public void setMacs(List<String> value) {
        this.macs = StoredLists.split(value);
    }

    public String getSerial() {
        return serial;
    }

    @DataBoundSetter
    public void setSerial(String value) {
        this.serial = Util.fixEmptyAndTrim(value);
    }

    public List<String> getPorts() {
        return ports;
    }

    /** For the form: one line. */
    public String getPortsText() {
        return StoredLists.join(ports);
    }

    @DataBoundSetter
    public void setPorts(List<String> value) {
        this.ports = StoredLists.names(value);
    }

    public List<String> getEmptied() {
        return emptied;
    }

    /** For the form: one line. */
    public String getEmptiedText() {
        return StoredLists.join(emptied);
    }

    @DataBoundSetter
    public void setEmptied(List<String> value) {
        this.emptied = StoredLists.split(value);
    }

    public String getTrust() {
        return trust;
    }

    @DataBoundSetter
    public void setTrust(String value) {
        this.trust = Util.fixEmptyAndTrim(value);
    }

    @Override
    String keyField() {
        return "name";
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends HostEntryKeys.KeysDescriptor<HostEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.host");
        }

        @POST
        public ListBoxModel doFillTrustItems(@AncestorInPath Item item, @QueryParameter String trust) {
            return Choices.of(item, trust, "true", "false");
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }

        @POST
        public FormValidation doCheckMacs(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.HOST.checkList(item, "macs", value);
        }
    }
}
