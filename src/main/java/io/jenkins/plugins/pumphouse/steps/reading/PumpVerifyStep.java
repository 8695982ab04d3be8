package io.jenkins.plugins.pumphouse.steps.reading;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.steps.CloudsStep;
import io.jenkins.plugins.pumphouse.steps.Names;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code pumpVerify}: compares what was moved with the source once more. Writes to no cloud. */
public final class PumpVerifyStep extends CloudsStep {
    private static final String DRIFT = "drift";
    private static final String NEVER = "never";

    private String tenant;
    private List<String> types = List.of();
    private String failOn = DRIFT;

    @DataBoundConstructor
    public PumpVerifyStep() {
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

    public List<String> getTypes() {
        return types;
    }

    /** @param types which types of objects to compare; empty for those of which something was moved */
    @DataBoundSetter
    public void setTypes(List<String> types) {
        this.types = Names.of(types);
    }

    public String getFailOn() {
        return failOn;
    }

    /** @param failOn {@code drift} or {@code never} */
    @DataBoundSetter
    public void setFailOn(String failOn) {
        this.failOn = orUsual(failOn, DRIFT);
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        checkOneOf("failOn", failOn, List.of(DRIFT, NEVER));
        return new VerifyExecution(
                context,
                new VerifyArguments(getDescriptor().getFunctionName(), clouds(), tenant, types, DRIFT.equals(failOn)));
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpVerify");
        }

        @POST
        public ListBoxModel doFillFailOnItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.text("choice.failOn.drift"), DRIFT);
            items.add(Messages.text("choice.failOn.never"), NEVER);
            return items;
        }
    }
}
