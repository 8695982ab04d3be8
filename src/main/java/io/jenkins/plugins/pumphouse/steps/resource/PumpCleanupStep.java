package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import io.jenkins.plugins.pumphouse.steps.text.TimeText;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code pumpCleanup}: deletes servers on the source that were moved, once the target proves to have all of them. */
public final class PumpCleanupStep extends ServersStep {
    private String soak;

    @DataBoundConstructor
    public PumpCleanupStep() {
        super(Verb.CLEANUP);
    }

    public String getSoak() {
        return soak;
    }

    /** @param soak how long ago a server must have been moved, such as {@code 7d}; empty for no matter when */
    @DataBoundSetter
    public void setSoak(String soak) {
        this.soak = Util.fixEmptyAndTrim(soak);
    }

    @Override
    void check() throws AbortException {
        super.check();
        if (soak != null) {
            TimeText.span("pumpCleanup", "soak", soak);
        }
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        try {
            arguments.soak = soak == null
                    ? null
                    : TimeText.span("pumpCleanup", "soak", soak).toSeconds();
        } catch (AbortException e) {
            throw new IllegalStateException(e); // check has found it out
        }
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpCleanup");
        }

        @POST
        public FormValidation doCheckSoak(@QueryParameter String value) {
            return TimeText.checkSpan(value);
        }
    }
}
