package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.pumphouse.config.LimitsReader;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import io.jenkins.plugins.pumphouse.steps.text.RateText;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpVolumes}: moves volumes that no server has, with their content. */
public final class PumpVolumesStep extends TenantStep {
    private List<String> volumes = List.of();
    /** Null for the usual, or less where the configuration limits it. */
    private Integer transfers;

    private String bandwidth;
    private boolean adopt;

    @DataBoundConstructor
    public PumpVolumesStep() {
        super(Verb.VOLUMES);
    }

    public List<String> getVolumes() {
        return volumes;
    }

    /** @param volumes names or ids of volumes of the source; empty for all of the tenant */
    @DataBoundSetter
    public void setVolumes(List<String> volumes) {
        this.volumes = Names.of(volumes);
    }

    public int getTransfers() {
        return transfers == null ? Options.DEFAULT.transfers() : transfers;
    }

    /** @param transfers how many volumes are transferred at a time, at least 1 */
    @DataBoundSetter
    public void setTransfers(int transfers) {
        this.transfers = transfers;
    }

    public String getBandwidth() {
        return bandwidth;
    }

    /** @param bandwidth that all transfers of the step share, such as {@code 50 MB/s}; empty for no bound */
    @DataBoundSetter
    public void setBandwidth(String bandwidth) {
        this.bandwidth = Util.fixEmptyAndTrim(bandwidth);
    }

    public boolean isAdopt() {
        return adopt;
    }

    /** @param adopt whether volumes stay in the backend that both clouds have, and only change their cloud */
    @DataBoundSetter
    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    @Override
    void check() throws AbortException {
        super.check();
        checkRange("transfers", getTransfers(), 1, LimitsReader.MOST_TRANSFERS);
        RateText.read("pumpVolumes", bandwidth);
        if (getTenant() == null && volumes.isEmpty()) {
            throw refusal(
                    "say which volumes are meant: volumes: ['backup-disk'], or tenant: 'demo' for all of the tenant.");
        }
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.volumes = new ArrayList<>(volumes);
        arguments.transfers = transfers;
        arguments.bandwidth = bandwidth;
        arguments.adopt = adopt;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpVolumes");
        }
    }
}
