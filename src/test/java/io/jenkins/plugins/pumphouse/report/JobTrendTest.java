package io.jenkins.plugins.pumphouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.Job;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What the page of a job shows of all its builds. */
public class JobTrendTest {
    @Test
    public void thePageOfTheJobHasWhatItsBuildsMoved() throws Exception {
        Pipeline first = Pipeline.of("echo 'moved'");
        first.run();
        Pipeline second = Pipeline.of("echo 'moved'").after(first);
        second.run();
        MigrationAction.of(first.build()).add("pumpInstances", moved(false, 3, 2_000_000, 40));
        MigrationAction.of(first.build()).add("pumpInstances", moved(true, 9, 9_000_000, 90));
        MigrationAction.of(second.build()).add("pumpInstances", moved(false, 6, 1_000_000, 10));

        JobTrend trend = new JobTrend(second.build());

        assertThat(trend.getBuilds())
                .extracting(
                        JobTrend.Moved::build,
                        JobTrend.Moved::servers,
                        JobTrend.Moved::megabytes,
                        JobTrend.Moved::downtime)
                .containsExactly(tuple("#1", 3L, 6L, 120L), tuple("#2", 6L, 6L, 60L));
        JobTrend.Chart servers = trend.getCharts().get(0);
        assertThat(servers.description()).isEqualTo("#1: 3, #2: 6");
        assertThat(servers.bars()).extracting(JobTrend.Bar::height).containsExactly(50, 100);
    }

    @Test
    public void aJobWhoseBuildsMovedNothingHasNoCharts() throws Exception {
        Pipeline pipeline = Pipeline.of("echo 'nothing to do'");
        pipeline.run();

        assertThat(new JobTrend(pipeline.build()).getCharts()).isEmpty();
    }

    @Test
    public void aJobHasThatPageAlsoIfItsLastBuildsFailedOrMovedNothing() throws Exception {
        Pipeline first = Pipeline.of("error 'a host failed'");
        first.run();
        Pipeline second = Pipeline.of("echo 'nothing to do'").after(first);
        second.run();
        Job<?, ?> job = second.build().getParent();
        assertThat(new JobTrends().createFor(job)).isEmpty();

        MigrationAction.of(first.build()).add("pumpInstances", moved(false, 3, 2_000_000, 40));

        assertThat(new JobTrends().createFor(job))
                .singleElement()
                .isInstanceOfSatisfying(
                        JobTrend.class,
                        trend -> assertThat(trend.getBuilds())
                                .extracting(JobTrend.Moved::build)
                                .containsExactly("#1"));
    }

    @Test
    public void whoAsksAJobForAnotherActionLoadsNoBuildsForThatPage() {
        assertThat(new JobTrends().actionType()).isEqualTo(JobTrend.class);
    }

    private static Map<String, Object> moved(boolean dryRun, int servers, long bytes, long downtime) {
        Map<String, Object> server =
                Map.of("type", "server", "outcome", "created", "bytes", bytes, "downtime", downtime);
        List<Map<String, Object>> resources = Collections.nCopies(servers, server);
        return Map.of("summary", servers + " created", "dryRun", dryRun, "resources", resources);
    }
}
