package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code pumpHost}: hosts whose network is moved by their switch, or need not be moved. */
public final class PumpHostStep extends ReleaseStep {
    private String wiring;

    /**
     * @param hosts names or addresses of hypervisors of the source, also several in a text of lines; there is no "all"
     */
    @DataBoundConstructor
    public PumpHostStep(List<String> hosts) {
        super(hosts);
    }

    public String getWiring() {
        return wiring;
    }

    /** @param wiring {@code switch} or {@code none}; empty for what the inventory says */
    @DataBoundSetter
    public void setWiring(String wiring) {
        this.wiring = Util.fixEmptyAndTrim(wiring);
    }

    @Override
    void check() throws AbortException {
        super.check();
        checkOneOf("wiring", wiring, HostDescriptor.WIRINGS);
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new PumpHostExecution(context, arguments());
    }

    @Override
    HostArguments arguments() {
        HostArguments arguments = super.arguments();
        arguments.wiring = wiring;
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
