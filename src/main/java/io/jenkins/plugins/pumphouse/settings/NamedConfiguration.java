package io.jenkins.plugins.pumphouse.settings;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.InheritedText;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Written;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.settings.entry.Choices;
import io.jenkins.plugins.pumphouse.settings.entry.CloudEntry;
import io.jenkins.plugins.pumphouse.settings.entry.CutoverEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Entry;
import io.jenkins.plugins.pumphouse.settings.entry.HostDefaults;
import io.jenkins.plugins.pumphouse.settings.entry.HostEntry;
import io.jenkins.plugins.pumphouse.settings.entry.Limits;
import io.jenkins.plugins.pumphouse.settings.entry.MappingEntry;
import io.jenkins.plugins.pumphouse.settings.entry.SettingsForm;
import io.jenkins.plugins.pumphouse.settings.entry.StoredLists;
import io.jenkins.plugins.pumphouse.settings.entry.SwitchEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A {@code pumphouse.yaml} that Jenkins keeps, for pipelines that have none in their workspace. */
public class NamedConfiguration extends AbstractDescribableImpl<NamedConfiguration> {
    private final String name;
    private String inherits;
    private String yaml;
    private List<CloudEntry> source;
    private List<CloudEntry> target;
    private List<MappingEntry> mapping;
    private List<CutoverEntry> cutover;
    private String provider_networks;
    private Limits limits;
    private HostDefaults host_defaults;
    private List<HostEntry> hosts;
    private List<SwitchEntry> switches;

