package io.jenkins.plugins.pumphouse.steps.host;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code pumpHostUndo}: the switch ports of hosts that do not go on their way come back into the VLANs that they had
 * before.
 */
public final class PumpHostUndoStep extends PlannedStep {
    /** Of IEEE 802.1Q; 4095 is reserved. */
    private static final int HIGHEST_VLAN = 4094;

    private final List<String> hosts;
    private int vlan;

    /** @param hosts names of hypervisors of the inventory, also several in a text of lines; there is no "all" */
    @DataBoundConstructor
    public PumpHostUndoStep(List<String> hosts) {
        this.hosts = Names.of(hosts);
    }

    public List<String> getHosts() {
        return hosts;
    }

    public int getVlan() {
        return vlan;
    }

    /** @param vlan for all ports of the hosts; 0 for what {@code pumpHost} found before it changed them */
    @DataBoundSetter
    public void setVlan(int vlan) {
        this.vlan = vlan;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        if (hosts.isEmpty()) {
            throw refusal("no host is named. Say whose ports go back, for example hosts: ['cmp-12'].");
        }
        checkRange("vlan", vlan, 0, HIGHEST_VLAN);
        HostArguments arguments = new HostArguments(getDescriptor().getFunctionName(), clouds(), isDryRun());
        arguments.hosts = new ArrayList<>(hosts);
        return new UndoExecution(context, arguments, vlan);
    }

    @Extension
    public static final class DescriptorImpl extends HostDescriptor {
        public DescriptorImpl() {
            super("pumpHostUndo");
        }
    }
}
