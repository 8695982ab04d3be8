package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.Messages;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The networks of Fuel on an interface. */
public class InterfaceEntry extends Entry<InterfaceEntry> {
    private String name;
    private List<String> networks;
    private String hwaddr;

    @DataBoundConstructor
    public InterfaceEntry() {
        // Everything is set by its key.
    }

    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String value) {
        this.name = Util.fixEmptyAndTrim(value);
    }

    public List<String> getNetworks() {
        return networks;
    }

    /** For the form: one line. */
    public String getNetworksText() {
        return StoredLists.join(networks);
    }

    @DataBoundSetter
    public void setNetworks(List<String> value) {
        this.networks = StoredLists.names(value);
    }

    public String getHwaddr() {
        return hwaddr;
    }

    @DataBoundSetter
    public void setHwaddr(String value) {
        this.hwaddr = Util.fixEmptyAndTrim(value);
    }

    @Override
    String keyField() {
        return "name";
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<InterfaceEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.interface");
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }
    }
}