    /**
     * Takes anything: what a constructor throws, Jenkins and its Configuration as Code hide behind the names of classes
     * and arguments. {@link PumphouseConfiguration#setConfigurations} refuses what is wrong.
     *
     * @param name what steps call it by, trimmed
     */
    @DataBoundConstructor
    public NamedConfiguration(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** A configuration that is a text. */
    public NamedConfiguration(String name, String yaml) {
        this(name);
        setYaml(yaml);
    }

    /**
     * Throws what is wrong with it, line by line: no name, mistakes, a secret.
     *
     * @param visible where what it inherits is looked for
     */
    void check(VisibleConfigurations visible) {
        checkAlone();
        StoredSecrets.refuse(visible.parse(this));
    }

    /** The same, as far as it does not depend on what it inherits: before it is known in which folder it is. */
    void checkAlone() {
        if (name == null) {
            throw new ConfigurationException("A configuration of Pumphouse has no name. Give it one.");
        }
        if (yaml != null && !written().isEmpty()) {
            throw new ConfigurationException("Configuration \"" + name
                    + "\" is given as YAML and by its fields. Empty one of them: the YAML, or all clouds, hosts, switches,"
                    + " the mapping, and what it inherits.");
        }
        if (inherited().isEmpty()) {
            StoredSecrets.refuse(parse());
        } else if (InheritedText.hasSecret(name, getExported())) {
            throw StoredSecrets.refused(name, "something in it");
        }
    }

    /** The name of the configuration from which it takes what it does not say itself. */
    private Optional<String> inherited() {
        return yaml == null ? Optional.ofNullable(inherits) : InheritedText.inherited(name, yaml);
    }

    public String getName() {
        return name;
    }

    public String getInherits() {
        return inherits;
    }

    /** @param inherits the name of a configuration further out; not together with {@link #setYaml} */
    @DataBoundSetter
    public void setInherits(String inherits) {
        this.inherits = Util.fixEmptyAndTrim(inherits);
    }

    /** Null if it is given by its fields. */
    public String getYaml() {
        return yaml;
    }

    /**
     * @param yaml the configuration; without secrets, since Jenkins stores it as it is and shows it to all who see its
     *     settings
     */
    @DataBoundSetter
    public final void setYaml(String yaml) {
        this.yaml = Util.fixEmptyAndTrim(yaml) == null ? null : yaml;
    }

    public List<CloudEntry> getSource() {
        return source;
    }

    @DataBoundSetter
    public void setSource(List<CloudEntry> source) {
        this.source = StoredLists.copy(source);
    }

    public List<CloudEntry> getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(List<CloudEntry> target) {
        this.target = StoredLists.copy(target);
    }

    public List<MappingEntry> getMapping() {
        return mapping;
    }

    @DataBoundSetter
    public void setMapping(List<MappingEntry> mapping) {
        this.mapping = StoredLists.copy(mapping);
    }

    public List<CutoverEntry> getCutover() {
        return cutover;
    }

    @DataBoundSetter
    public void setCutover(List<CutoverEntry> cutover) {
        this.cutover = StoredLists.copy(cutover);
    }

    public String getProvider_networks() {
        return provider_networks;
    }

    @DataBoundSetter
    public void setProvider_networks(String word) {
        this.provider_networks = Util.fixEmptyAndTrim(word);
    }

    public Limits getLimits() {
        return limits;
    }

    @DataBoundSetter
    public void setLimits(Limits limits) {
        this.limits = limits;
    }

    public HostDefaults getHost_defaults() {
        return host_defaults;
    }

    @DataBoundSetter
    public void setHost_defaults(HostDefaults defaults) {
        this.host_defaults = defaults;
    }

    public List<HostEntry> getHosts() {
        return hosts;
    }

    @DataBoundSetter
    public void setHosts(List<HostEntry> hosts) {
        this.hosts = StoredLists.copy(hosts);
    }

    public List<SwitchEntry> getSwitches() {
        return switches;
    }

    @DataBoundSetter
    public void setSwitches(List<SwitchEntry> switches) {
        this.switches = StoredLists.copy(switches);
    }

    /** The whole configuration as a {@code pumphouse.yaml}, whichever way it was given. */
    public String getExported() {
        return yaml == null ? written().text() : yaml;
    }

    /** What it says without others. */
    Configuration parse() {
        return VisibleConfigurations.ofSettings(List.of(this)).parse(this);
    }

    private Written written() {
        Written written = new Written();
        Entry.write(written, "inherits", inherits);
        Entry.write(written, "source", source);
        Entry.write(written, "target", target);
        if (mapping != null && !mapping.isEmpty()) {
            written.put("mapping", MappingEntry.byKind(mapping));
        }
        Entry.write(written, "cutover", cutover);
        Entry.write(written, "provider_networks", provider_networks);
        Entry.write(written, "limits", limits);
        Entry.write(written, "host_defaults", host_defaults);
        Entry.write(written, "hosts", hosts);
        Entry.write(written, "switches", switches);
        return written;
    }

    /** Form and checks of one configuration. */
    @Extension
    public static class DescriptorImpl extends Descriptor<NamedConfiguration> {

        @Override
        public String getDisplayName() {
            return Messages.text("form.configuration");
        }

        @POST
        public ListBoxModel doFillInheritsItems(@AncestorInPath Item item, @QueryParameter String inherits) {
            return Choices.of(
                    item, inherits, VisibleConfigurations.to(item).names().toArray(String[]::new));
        }

        @POST
        public ListBoxModel doFillProvider_networksItems(
                @AncestorInPath Item item, @QueryParameter String provider_networks) {
            return Choices.of(item, provider_networks, ProviderNetworks.words().toArray(String[]::new));
        }

        /** Checks the name while it is typed; tells nothing to who may not change settings. */
        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return SettingsForm.hasPermission(item) ? FormValidation.validateRequired(value) : FormValidation.ok();
        }

        /** Checks the text while it is typed and says what it offers; tells nothing to who may not change settings. */
        @POST
        public FormValidation doCheckYaml(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String name) {
            if (!SettingsForm.hasPermission(item) || Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok(); // without a text, the fields say it
            }
            return ConfigurationCheck.of(
                    new NamedConfiguration(Objects.requireNonNullElse(Util.fixEmptyAndTrim(name), "text"), value),
                    VisibleConfigurations.to(item));
        }

        /** Whether the person may do what the button in the form does. */
        public boolean isTestAllowed() {
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
        }

        /**
         * Calls all that the stored configuration of that name names. Only for administrators: it sends stored
         * credentials to the addresses of the configuration.
         */
        @POST
        public FormValidation doTestConnections(@AncestorInPath Item item, @QueryParameter String name)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return ConfigurationCheck.ofConnections(name, item);
        }

        /** Shows what the stored configuration of that name is with all that it inherits. */
        @POST
        public FormValidation doShowWhole(@AncestorInPath Item item, @QueryParameter String name) {
            return SettingsForm.hasPermission(item) ? ConfigurationCheck.whole(name, item) : FormValidation.ok();
        }
    }
}
