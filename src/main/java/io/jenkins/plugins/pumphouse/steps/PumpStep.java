package io.jenkins.plugins.pumphouse.steps;

import hudson.Util;
import io.jenkins.plugins.pumphouse.migration.Verb;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** What all steps that move something have in common: which clouds, and whether to do it or only to say what would be done. */
public abstract class PumpStep extends Step {
    private final Verb verb;
    private String config;
    private String source;
    private String target;
    private boolean dryRun;

    PumpStep(Verb verb) {
        this.verb = verb;
    }

    public String getConfig() {
        return config;
    }

    /** @param config file in the workspace or name in Jenkins' settings; empty for that of the surrounding block */
    @DataBoundSetter
    public void setConfig(String config) {
        this.config = Util.fixEmptyAndTrim(config);
    }

    public String getSource() {
        return source;
    }

    /** @param source name of the cloud to move from; empty for that of the surrounding block, or the only one there is */
    @DataBoundSetter
    public void setSource(String source) {
        this.source = Util.fixEmptyAndTrim(source);
    }

    public String getTarget() {
        return target;
    }

    /** @param target name of the cloud to move to; empty for that of the surrounding block, or the only one there is */
    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** The arguments as the execution keeps them; a step adds its own. */
    PumpArguments arguments() {
        PumpArguments arguments = new PumpArguments(getDescriptor().getFunctionName(), verb);
        arguments.clouds = new PumpClouds(config, source, target);
        arguments.dryRun = dryRun;
        return arguments;
    }

    @Override
    public final StepExecution start(StepContext context) {
        return new PumpExecution(context, arguments());
    }
}
