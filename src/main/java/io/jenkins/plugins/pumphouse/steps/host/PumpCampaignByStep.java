package io.jenkins.plugins.pumphouse.steps.host;

import hudson.Extension;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code pumpCampaignBy { … }}: hosts whose network is moved by the block, as that of {@code pumpHostBy}. */
public final class PumpCampaignByStep extends CampaignStep {
    /**
     * @param hosts names or addresses of hypervisors of the source, also several in a text of lines; there is no "all"
     */
    @DataBoundConstructor
    public PumpCampaignByStep(List<String> hosts) {
        super(hosts);
        setWiring(HostArguments.BLOCK);
    }

    @Extension
    public static final class DescriptorImpl extends HostByDescriptor {
        public DescriptorImpl() {
            super("pumpCampaignBy", "pumpCampaign");
        }
    }
}
