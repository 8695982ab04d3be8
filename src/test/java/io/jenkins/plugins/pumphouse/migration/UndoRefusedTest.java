package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.serverOf;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A move that failed is not undone where that would delete what is the server by now, or let it run twice. */
public class UndoRefusedTest {
    /** An address of this machine, which answers for the server. */
    private static final String ANSWERS = "127.0.77.12";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRunThatAnotherHasOvertakenUndoesNothing() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .times(1)
                .answersInstead(answer -> {
                    isFinishedByAnother();
                    return Answer.of(403, WireJson.object("NeutronError", WireJson.object("message", "not now")));
                });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(clouds.target.inside().servers())
                .singleElement()
                .satisfies(copy -> assertThat(copy.path("status").asText()).isEqualTo("ACTIVE"));
        assertThat(serverOf(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("nothing was undone: another run has taken Server web-1")
                        && line.contains("and has moved it"));
    }

    /** As a controller does that took the move over while this one was suspended. */
    private void isFinishedByAnother() {
        JsonNode server = serverOf(clouds.source);
        String metadata = "/v2.1/servers/" + server.path("id").asText() + "/metadata";
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        clouds.source
                .inside()
                .post(
                        "compute",
                        metadata,
                        WireJson.object("metadata", WireJson.object("pumphouse_target", "new/" + copy)));
        server.path("metadata").fieldNames().forEachRemaining(key -> {
            if (key.startsWith("pumphouse_mover_")) {
                clouds.source.inside().delete("compute", metadata + "/" + key);
            }
        });
    }

    @Test
    public void aCopyOnAHypervisorThatDoesNotAnswerIsNotDeletedAsItWouldRunOnBesideTheSources() throws Exception {
        answering();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                hosts().forEach(clouds.target::hostDown);
            }
        });

        Outcome failed = move();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(clouds.target.inside().servers()).hasSize(1);
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("could not be restored: its copy ")
                        && line.contains("whose nova-compute does not answer"));

        hosts().forEach(clouds.target::hostUp);
        clouds.onLine(line -> {});
        assertThat(move().end()).isEqualTo(End.FAILED);
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aCopyThatHasRunSinceLongBeforeTheRunThatResumesItIsKeptAlthoughItDoesNotAnswer() throws Exception {
        answering();
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                runner.interrupt();
            }
        });
        clouds.move(Verb.INSTANCES, server("answers"));
        Thread.interrupted();
        clouds.onLine(line -> {});
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.target.faults().on("GET", "/v2.1/servers/detail").answersInstead(UndoRefusedTest::launchedLongAgo);

        Outcome failed = move();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        assertThat(failed.message())
                .contains(
                        "runs on new since 2024-02-03T04:05:06Z, long before this run, and fails its health check: tcp ")
                .contains("its copy " + copy + " was kept, and the server on old stays off")
                .contains("openstack server delete " + copy + " on new, then openstack server start ");
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
    }

    private static Answer launchedLongAgo(Answer answer) {
        return answer.replacing("(launched_at\" ?: ?\")[^\"]+", "$12024-02-03T04:05:06.000000");
    }

    /** A server that answers until it is stopped, and its copy that does not. */
    private void answering() throws Exception {
        ServerSocket port = new ServerSocket(0, 10, InetAddress.getByName(ANSWERS));
        clouds.source.project("demo").network("local", "127.0.77.0/24");
        clouds.source
                .project("demo")
                .server("answers")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("local", ANSWERS, null)
                .owner("alice", null)
                .boot();
        clouds.healthCheck(HealthCheck.of(List.of("tcp: " + port.getLocalPort()), Duration.ofSeconds(1)));
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-stop")
                .answersInstead(answer -> {
                    try {
                        port.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return answer;
                });
    }

    private List<String> hosts() {
        return clouds.target.inside().list("compute", "/v2.1/os-services?binary=nova-compute", "services").stream()
                .map(service -> service.path("host").asText())
                .toList();
    }

    private Outcome move() throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server("answers")), "server", "answers");
    }

    private static JsonNode shown(EmbeddedCloud cloud) {
        return DiskFixture.shown(cloud, "answers");
    }
}
