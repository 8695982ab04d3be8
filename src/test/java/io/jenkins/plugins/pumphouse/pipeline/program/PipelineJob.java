package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.model.Job;
import jenkins.model.Jenkins;

/** The job that a run belongs to. */
public final class PipelineJob extends Job<PipelineJob, PipelineRun> {
    private volatile PipelineRun last;

    PipelineJob(String name) {
        super(Jenkins.get(), name);
    }

    @Override
    public PipelineRun getLastBuild() {
        return last;
    }

    void begun(PipelineRun build) {
        last = build;
    }
}
