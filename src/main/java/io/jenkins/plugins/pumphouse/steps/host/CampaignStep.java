package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.pumphouse.host.campaign.Window;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What {@code pumpCampaign} and {@code pumpCampaignBy} have in common: one host after the other, the cheapest to empty
 * first: its servers move, it is released, and its capacity in the target makes room for the next.
 */
public abstract class CampaignStep extends HypervisorStep {
    private String window;
    private int atMost;
    private boolean evacuate;

    CampaignStep(List<String> hosts) {
        super(hosts);
    }

    public String getWindow() {
        return window;
    }

    /**
     * @param window hours of the controller's day in which a host may be begun, such as {@code 22:00-06:00}; empty for
     *     always
     */
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

    public boolean isEvacuate() {
        return evacuate;
    }

    /** @param evacuate whether servers that cannot leave the source go to other hypervisors of it */
    @DataBoundSetter
    public void setEvacuate(boolean evacuate) {
        this.evacuate = evacuate;
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
        arguments.campaign = true;
        arguments.window = window;
        arguments.atMost = atMost;
        arguments.evacuate = evacuate;
        // Servers could come back to a host while it is emptied.
        arguments.disable = true;
        return arguments;
    }
}
