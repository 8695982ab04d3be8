package io.jenkins.plugins.pumphouse.steps.host;

import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What {@code pumpHost} and {@code pumpHostBy} have in common: drained hypervisors leave the source and come back as
 * nodes of the target.
 */
public abstract class ReleaseStep extends HypervisorStep {
    private boolean disable;

    ReleaseStep(List<String> hosts) {
        super(hosts);
    }

    public boolean isDisable() {
        return disable;
    }

    /** @param disable whether to disable the host's nova-compute when nobody did yet */
    @DataBoundSetter
    public void setDisable(boolean disable) {
        this.disable = disable;
    }

    @Override
    HostArguments arguments() {
        HostArguments arguments = super.arguments();
        arguments.disable = disable;
        return arguments;
    }
}
