package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A server answers on the target as it did on the source, or runs on the source again. */
public class HealthCheckTest {
    /** An address of this machine, which answers for the server. */
    private static final String ADDRESS = "127.0.77.11";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private ServerSocket port;

    @Before
    public void aServerWhoseAddressThisMachineAnswersFor() throws Exception {
        port = new ServerSocket(0, 10, InetAddress.getByName(ADDRESS));
        clouds.source.project("demo").network("local", "127.0.77.0/24");
        clouds.source
                .project("demo")
                .server("answers")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("local", ADDRESS, null)
                .owner("alice", null)
                .boot();
    }

    @After
    public void closed() throws Exception {
        port.close();
    }

    @Test
    public void aServerThatAnswersBeforeAndAfterIsMovedAndItsDowntimeIsToldUntilItAnswered() throws Exception {
        clouds.healthCheck(check("tcp: " + port.getLocalPort()));

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.facts()).containsKeys("downtime", "healthyAfter");
        assertThat((Long) moved.facts().get("healthyAfter"))
                .isGreaterThanOrEqualTo((Long) moved.facts().get("downtime"));
        assertThat(moved.message()).contains("healthy after ");
    }

    @Test
    public void aServerThatDoesNotAnswerAnyMoreRunsOnTheSourceAgainAndNothingIsLeftOnTheTarget() throws Exception {
        clouds.healthCheck(check("tcp: " + port.getLocalPort()));
        onceOff(() -> port.close());

        Outcome failed = move();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains(
                        "is up on new, but fails its health check after 1 s: tcp " + port.getLocalPort() + " at "
                                + ADDRESS + ": ",
                        "It answered on old before its stop, and runs on it again");
        JsonNode server = shown(clouds.source);
        assertThat(server.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(server.path("locked").asBoolean()).isFalse();
        assertThat(server.path("metadata").toString()).doesNotContain("pumphouse_healthy", "pumphouse_target");
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(clouds.target.inside().list("image", "/v2/images", "images"))
                .noneMatch(image -> image.path("name").asText().equals("answers disk, migrated"));
    }

    @Test
    public void aTargetThatKeepsDeletedServersIsMadeToLetGoOfTheCopyAndItsPorts() throws Exception {
        clouds.target.behaviour().deletedServersKept();
        clouds.healthCheck(check("tcp: " + port.getLocalPort()));
        onceOff(() -> port.close());

        assertThat(move().end()).isEqualTo(End.FAILED);
        assertThat(clouds.target
                        .inside()
                        .list("compute", "/v2.1/servers/detail?all_tenants=1&soft_deleted=True", "servers"))
                .isEmpty();
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports"))
                .noneMatch(card -> card.path("device_owner").asText().startsWith("compute"));
    }

    @Test
    public void whatDidNotAnswerBeforeIsToldAndIsNoFailureAfterwards() throws Exception {
        int closed = port.getLocalPort();
        port.close();
        clouds.healthCheck(check("tcp: " + closed));

        assertThat(move().end()).isEqualTo(End.CREATED);
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("health check tcp " + closed + " fails on old before the move")
                        && line.contains("it is not asked afterwards"));
    }

    @Test
    public void aPathThatAnswersWithAnErrorFailsTheCheck() throws Exception {
        clouds.healthCheck(check("http: :" + port.getLocalPort() + "/status"));
        Thread site = new Thread(() -> {
            for (String status = "200 OK"; !port.isClosed(); status = "503 Service Unavailable") {
                try (Socket caller = port.accept()) {
                    caller.getInputStream().read();
                    caller.getOutputStream()
                            .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
        site.start();

        Outcome failed = move();

        assertThat(failed.message()).contains("the answer is HTTP/1.1 503 Service Unavailable");
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aTextOnTheConsoleIsWaitedForAsItWasSeenBefore() throws Exception {
        clouds.source.behaviour().console("Ubuntu 14.04\nanswers login:");
        clouds.target.behaviour().console("Ubuntu 14.04\nanswers login:");
        clouds.healthCheck(check("console: login:"));

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.facts()).containsKey("healthyAfter");
    }

    @Test
    public void aProbeWithASeparatorIsAskedAfterwardsToo() throws Exception {
        clouds.source.behaviour().console("db-1 up; ready");
        clouds.target.behaviour().console("kernel panic");
        clouds.healthCheck(new HealthCheck(
                List.of(new HealthCheck.Probe(HealthCheck.Way.CONSOLE, "up; ready")), Duration.ofSeconds(1)));

        Outcome failed = TwoClouds.outcome(clouds.move(Verb.INSTANCES, TwoClouds.server("db-1")), "server", "db-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(Outcome.End.FAILED);
        assertThat(failed.message()).contains("fails its health check");
    }

    @Test
    public void probesThatAreTooLongForANoteAreAskedByARunThatResumesTheMoveToo() throws Exception {
        String first = "x".repeat(100);
        String other = "y".repeat(100);
        clouds.source.behaviour().console(first + other + "z".repeat(100));
        clouds.healthCheck(check(
                "tcp: " + port.getLocalPort(),
                "console: " + first,
                "console: " + other,
                "console: " + "z".repeat(100)));
        interruptedAtTheBoot();
        clouds.target.behaviour().console(first + "z".repeat(100));

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains("fails its health check after 1 s: console " + other + " at the console")
                .doesNotContain(first);
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void oneThatDidNotAnswerBeforeIsNotAskedByARunThatResumesTheMoveHoweverLongItIs() throws Exception {
        String text = "x".repeat(100);
        clouds.source.behaviour().console(text + "z".repeat(100));
        clouds.target.behaviour().console(text + "z".repeat(100));
        clouds.healthCheck(check(
                "tcp: " + port.getLocalPort(),
                "console: " + text,
                "console: " + "y".repeat(100),
                "console: " + "z".repeat(100)));
        interruptedAtTheBoot();

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(moved.message()).contains("healthy after ");
    }

    private void interruptedAtTheBoot() throws Exception {
        Thread runner = Thread.currentThread();
        clouds.target.behaviour().boot(Duration.ofHours(1));
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                runner.interrupt();
            }
        });
        clouds.move(Verb.INSTANCES, server("answers"));
        Thread.interrupted();
        clouds.onLine(line -> {});
        clouds.target.skip(Duration.ofHours(1));
    }

    @Test
    public void aConsoleWithoutTheTextFailsTheCheck() throws Exception {
        clouds.source.behaviour().console("answers login:");
        clouds.target.behaviour().console("Kernel panic - not syncing: VFS: Unable to mount root fs");
        clouds.healthCheck(check("console: login:"));

        Outcome failed = move();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains("console login: at the console: its last 100 lines do not have it")
                .doesNotContain("Kernel panic");
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void aRunThatResumesAMoveAsksWhatTheFirstHasNotedAndBringsTheServerBack() throws Exception {
        clouds.healthCheck(check("tcp: " + port.getLocalPort()));
        interruptedAtTheBoot();
        port.close();

        Outcome failed = move();

        assertThat(failed.message()).contains("fails its health check");
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(clouds.target.inside().list("image", "/v2/images", "images"))
                .noneMatch(image -> image.path("name").asText().equals("answers disk, migrated"));
    }

    @Test
    public void aProbeThatIsNoneIsAMistakeThatSaysWhatIsAllowed() {
        assertThatThrownBy(() -> check("tcp: 70000"))
                .hasMessage("tcp is '70000', and has to be a port from 1 to 65535");
        assertThatThrownBy(() -> check("pong: true"))
                .hasMessage("'pong' is none of its keys, which are ping, tcp, http, console");
        assertThatThrownBy(() -> check("http: status")).hasMessageContaining("has to be a path such as /status");
        assertThatThrownBy(() -> check("ping: maybe")).hasMessageContaining("has to be true or false");
        assertThatThrownBy(() -> check("console: ")).hasMessageContaining("console is blank");
    }

    /** A second for the answer: what is closed is so at once. */
    private static HealthCheck check(String... lines) throws HealthCheck.Mistake {
        return HealthCheck.of(List.of(lines), Duration.ofSeconds(1));
    }

    private Outcome move() throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server("answers")), "server", "answers");
    }

    private interface Happening {
        void happens() throws IOException;
    }

    private void onceOff(Happening happening) {
        clouds.onLine(line -> {
            if (line.endsWith(" is off")) {
                try {
                    happening.happens();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    private static JsonNode shown(EmbeddedCloud cloud) {
        return cloud.inside().server("answers");
    }
}
