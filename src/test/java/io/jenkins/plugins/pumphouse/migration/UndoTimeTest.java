package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * A server whose copy does not boot, or does not answer, runs on the source again within a minute, with the pauses of a
 * real run between two looks at a list.
 */
public class UndoTimeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration POLL = Options.DEFAULT.poll();

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong back = new AtomicLong();

    @Before
    public void aServerWithAFloatingAddress() {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.poll(POLL);
        clouds.onLine(line -> {
            if (line.contains("runs on old again")) {
                back.set(System.nanoTime());
            }
        });
    }

    @Test
    public void afterATargetThatRefusesToBoot() throws Exception {
        clouds.target.behaviour().bootsFail("web-1", "No valid host was found.");
        from("POST", "/v2.1/servers");

        assertRunsAgain("cannot boot on new");
    }

    @Test
    public void afterATargetThatRefusesTheRequestToBoot() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers")
                .status(403)
                .body("{\"forbidden\": {\"message\": \"not today\", \"code\": 403}}");
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("createImage")
                .answersInstead(answer -> {
                    failed.set(System.nanoTime());
                    return answer;
                });

        assertRunsAgain("not today");
    }

    @Test
    public void afterACopyThatFailsItsHealthCheck() throws Exception {
        clouds.source.behaviour().console("web-1 login:");
        clouds.target.behaviour().console("Kernel panic");
        clouds.healthCheck(new HealthCheck(
                List.of(new HealthCheck.Probe(HealthCheck.Way.CONSOLE, "login:")), Duration.ofMillis(1)));
        from("POST", "/v2.1/servers/*/action");

        assertRunsAgain("fails its health check");
    }

    /** The last request of that kind to the target begins the way back. */
    private void from(String method, String path) {
        clouds.target.faults().on(method, path).answersInstead(answer -> {
            failed.set(System.nanoTime());
            return answer;
        });
    }

    private void assertRunsAgain(String why) throws Exception {
        Outcome ended = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        assertThat(ended.end()).isEqualTo(End.FAILED);
        assertThat(ended.message()).contains(why);
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(FloatingFixture.serverOf(clouds.source).path("status").asText())
                .isEqualTo("ACTIVE");
        assertThat(failed.get()).isNotZero();
        assertThat(Duration.ofNanos(back.get() - failed.get())).isPositive().isLessThan(MINUTE);
    }
}
