package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code pumpRollback}: takes moved servers back to the source, which starts them, and removes their copies; or removes
 * what came to the target with a tenant.
 */
public final class PumpRollbackStep extends ServersStep {
    private boolean force;
    private boolean resources;

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

    public boolean isResources() {
        return resources;
    }

    /**
     * @param resources whether what came to the target with a tenant is removed, instead of servers being taken back
     */
    @DataBoundSetter
    public void setResources(boolean resources) {
        this.resources = resources;
    }

    @Override
    Verb verb() {
        return resources ? Verb.ROLLBACK_RESOURCES : Verb.ROLLBACK;
    }

    @Override
    void check() throws AbortException {
        super.check();
        if (resources
                && (getHost() != null
                        || !getInstances().isEmpty()
                        || !getExclude().isEmpty())) {
            throw refusal(
                    "resources: true goes by tenant: 'demo', or all: true; instances, host and exclude mean servers,"
                            + " which are taken back by a step without it.");
        }
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
