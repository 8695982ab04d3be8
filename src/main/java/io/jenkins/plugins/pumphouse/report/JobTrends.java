package io.jenkins.plugins.pumphouse.report;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/**
 * Gives a job whose last builds migrated its page. Failed builds count: a nightly migration may move hundreds of
 * servers and never be successful as a whole.
 */
@Extension
@SuppressWarnings("rawtypes") // as TransientActionFactory asks for the type of all jobs
public final class JobTrends extends TransientActionFactory<Job> {
    /** Jenkins asks often, and of every job, so few builds are looked at. */
    private static final int BUILDS = 5;

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    /** Otherwise Jenkins would load builds each time that a job is asked for an action of any other type. */
    @Override
    public Class<? extends Action> actionType() {
        return JobTrend.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job target) {
        Run<?, ?> last = target.getLastBuild();
        Run<?, ?> build = last;
        for (int i = 0; i < BUILDS && build != null; i++) {
            if (build.getAction(MigrationAction.class) != null) {
                return List.of(new JobTrend(last));
            }
            build = build.getPreviousBuild();
        }
        return List.of();
    }
}
