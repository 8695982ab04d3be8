package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.host.campaign.Window;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code pumpCampaign}: one host after the other, the cheapest to empty first: its servers move, it is released, and its capacity in the
 * target makes room for the next. A block rewires, as that of {@code pumpHost}.
 */
public final class PumpCampaignStep extends HostStep {
    private final List<String> hosts;
    private String window;
    private int atMost;

    /** @param hosts names of the hypervisors of the source that may go, also several in a text of lines */
    @DataBoundConstructor
    public PumpCampaignStep(List<String> hosts) {
        this.hosts = Names.of(hosts);
    }

    public List<String> getHosts() {
        return hosts;
    }

    public String getWindow() {
        return window;
    }

    /** @param window hours of the controller's day in which a host may be begun, such as {@code 22:00-06:00}; empty for always */
    @DataBoundSetter
    public void setWindow(String window) {
        this.window = Util.fixEmptyAndTrim(window);
    }

    public int getAtMost() {
        return atMost;
    }

    /** @param atMost how many hosts may be begun by this run; 0 for no bound */
    @DataBoundSetter
    public void setAtMost(int atMost) {
        this.atMost = atMost;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new PumpCampaignExecution(context, arguments());
    }

    @Override
    void check() throws AbortException {
        super.check();
        checkRange("atMost", atMost, 0, 1_000_000);
        try {
            Window.parse(window);
        } catch (IllegalArgumentException e) {
            throw refusal(e.getMessage());
        }
    }

    @Override
    HostArguments arguments() {
        HostArguments arguments = super.arguments();
        arguments.hosts = new ArrayList<>(hosts);
        arguments.window = window;
        arguments.atMost = atMost;
        // Servers could come back to a host while it is emptied.
        arguments.disable = true;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends HostDescriptor {
        public DescriptorImpl() {
            super("pumpCampaign", "Empty and move hypervisors one after the other");
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
