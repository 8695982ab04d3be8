package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code pumpCampaignBy { … }}: hosts whose network is moved by the block, as that of {@code pumpHostBy}. */
public final class PumpCampaignByStep extends CampaignStep {
    /**
     * @param hosts names or addresses of hypervisors of the source, also several in a text of lines; there is no "all"
     */
    @DataBoundConstructor
    public PumpCampaignByStep(List<String> hosts) {
        super(hosts);
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new PumpCampaignExecution(context, arguments());
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
                    "pumpCampaignBy",
                    "Empty and move hypervisors one after the other, rewired by the block",
                    "pumpCampaign");
        }

        /** Tells in the form what the step would refuse. */
        @POST
        public FormValidation doCheckWindow(@QueryParameter String value) {
            return window(value);
        }

        @POST
        public ListBoxModel doFillOnFailureItems() {
            return failurePolicies();
        }
    }
}
