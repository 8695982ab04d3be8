package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.TimeBounds;
import io.jenkins.plugins.pumphouse.transfer.SlowerTransfers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Servers are off for no longer than their own transfer takes; how long that was, and will be, is told. */
public class DowntimeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerIsStoppedOnlyWhenItsTransferCanBegin() throws Exception {
        clouds.limits(8, 1);
        List<Integer> arrivedWhenOff = Collections.synchronizedList(new ArrayList<>());
        clouds.onLine(line -> {
            if (line.endsWith(" is off")) {
                arrivedWhenOff.add((int) clouds.target.inside().list("image", "/v2/images", "images").stream()
                        .filter(image -> image.has("pumphouse_source")
                                && image.path("status").asText().equals("active"))
                        .count());
            }
        });

        Report report = clouds.move(Verb.INSTANCES);

        assertThat(report.count(End.FAILED)).as(report.outcomes().toString()).isZero();
        assertThat(arrivedWhenOff).hasSizeGreaterThan(1);
        for (int i = 0; i < arrivedWhenOff.size(); i++) {
            assertThat(arrivedWhenOff.get(i)).isGreaterThanOrEqualTo(i);
        }
    }

    @Test
    public void thePlanSaysHowLongTheServersWillBeOff() throws Exception {
        clouds.plan(Verb.INSTANCES, server("db-1"));

        assertThat(clouds.lines)
                .anyMatch(line -> line.matches("downtime  db-1: at most about \\d+ (s|min) \\(disk .*\\)"));
        assertThat(clouds.lines).anyMatch(line -> line.contains("1 server is off for at most about "));
    }

    @Test
    public void theBandwidthThatTransfersShareIsReckonedWith() throws Exception {
        clouds.bandwidth(400);

        clouds.plan(Verb.INSTANCES, server("db-1"));

        assertThat(clouds.lines).anyMatch(line -> line.contains("4 transfers at a time at 100 B/s each"));
    }

    @Test
    public void transfersTogetherTakeNoMoreThanTheirBandwidth() throws Exception {
        long bytes = clouds.source.inside().list("image", "/v2/images", "images").stream()
                .mapToLong(image -> image.path("size").asLong())
                .sum();
        clouds.bandwidth(bytes);
        long begun = System.nanoTime();

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    public void aServerThatWasMovedBeforeStillTellsItsDowntime() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));

        Report second = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(second, "server", "db-1").end()).isEqualTo(End.REUSED);
        assertThat(outcome(second, "server", "db-1").facts()).containsKey("downtime");
        assertThat(outcome(second, "server", "db-1").message()).matches(".*down \\d+ s.*");
    }

    @Test
    public void aServerThatWouldNotFinishInTimeIsNotBegun() throws Exception {
        clouds.bounds(new TimeBounds(Instant.now().plusSeconds(40), null));

        Outcome skipped = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(skipped.end()).as(skipped.message()).isEqualTo(End.SKIPPED);
        assertThat(skipped.message())
                .contains("not begun: its move may take", "are left until the end that the argument until sets, 2");
        assertThat(clouds.lines)
                .anyMatch(line ->
                        line.matches(".*no server is begun that would not have moved by 2\\S+ \\S+ \\S+ \\(until\\)"));
        assertThat(status("db-1")).isEqualTo("ACTIVE");
        assertThat(clouds.lines).noneMatch(line -> line.endsWith(" is off"));
        clouds.bounds(new TimeBounds(Instant.now().plusSeconds(3600), null));
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void aServerThatWouldBeOffForTooLongIsRefusedInThePlan() throws Exception {
        clouds.bounds(new TimeBounds(null, Duration.ofSeconds(30)));

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("would be off for up to", "and maxDowntime allows 30 s");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    @Test
    public void aServerThatWouldBeOffForTooLongByTheRateMeasuredSinceThePlanIsLeftToTheNextRun() throws Exception {
        try (SlowerTransfers transfers = new SlowerTransfers("old", "new")) {
            transfers.take(Duration.ofSeconds(1));
            clouds.bounds(new TimeBounds(null, Duration.ofMinutes(10)));
            clouds.onLine(line -> {
                if (line.startsWith("plan")) {
                    transfers.take(Duration.ofMinutes(1));
                }
            });

            Outcome postponed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

            assertThat(postponed.end()).as(postponed.message()).isEqualTo(End.SKIPPED);
            assertThat(postponed.message())
                    .contains("not begun: by the rate measured since the plan was made it would be off for up to")
                    .contains("maxDowntime allows 10 min: raise maxDowntime. It was not touched");
            assertThat(status("db-1")).isEqualTo("ACTIVE");
        }
        clouds.onLine(line -> {});
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.CREATED);
    }

    private String status(String name) {
        return clouds.source.inside().server(name).path("status").asText();
    }
}
