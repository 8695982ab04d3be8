package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.ForwardingFixture.of;
import static io.jenkins.plugins.pumphouse.migration.ForwardingFixture.port;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Port forwardings of floating addresses follow the servers that they lead to; no two clouds announce an address. */
public class PortForwardingTest {
    private static final String KIND = "port forwardings";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private ForwardingFixture forwardings;

    @Before
    public void bothForward() {
        forwardings = ForwardingFixture.in(clouds);
    }

    @Test
    public void forwardingsMoveWithTheirServer() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        List<String> atCreation = new CopyOnWriteArrayList<>();
        clouds.target
                .faults()
                .on("POST", "/v2.0/floatingips/*/port_forwardings")
                .answersInstead(answer -> {
                    atCreation.add(shown(clouds.source, ADDRESS).path("status").asText());
                    return answer;
                });

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, KIND, ADDRESS).message()).contains("tcp 2222 to 10.1.0.11:22 on new");
        assertThat(of(clouds.source)).isEmpty();
        JsonNode copy = of(clouds.target).get(0);
        assertThat(copy.path("external_port").asInt()).isEqualTo(2222);
        assertThat(copy.path("internal_port").asInt()).isEqualTo(22);
        assertThat(copy.path("protocol").asText()).isEqualTo("tcp");
        assertThat(copy.path("description").asText()).isEqualTo("from the office");
        assertThat(copy.path("internal_port_id").asText()).isEqualTo(port(clouds.target, "10.1.0.11"));
        assertThat(atCreation).containsExactly("DOWN");
        Report again = clouds.move(Verb.INSTANCES, server("web-1"));
        assertThat(again.cost().writes()).as(again.outcomes().toString()).isZero();
        assertThat(outcome(again, KIND, ADDRESS).end()).isEqualTo(End.REUSED);
    }

    @Test
    public void forwardingsMoveAlsoWhereTheSourceOnceSaysThatThereAreNone() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        clouds.source
                .faults()
                .on("GET", "/v2.0/floatingips/*/port_forwardings")
                .status(404)
                .times(1);

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(of(clouds.source)).isEmpty();
        assertThat(of(clouds.target)).hasSize(1);
    }

    @Test
    public void anAddressThatLeadsToTwoServersForwardsOnTheSourceUntilBothHaveMoved() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        forwardings.forward(2223, "10.1.0.12");

        Report first = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        assertThat(outcome(first, KIND, ADDRESS).message())
                .contains("stay on old until all servers that the address leads to have moved: move also web-2");
        assertThat(of(clouds.source)).hasSize(2);
        assertThat(of(clouds.target)).isEmpty();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("web-1")), "server", "web-1")
                        .message())
                .contains("floating address " + ADDRESS + " still forwards to it on old");

        Report second = clouds.move(Verb.INSTANCES, server("web-2"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(of(clouds.source)).isEmpty();
        assertThat(of(clouds.target).stream()
                        .map(one -> one.path("external_port").asInt()))
                .containsExactlyInAnyOrder(2222, 2223);
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("web-1")), "server", "web-1")
                        .message())
                .doesNotContain("forward");
    }

    @Test
    public void aServerToWhichAnAddressForwardsSinceThePlanIsNotStopped() throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                forwardings.forward(2222, "10.1.0.11");
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains("floating address " + ADDRESS + " forwards to it now (tcp 2222", "it was not touched");
        clouds.onLine(line -> {});
        Report second = clouds.move(Verb.INSTANCES, server("web-1"));
        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(of(clouds.target)).hasSize(1);
    }

    /** A Neutron that does not list forwardings in the address shows no change where it forwarded before. */
    @Test
    public void soIsOneToWhichAnAddressForwardsAnotherPortSinceThePlan() throws Exception {
        forwardings.forward(2223, "10.1.0.12");
        clouds.source.withoutExtensions("expose-port-forwarding-in-fip");
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                forwardings.forward(2222, "10.1.0.11");
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains("floating address " + ADDRESS + " forwards to it now (tcp 2222", "it was not touched")
                .doesNotContain("tcp 2223");
    }

    @Test
    public void aServerMovesWhoseAddressForwardsToAnotherOneSinceThePlan() throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                forwardings.forward(2222, "10.1.0.12");
            }
        });

        assertThat(outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1")
                        .end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void aTargetThatForwardsNothingRefusesTheServerBeforeItIsStopped() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        clouds.target.withoutExtensions("floating-ip-port-forwarding");

        Report refused = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(refused, "server", "web-1").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(refused, "server", "web-1").message())
                .contains(
                        "forwards tcp 2222 to 10.1.0.11:22",
                        "new has no extension floating-ip-port-forwarding",
                        "Remove the forwarding");
        assertThat(of(clouds.source)).hasSize(1);
    }

    @Test
    public void aRangeOfPortsMovesAsOneOrRefusesTheServerWhereTheTargetKnowsNoRanges() throws Exception {
        clouds.source.withExtensions("floating-ip-port-forwarding-port-ranges");
        forwardings.forward(
                WireJson.object("external_port_range", "8000:8002", "internal_port_range", "9000:9002"), "10.1.0.11");

        assertThat(outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1")
                        .message())
                .contains(
                        "forwards tcp 8000:8002 to 10.1.0.11:9000:9002",
                        "no extension floating-ip-port-forwarding-port-ranges");
        clouds.target.withExtensions("floating-ip-port-forwarding-port-ranges");
        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(of(clouds.source)).isEmpty();
        assertThat(of(clouds.target).get(0).path("external_port_range").asText())
                .isEqualTo("8000:8002");
        assertThat(of(clouds.target).get(0).path("internal_port_range").asText())
                .isEqualTo("9000:9002");
        clouds.move(Verb.ROLLBACK, server("web-1"));
        assertThat(of(clouds.source).get(0).path("external_port_range").asText())
                .isEqualTo("8000:8002");
    }

    @Test
    public void aForwardingWhoseAnswerIsLostIsLookedForAndCounts() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        clouds.target
                .faults()
                .on("POST", "/v2.0/floatingips/*/port_forwardings")
                .times(1)
                .resetAfterwards();

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(of(clouds.target)).hasSize(1);
    }

    @Test
    public void aForwardingToAPortThatNoServerHasIsToldWithItsAddress() throws Exception {
        forwardings.portOf("10.1.0.77", "", "");
        forwardings.forward(2222, "10.1.0.77");

        assertThat(outcome(clouds.move(Verb.FLOATING_IPS), "floating address", ADDRESS)
                        .message())
                .contains("left behind: port forwarding tcp 2222 to 10.1.0.77:22", "is no server's");
    }

    @Test
    public void whatTheTargetDoesNotMakeIsForwardedOnTheSourceAgain() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        clouds.target
                .faults()
                .on("POST", "/v2.0/floatingips/*/port_forwardings")
                .status(403);

        Report failed = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(failed, "server", "web-1").end()).isEqualTo(End.CREATED);
        assertThat(outcome(failed, KIND, ADDRESS).end()).isEqualTo(End.FAILED);
        assertThat(of(clouds.source)).hasSize(1);
        assertThat(of(clouds.source).get(0).path("description").asText()).isEqualTo("from the office");
        assertThat(of(clouds.target)).isEmpty();
        assertThat(clouds.source.inside().servers())
                .noneMatch(server -> server.path("metadata").toString().contains("2222"));
        clouds.target.faults().clear();
        assertThat(clouds.move(Verb.INSTANCES, server("web-1")).failed()).isFalse();
        assertThat(of(clouds.target)).hasSize(1);
    }

    @Test
    public void aRunThatEndedBetweenTheTwoCloudsIsTakenUpByTheNext() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        Thread runner = Thread.currentThread();
        clouds.source
                .faults()
                .on("DELETE", "/v2.0/floatingips/*/port_forwardings/*")
                .times(1)
                .answersInstead(answer -> {
                    runner.interrupt();
                    return answer;
                });
        clouds.target
                .faults()
                .on("POST", "/v2.0/floatingips/*/port_forwardings")
                .status(503);
        clouds.move(Verb.INSTANCES, server("web-1"));
        Thread.interrupted();
        clouds.target.faults().clear();
        clouds.source.faults().clear();
        assertThat(of(clouds.source)).isEmpty();
        assertThat(of(clouds.target)).isEmpty();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("web-1")), "server", "web-1")
                        .message())
                .contains("port forwarding tcp 2222 to 10.1.0.11:22 was taken from the source");

        Report second = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(of(clouds.target).get(0).path("description").asText()).isEqualTo("from the office");
        assertThat(clouds.move(Verb.INSTANCES, server("web-1")).cost().writes()).isZero();
    }

    @Test
    public void aRollbackForwardsOnTheSourceAgain() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));

        Report back = clouds.move(Verb.ROLLBACK, server("web-1"));

        assertThat(back.failed()).as(back.outcomes().toString()).isFalse();
        assertThat(of(clouds.target)).isEmpty();
        JsonNode again = of(clouds.source).get(0);
        assertThat(again.path("external_port").asInt()).isEqualTo(2222);
        assertThat(again.path("description").asText()).isEqualTo("from the office");
        assertThat(again.path("internal_port_id").asText()).isEqualTo(port(clouds.source, "10.1.0.11"));
        assertThat(clouds.source.inside().servers().toString()).doesNotContain("pumphouse_floating");
    }

    @Test
    public void whatTheTargetCannotKeepOfThemIsTold() throws Exception {
        forwardings.forward(2222, "10.1.0.11");
        clouds.target.withoutExtensions("floating-ip-port-forwarding-description");

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(moved, KIND, ADDRESS).message())
                .contains("left behind: description from the office (the target has no extension"
                        + " floating-ip-port-forwarding-description) of forwarding tcp 2222");
        assertThat(of(clouds.target)).hasSize(1);
    }

    @Test
    public void theAddressIsHeldByItsOwnStepAndForwardsOnTheSourceMeanwhile() throws Exception {
        forwardings.forward(2222, "10.1.0.11");

        Report held = clouds.move(Verb.FLOATING_IPS);

        assertThat(held.failed()).as(held.outcomes().toString()).isFalse();
        assertThat(outcome(held, "floating address", ADDRESS).end()).isEqualTo(End.CREATED);
        assertThat(of(clouds.source)).hasSize(1);
        assertThat(of(clouds.target)).isEmpty();
    }

    @Test
    public void forwardingsBehindAGatewayThatIsHeldWaitForTheCutoverAndComeWithTheNextRun() throws Exception {
        FloatingFixture.wire(clouds.source);
        forwardings.forward(2222, "10.1.0.11");
        clouds.move(Verb.NETWORKS);

        Report moved = clouds.move(Verb.INSTANCES, TwoClouds.DEMO);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, KIND, ADDRESS).end()).isEqualTo(End.SKIPPED);
        assertThat(outcome(moved, KIND, ADDRESS).message()).contains("until pumpCutover");
        assertThat(of(clouds.source)).hasSize(1);
        Report over = clouds.move(Verb.CUTOVER);
        assertThat(over.failed()).as(over.outcomes().toString()).isFalse();
        List<String> atCreation = new CopyOnWriteArrayList<>();
        clouds.target
                .faults()
                .on("POST", "/v2.0/floatingips/*/port_forwardings")
                .answersInstead(answer -> {
                    atCreation.add("the source has " + of(clouds.source).size());
                    return answer;
                });

        Report next = clouds.move(Verb.INSTANCES, TwoClouds.DEMO);

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(atCreation).containsExactly("the source has 0");
        assertThat(of(clouds.source)).isEmpty();
        assertThat(of(clouds.target))
                .extracting(one -> one.path("internal_port_id").asText())
                .containsExactly(port(clouds.target, "10.1.0.11"));
        assertThat(clouds.move(Verb.INSTANCES, TwoClouds.DEMO).cost().writes()).isZero();
    }
}
