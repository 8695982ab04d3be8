package io.jenkins.plugins.pumphouse.steps.host;

import hudson.Extension;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpCampaign}: hosts whose network is moved by their switch, or need not be moved. */
public final class PumpCampaignStep extends CampaignStep {
    /**
     * @param hosts names or addresses of hypervisors of the source, also several in a text of lines; there is no "all"
     */
    @DataBoundConstructor
    public PumpCampaignStep(List<String> hosts) {
        super(hosts);
    }

    /** @param wiring {@code switch} or {@code none}; empty for what the inventory says */
    @Override
    @DataBoundSetter
    public void setWiring(String wiring) {
        super.setWiring(wiring);
    }

    @Extension
    public static final class DescriptorImpl extends HostDescriptor {
        public DescriptorImpl() {
            super("pumpCampaign");
        }
    }
}
