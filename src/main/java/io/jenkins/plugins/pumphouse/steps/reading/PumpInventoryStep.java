package io.jenkins.plugins.pumphouse.steps.reading;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.pumphouse.steps.CloudsStep;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpInventory}: lists what a tenant or the whole source has, and what becomes of it. Writes to no cloud. */
public final class PumpInventoryStep extends CloudsStep {
    private String tenant;

    @DataBoundConstructor
    public PumpInventoryStep() {
        // all arguments are optional
    }

    public String getTenant() {
        return tenant;
    }

    /** @param tenant name or id of a project of the source; empty for the whole cloud */
    @DataBoundSetter
    public void setTenant(String tenant) {
        this.tenant = Util.fixEmptyAndTrim(tenant);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new InventoryExecution(
                context, new InventoryArguments(getDescriptor().getFunctionName(), clouds(), tenant));
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpInventory");
        }
    }
}
