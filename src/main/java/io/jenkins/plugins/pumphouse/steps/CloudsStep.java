package io.jenkins.plugins.pumphouse.steps;

import hudson.Util;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What all steps have in common: which clouds they are about. */
public abstract class CloudsStep extends Step {
    private String config;
    private String source;
    private String target;

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

    PumpClouds clouds() {
        return new PumpClouds(config, source, target);
    }
}
