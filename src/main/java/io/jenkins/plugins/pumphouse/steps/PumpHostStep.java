package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.util.ListBoxModel;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code pumpHost}: drained hypervisors leave the source and come back as compute nodes of the target. With a block, that is run once
 * a host between power off and power on.
 */
public final class PumpHostStep extends HostStep {
    private final List<String> hosts;
    private boolean disable;

    /** @param hosts names or addresses of hypervisors of the source, also several in a text of lines; there is no "all" */
    @DataBoundConstructor
    public PumpHostStep(List<String> hosts) {
        this.hosts = Names.of(hosts);
    }

    public List<String> getHosts() {
        return hosts;
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
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new PumpHostExecution(context, arguments());
    }

    @Override
    HostArguments arguments() {
        HostArguments arguments = super.arguments();
        arguments.hosts = new ArrayList<>(hosts);
        arguments.disable = disable;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends HostDescriptor {
        public DescriptorImpl() {
            super("pumpHost", "Turn hypervisors of an OpenStack cloud into compute nodes of another one");
        }

        @POST
        public ListBoxModel doFillWiringItems() {
            return wirings();
        }

        @POST
        public ListBoxModel doFillOnFailureItems() {
            return failurePolicies();
        }
    }
}
