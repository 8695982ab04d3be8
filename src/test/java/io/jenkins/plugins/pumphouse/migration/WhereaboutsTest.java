package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.TimeBounds;
import java.time.Duration;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;

/** The last lines of a failed step say of each server what it does, in true words, and what makes it run. */
public class WhereaboutsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void oneThatCouldNotBeUnpausedIsPausedAndNotOff() throws Exception {
        act("pause");
        clouds.paused(Options.Paused.RESUME);
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("unpause")
                .status(403);

        assertThat(outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2")
                        .end())
                .isEqualTo(End.FAILED);

        assertThat(clouds.lines)
                .anyMatch(line -> line.endsWith(
                        "! web-2 is PAUSED on old and not on new: run again, or openstack server unpause " + id()))
                .noneMatch(line -> line.contains("web-2 is OFF"));
    }

    @Test
    public void oneThatWasSuspendedAndStaysOffIsNotUnchanged() throws Exception {
        act("suspend");
        clouds.paused(Options.Paused.STOP);
        clouds.target.behaviour().bootsFail("web-2", "No valid host was found.");

        clouds.move(Verb.INSTANCES, server("web-2"));

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("web-2 is SHUTOFF on old, and was SUSPENDED before its move"))
                .noneMatch(line -> line.contains("web-2 is SHUTOFF on old, unchanged"));
    }

    @Test
    public void oneThatNobodyCanLookAtIsNotToBeStartedBeforeThatIsKnown() throws Exception {
        clouds.target.behaviour().bootsFail("web-2", "No valid host was found.");
        clouds.onLine(line -> {
            if (line.contains("runs on old again")) {
                clouds.source.faults().on("GET", "/v2.1/servers/detail").status(403);
            }
        });

        clouds.move(Verb.INSTANCES, server("web-2"));

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("! where web-2 runs is not known (")
                        && line.endsWith("do not start it before you know that no copy of it runs on new"));
    }

    @Test
    public void oneThatAnInterruptedRunHasStoppedIsToldToBeOffByTheNextThatDoesNotBeginIt() throws Exception {
        stoppedByAnInterruptedRun();
        clouds.bounds(new TimeBounds(Instant.now(), null));

        Outcome left = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(left.end()).as(left.message()).isEqualTo(End.SKIPPED);
        assertThat(clouds.lines).anyMatch(line -> line.endsWith(off()));
    }

    @Test
    public void andByTheNextThatRefusesIt() throws Exception {
        stoppedByAnInterruptedRun();
        clouds.bounds(new TimeBounds(null, Duration.ofSeconds(1)));

        Outcome left = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(left.end()).as(left.message()).isEqualTo(End.CONFLICT);
        assertThat(clouds.lines).anyMatch(line -> line.endsWith(off()));
    }

    @Test
    public void oneThatAnotherControllerMovesIsNotToBeStartedBesideItsCopy() throws Exception {
        stoppedByAnInterruptedRun();
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + id() + "/metadata",
                        WireJson.object(
                                "metadata",
                                WireJson.object(
                                        "pumphouse_mover_0dd0dd00", Instant.now() + " Jenkins on another host")));

        clouds.move(Verb.INSTANCES, server("web-2"));

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains(
                        "! web-2 is OFF on old, and is being moved by Jenkins on another host, last seen "))
                .noneMatch(line -> line.contains("openstack server start"));
    }

    private void stoppedByAnInterruptedRun() throws Exception {
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.endsWith(" is off")) {
                runner.interrupt();
            }
        });
        clouds.move(Verb.INSTANCES, server("web-2"));
        Thread.interrupted();
        clouds.onLine(line -> {});
        clouds.lines.clear();
    }

    private String off() {
        return "! web-2 is OFF on old and not on new: run again, or openstack server start " + id();
    }

    private void act(String action) {
        clouds.source.inside().post("compute", "/v2.1/servers/" + id() + "/action", WireJson.object(action, null));
        clouds.source.skip(clouds.source.behaviour().power());
    }

    private String id() {
        return WireJson.text(DiskFixture.shown(clouds.source, "web-2"), "id");
    }
}
