package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.util.ListBoxModel;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.verb.POST;

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
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new PumpHostExecution(context, arguments());
    }

    @Override
    HostArguments arguments() {
        HostArguments arguments = super.arguments();
        arguments.wiring = HostArguments.BLOCK;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends HostByDescriptor {
        public DescriptorImpl() {
            super(
                    "pumpHostBy",
                    "Turn hypervisors into compute nodes of another cloud, rewired by the block",
                    "pumpHost");
        }

        @POST
        public ListBoxModel doFillOnFailureItems() {
            return failurePolicies();
        }
    }
}
