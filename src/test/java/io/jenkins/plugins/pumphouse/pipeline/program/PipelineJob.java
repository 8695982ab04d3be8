package io.jenkins.plugins.pumphouse.pipeline.program;

import hudson.model.Job;
import hudson.model.TopLevelItem;
import hudson.model.listeners.ItemListener;
import jenkins.model.Jenkins;

/** The job that a run belongs to. */
public final class PipelineJob extends Job<PipelineJob, PipelineRun> implements TopLevelItem {
    private volatile PipelineRun last;

    PipelineJob(String name) {
        super(Jenkins.get(), name);
    }

    @Override
    public PipelineRun getLastBuild() {
        return last;
    }

    @Override
    public PipelineRun getBuildByNumber(int n) {
        PipelineRun build = last;
        while (build != null && build.getNumber() != n) {
            build = build.getPreviousBuild();
        }
        return build;
    }

    /** Gives it another name, as a user may while it builds who moves it into a folder. */
    public void rename(String to) {
        String former = getFullName();
        name = to;
        Jenkins.get().add(this, to);
        ItemListener.fireLocationChange(this, former);
    }

    void begun(PipelineRun build) {
        last = build;
        Jenkins.get().add(this, getName());
    }
}
