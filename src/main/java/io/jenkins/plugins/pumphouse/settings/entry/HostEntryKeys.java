package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What a host and the defaults of all hosts can both say. */
public abstract class HostEntryKeys<T extends HostEntryKeys<T>> extends Entry<T> {
    private BmcEntry bmc;
    private String wiring;
    private String switch_;
    private String vlan;
    private List<String> roles;
    private String environment;
    private Template template;
    private String firmware;
    private String persistent_pxe;
    private String rename;
    private List<LabelEntry> labels;
    private String node_group;
    private List<DiskEntry> disks;
    private List<InterfaceEntry> interfaces;
    private List<String> aggregates;
    private String zone;
    private Timeouts timeouts;

    public BmcEntry getBmc() {
        return bmc;
    }

    @DataBoundSetter
    public void setBmc(BmcEntry value) {
        this.bmc = value;
    }

    public String getWiring() {
        return wiring;
    }

    @DataBoundSetter
    public void setWiring(String value) {
        this.wiring = Util.fixEmptyAndTrim(value);
    }

    public String getSwitch() {
        return switch_;
    }

    @DataBoundSetter
    public void setSwitch(String value) {
        this.switch_ = Util.fixEmptyAndTrim(value);
    }

    public String getVlan() {
        return vlan;
    }

    @DataBoundSetter
    public void setVlan(String value) {
        this.vlan = Util.fixEmptyAndTrim(value);
    }

    public List<String> getRoles() {
        return roles;
    }

    /** For the form: one line. */
    public String getRolesText() {
        return StoredLists.join(roles);
    }

    @DataBoundSetter
    public void setRoles(List<String> value) {
        this.roles = StoredLists.split(value);
    }

    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String value) {
        this.environment = Util.fixEmptyAndTrim(value);
    }

    public Template getTemplate() {
        return template;
    }

    @DataBoundSetter
    public void setTemplate(Template value) {
        this.template = value;
    }

    public String getFirmware() {
        return firmware;
    }

    @DataBoundSetter
    public void setFirmware(String value) {
        this.firmware = Util.fixEmptyAndTrim(value);
    }

    public String getPersistent_pxe() {
        return persistent_pxe;
    }

    @DataBoundSetter
    public void setPersistent_pxe(String value) {
        this.persistent_pxe = Util.fixEmptyAndTrim(value);
    }

    public String getRename() {
        return rename;
    }

    @DataBoundSetter
    public void setRename(String value) {
        this.rename = Util.fixEmptyAndTrim(value);
    }

    public List<LabelEntry> getLabels() {
        return labels;
    }

    @DataBoundSetter
    public void setLabels(List<LabelEntry> value) {
        this.labels = StoredLists.copy(value);
    }

    public String getNode_group() {
        return node_group;
    }

    @DataBoundSetter
    public void setNode_group(String value) {
        this.node_group = Util.fixEmptyAndTrim(value);
    }

    public List<DiskEntry> getDisks() {
        return disks;
    }

    @DataBoundSetter
    public void setDisks(List<DiskEntry> value) {
        this.disks = StoredLists.copy(value);
    }

    public List<InterfaceEntry> getInterfaces() {
        return interfaces;
    }

    @DataBoundSetter
    public void setInterfaces(List<InterfaceEntry> value) {
        this.interfaces = StoredLists.copy(value);
    }

    public List<String> getAggregates() {
        return aggregates;
    }

    /** For the form: one line. */
    public String getAggregatesText() {
        return StoredLists.join(aggregates);
    }

    @DataBoundSetter
    public void setAggregates(List<String> value) {
        this.aggregates = StoredLists.names(value);
    }

    public String getZone() {
        return zone;
    }

    @DataBoundSetter
    public void setZone(String value) {
        this.zone = Util.fixEmptyAndTrim(value);
    }

    public Timeouts getTimeouts() {
        return timeouts;
    }

    @DataBoundSetter
    public void setTimeouts(Timeouts value) {
        this.timeouts = value;
    }

    /** The form of these keys. */
    public abstract static class KeysDescriptor<T extends HostEntryKeys<T>> extends Descriptor<T> {
        @POST
        public ListBoxModel doFillWiringItems(@AncestorInPath Item item, @QueryParameter String wiring) {
            return Choices.of(item, wiring, "none", "switch");
        }

        @POST
        public ListBoxModel doFillFirmwareItems(@AncestorInPath Item item, @QueryParameter String firmware) {
            return Choices.of(item, firmware, "bios", "uefi");
        }

        @POST
        public ListBoxModel doFillPersistent_pxeItems(
                @AncestorInPath Item item, @QueryParameter String persistent_pxe) {
            return Choices.of(item, persistent_pxe, "true", "false");
        }

        @POST
        public ListBoxModel doFillRenameItems(@AncestorInPath Item item, @QueryParameter String rename) {
            return Choices.of(item, rename, "true", "false");
        }

        @POST
        public FormValidation doCheckVlan(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.DEFAULTS.check(item, "vlan", value);
        }
    }
}
