package io.jenkins.plugins.pumphouse.steps;

import hudson.Util;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What all steps that work with two clouds have in common: which clouds, and whether to do it or only to say what would be done. */
public abstract class CloudsStep extends Step {
    private String config;
    private String source;
    private String target;
    private boolean dryRun;

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

    /** @param dryRun whether to change nothing */
    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    PumpClouds clouds() {
        return new PumpClouds(config, source, target);
    }
}
