package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code pumpNetworks}: moves networks, subnets and routers. */
public final class PumpNetworksStep extends TenantStep {
    private String cutover;

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

    @Override
    void check() throws AbortException {
        super.check();
        checkOneOf("cutover", cutover, CutoverChoice.words());
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.cutover = cutover;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpNetworks");
        }

        @POST
        public ListBoxModel doFillCutoverItems() {
            return CutoverChoice.items();
        }
    }
}
