package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.model.Job;
import jenkins.model.Jenkins;

/** The job that a run belongs to. */
public final class PipelineJob extends Job<PipelineJob, PipelineRun> {
    PipelineJob(String name) {
        super(Jenkins.get(), name);
    }
}
