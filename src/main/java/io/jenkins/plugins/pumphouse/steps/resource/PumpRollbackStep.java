package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code pumpRollback}: takes moved servers back to the source, which starts them, and removes their copies; or removes
 * what came to the target with a tenant.
 */
public final class PumpRollbackStep extends ServersStep {
    private boolean force;
    private boolean resources;
    private String build;

    @DataBoundConstructor
    public PumpRollbackStep() {
        super(Verb.ROLLBACK);
    }

    public boolean isForce() {
        return force;
    }

    /** @param force whether servers are rolled back although their copies were changed since the move */
    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    public boolean isResources() {
        return resources;
    }

    /** @param resources whether what came to the target with a tenant is removed, instead of rolling servers back */
    @DataBoundSetter
    public void setResources(boolean resources) {
        this.resources = resources;
    }

    public String getBuild() {
        return build;
    }

    /**
     * @param build a build whose moved servers are rolled back, or with {@code resources} whose objects are removed:
     *     {@code #12} of this job, or {@code folder/job #12}; empty for what the other arguments say
     */
    @DataBoundSetter
    public void setBuild(String build) {
        this.build = Util.fixEmptyAndTrim(build);
    }

    @Override
    Verb verb() {
        return resources ? Verb.ROLLBACK_RESOURCES : Verb.ROLLBACK;
    }

    @Override
    void check() throws AbortException {
        if (build != null) {
            if (getTenant() != null || isAll() || !getInstances().isEmpty()) {
                throw refusal("build: '" + build + "' says what is meant, so leave out tenant, instances and all;"
                        + " without resources: true, host and exclude narrow it.");
            }
            if (resources && (getHost() != null || !getExclude().isEmpty())) {
                throw refusal("build: '" + build + "' with resources: true means all that the build has created, so"
                        + " leave out host and exclude, which mean servers.");
            }
            return;
        }
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

    @Override
    PumpArguments arguments(StepContext context) throws AbortException {
        PumpArguments arguments = arguments();
        if (build != null) {
            arguments.former = FormerWork.of(build, new FormerBuild(build, this::refusal).find(run(context)));
        }
        return arguments;
    }

    private static Run<?, ?> run(StepContext context) throws AbortException {
        try {
            return context.get(Run.class);
        } catch (IOException | InterruptedException e) {
            throw new AbortException("pumpRollback cannot find its own build: " + e.getMessage());
        }
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpRollback");
        }
    }
}
