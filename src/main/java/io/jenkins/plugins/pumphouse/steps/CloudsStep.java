package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.console.Nearest;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What all steps have in common: which clouds they are about. */
public abstract class CloudsStep extends Step {
    private String config;
    private String source;
    private String target;
    private String mapping;

    public String getConfig() {
        return config;
    }

    /** @param config file in the workspace or name in Jenkins' settings; empty for that of the surrounding block */
    @TakesLines
    @DataBoundSetter
    public void setConfig(String config) {
        this.config = Util.fixEmptyAndTrim(config);
    }

    public String getSource() {
        return source;
    }

    /**
     * @param source name of the cloud to move from; empty for that of the surrounding block, or the only one there is
     */
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

    public String getMapping() {
        return mapping;
    }

    /** @param mapping a file of the workspace; empty for that of the surrounding block, or none */
    @DataBoundSetter
    public void setMapping(String mapping) {
        this.mapping = Util.fixEmptyAndTrim(mapping);
    }

    /** What an argument says, or what it means when it is empty. */
    protected static String orUsual(String text, String usual) {
        String value = Util.fixEmptyAndTrim(text);
        return value == null ? usual : value;
    }

    /** A user's mistake in the step's arguments, to be thrown from where the step is started. */
    protected final AbortException refusal(String why) {
        return new AbortException(
                ConsoleText.line(getDescriptor().getFunctionName() + ": " + why + " Nothing was done."));
    }

    protected final void checkOneOf(String argument, String value, List<String> allowed) throws AbortException {
        if (value != null && !allowed.contains(value)) {
            throw refusal(argument + " is " + ArgumentBinding.shown(value) + ", but there are only '"
                    + String.join("' and '", allowed) + "'.");
        }
    }

    protected final void checkWords(String argument, List<String> values, List<String> allowed) throws AbortException {
        for (String value : values) {
            if (!allowed.contains(value)) {
                throw refusal(argument + " has " + ArgumentBinding.shown(value)
                        + Nearest.to(value, allowed)
                                .map(near -> " (did you mean '" + near + "'?)")
                                .orElse("")
                        + ", but there are only '" + String.join("', '", allowed) + "'.");
            }
        }
    }

    protected final void checkRange(String argument, int value, int least, int most) throws AbortException {
        if (value < least || value > most) {
            throw refusal(argument + " is " + value + ", and has to be from " + least + " to " + most + ".");
        }
    }

    protected PumpClouds clouds() {
        return new PumpClouds(config, source, target, mapping);
    }
}
