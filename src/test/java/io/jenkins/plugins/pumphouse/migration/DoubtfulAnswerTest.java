package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * A move's write of which nobody knows whether it was done: one looks, and never do both servers run or neither,
 * unsaid.
 */
@RunWith(Parameterized.class)
public class DoubtfulAnswerTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final Doubt doubt;

    public DoubtfulAnswerTest(Doubt doubt) {
        this.doubt = doubt;
    }

    /** How an answer leaves in doubt whether the request was carried out. */
    private enum Doubt {
        LOST(Fault::resetAfterwards),
        LOST_AND_NOT_DONE(Fault::reset),
        HALF(fault -> fault.truncateAfter(25)),
        GARBAGE(fault ->
                fault.answersInstead(answer -> Answer.text(answer.status(), "application/json", "{\"a\": [{]}"))),
        ANOTHER_OBJECT(fault -> fault.answersInstead(
                answer -> Answer.text(answer.status(), "application/json", "{\"server\": {\"id\": 7}}"))),
        A_WEB_PAGE(fault ->
                fault.answersInstead(answer -> Answer.text(200, "text/html", "<html><body>Welcome</body></html>"))),
        A_WEB_PAGE_AND_NOT_DONE(fault -> fault.status(200).body("<html><body>Log in</body></html>")),
        BROKEN_AND_NOT_DONE(fault -> fault.status(500));

        private final UnaryOperator<Fault> effect;

        Doubt(UnaryOperator<Fault> effect) {
            this.effect = effect;
        }
    }

    @Parameters(name = "{0}")
    public static Doubt[] doubts() {
        return Doubt.values();
    }

    @Test
    public void aBootEndsWithOneServerThatRuns() throws Exception {
        doubt.effect.apply(clouds.target.faults().on("POST", "/v2.1/servers").times(1));

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertOneRuns(report);
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).failed()).isFalse();
        assertThat(status(clouds.target)).containsExactly("ACTIVE");
        assertThat(status(clouds.source)).containsExactly("SHUTOFF");
    }

    @Test
    public void aStopEndsWithOneServerThatRuns() throws Exception {
        doubt.effect.apply(clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("os-stop")
                .times(1));

        assertOneRuns(clouds.move(Verb.INSTANCES, server("db-1")));
    }

    @Test
    public void aSnapshotIsTakenOnceAndEndsWithOneServerThatRuns() throws Exception {
        doubt.effect.apply(clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("createImage")
                .times(1));

        assertOneRuns(clouds.move(Verb.INSTANCES, server("db-1")));
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).failed()).isFalse();
        assertThat(clouds.source.inside().list("image", "/v2/images?pumphouse=snapshot", "images"))
                .hasSize(1);
    }

    @Test
    public void aStartAfterAFailureIsSentUntilTheServerRuns() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");
        doubt.effect.apply(clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("os-start")
                .times(1));

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(status(clouds.source)).containsExactly("ACTIVE");
        assertThat(clouds.lines).contains("  db-1 runs on old again");
    }

    @Test
    public void aNoteOnTheServerIsThereOrTheMoveSaysSo() throws Exception {
        doubt.effect.apply(
                clouds.source.faults().on("POST", "/v2.1/servers/*/metadata").times(1));

        assertOneRuns(clouds.move(Verb.INSTANCES, server("db-1")));
    }

    private void assertOneRuns(Report report) {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.faults().clear();
            cloud.skip(Duration.ofMinutes(1));
        }
        long running = status(clouds.source).stream().filter("ACTIVE"::equals).count()
                + status(clouds.target).stream().filter("ACTIVE"::equals).count();
        assertThat(running)
                .as(report.outcomes() + "\n" + String.join("\n", clouds.lines))
                .isEqualTo(1);
        assertThat(clouds.lines).noneMatch(line -> line.contains("Exception"));
    }

    private static List<String> status(EmbeddedCloud cloud) {
        return cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals("db-1"))
                .map((JsonNode server) -> server.path("status").asText())
                .toList();
    }
}
