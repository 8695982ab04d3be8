package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code pumpRollback}: takes moved servers back to the source, which starts them, and removes their copies. */
public final class PumpRollbackStep extends ServersStep {
    private boolean force;

    @DataBoundConstructor
    public PumpRollbackStep() {
        super(Verb.ROLLBACK);
    }

    public boolean isForce() {
        return force;
    }

    /** @param force whether servers are taken back whose copies were changed since the move, too */
    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.force = force;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpRollback", "Take moved servers back to the source cloud");
        }
    }
}
