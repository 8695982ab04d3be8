package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.report.RunningSteps.RunningStep;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** While a step works, its log, its status and the page of its build show the same numbers. */
public class LiveProgressTest {
    private static final String SO_FAR = "so far  ";

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Before
    public void theTargetTakesLongToStoreAnImage() {
        clouds.target.faults().on("PUT", "/v2/images/*/file").delay(Duration.ofMinutes(1));
    }

    @Test
    public void onAnAgent() throws Exception {
        assertThatAllShowTheSame(clouds.pipeline("pumpImages tenant: 'demo'"));
    }

    @Test
    public void onTheController() throws Exception {
        assertThatAllShowTheSame(clouds.pipeline("pumpImages tenant: 'demo'").onBuiltInNode());
    }

    private static void assertThatAllShowTheSame(Pipeline pipeline) throws Exception {
        pipeline.start().awaitConsole(SO_FAR);
        MigrationAction page = MigrationAction.of(pipeline.build());

        String status = statusWithNumbers(page);

        PipelineResult result = pipeline.abort().await();
        List<String> lines = result.console()
                .lines()
                .filter(line -> line.contains(SO_FAR))
                .map(line -> line.substring(line.indexOf(SO_FAR) + SO_FAR.length()))
                .toList();
        assertThat(status).matches(".*\\d+ of \\d+, \\d+(\\.\\d+)? of \\d+(\\.\\d+)? MB, .*");
        assertThat(List.of(status.split("; "))).isSubsetOf(lines);
    }

    /** What the page shows of the step, which is the status of the step itself, without what it does at all. */
    private static String statusWithNumbers(MigrationAction page) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        String doing = "";
        while (System.nanoTime() < deadline) {
            List<RunningStep> running = page.getRunning();
            doing = running.isEmpty() ? "" : running.get(0).getLine();
            if (doing.contains(": ")) {
                return doing.substring(doing.indexOf(": ") + 2);
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("no numbers on the page: " + doing);
    }
}
