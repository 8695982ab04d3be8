package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code pumpNetworks}: moves networks, subnets and routers. */
public final class PumpNetworksStep extends TenantStep {
    private String cutover;
    private String providerNetworks;

    @DataBoundConstructor
    public PumpNetworksStep() {
        super(Verb.NETWORKS);
    }

    public String getCutover() {
        return cutover;
    }

    /** @param cutover {@code hold}, {@code address} or {@code now}; empty for what the configuration says */
    @DataBoundSetter
    public void setCutover(String cutover) {
        this.cutover = Util.fixEmptyAndTrim(cutover);
    }

    public String getProviderNetworks() {
        return providerNetworks;
    }

    /** @param word {@code keep}, {@code choose} or {@code fail}; empty for what the configuration says */
    @DataBoundSetter
    public void setProviderNetworks(String word) {
        this.providerNetworks = Util.fixEmptyAndTrim(word);
    }

    @Override
    void check() throws AbortException {
        super.check();
        checkOneOf("cutover", cutover, NetworkChoices.words());
        checkOneOf("providerNetworks", providerNetworks, ProviderNetworks.words());
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.cutover = cutover;
        arguments.providerNetworks = providerNetworks;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpNetworks");
        }

        @POST
        public ListBoxModel doFillCutoverItems() {
            return NetworkChoices.items();
        }

        @POST
        public ListBoxModel doFillProviderNetworksItems() {
            return NetworkChoices.providers();
        }
    }
}
