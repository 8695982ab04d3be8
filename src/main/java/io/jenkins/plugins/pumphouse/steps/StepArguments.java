package io.jenkins.plugins.pumphouse.steps;

import java.io.Serializable;

/** What every step was asked for, as it is stored with the running build. */
public abstract class StepArguments implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final boolean dryRun;
    private PumpClouds clouds;

    /** @param step the step's name in the pipeline */
    protected StepArguments(String step, PumpClouds clouds, boolean dryRun) {
        this.step = step;
        this.clouds = clouds;
        this.dryRun = dryRun;
    }

    /** The step's name in the pipeline. */
    public final String step() {
        return step;
    }

    public final PumpClouds clouds() {
        return clouds;
    }

    public final boolean dryRun() {
        return dryRun;
    }

    /** Takes what is not said from the block around. */
    final void within(PumpClouds block) {
        clouds = clouds.within(block);
    }
}
