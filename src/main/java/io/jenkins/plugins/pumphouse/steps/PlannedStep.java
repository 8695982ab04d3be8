package io.jenkins.plugins.pumphouse.steps;

import org.kohsuke.stapler.DataBoundSetter;

/** What all steps that change something have in common: they can also only say what they would do. */
public abstract class PlannedStep extends CloudsStep {
    private boolean dryRun;

    public boolean isDryRun() {
        return dryRun;
    }

    /** @param dryRun whether to change nothing */
    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }
}
