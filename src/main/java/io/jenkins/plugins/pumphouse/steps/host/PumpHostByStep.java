package io.jenkins.plugins.pumphouse.steps.host;

import hudson.Extension;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code pumpHostBy { … }}: hosts whose network is moved by the block, which runs once a host between power off and
 * power on.
 */
public final class PumpHostByStep extends ReleaseStep {
    /**
     * @param hosts names or addresses of hypervisors of the source, also several in a text of lines; there is no "all"
     */
    @DataBoundConstructor
    public PumpHostByStep(List<String> hosts) {
        super(hosts);
        setWiring(HostArguments.BLOCK);
    }

    @Extension
    public static final class DescriptorImpl extends HostByDescriptor {
        public DescriptorImpl() {
            super("pumpHostBy", "pumpHost");
        }
    }
}
