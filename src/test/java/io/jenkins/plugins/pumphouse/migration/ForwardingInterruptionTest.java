package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.ForwardingFixture.ports;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Wherever a run ends, each forwarding is on one cloud alone, or noted on the source and made by the next run; and a
 * server is kept exactly as long as one of them is unfinished.
 */
public class ForwardingInterruptionTest {
    private static final String KIND = "port forwardings";
    private static final String ALL = "/v2.0/floatingips/*/port_forwardings";
    private static final String ONE = ALL + "/*";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private ForwardingFixture forwardings;

    @Before
    public void theAddressForwards() {
        forwardings = ForwardingFixture.in(clouds);
        forwardings.forward(2222, "10.1.0.11");
    }

    @Test
    public void aForwardingToAPortThatNoServerHasIsNotedWithAServerOfItsAddress() throws Exception {
        forwardings.portOf("10.1.0.77", "", "");
        forwardings.forward(3333, "10.1.0.77");
        clouds.source.faults().on("DELETE", ONE).after(1).times(1).answersInstead(interrupt());
        clouds.move(Verb.INSTANCES, server("web-1"));
        afterTheInterrupt();
        assertThat(ports(clouds.source)).isEmpty();
        assertThat(ports(clouds.target)).isEmpty();

        Report next = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(ports(clouds.target)).containsExactly(2222, 3333);
        assertThat(outcome(next, KIND, ADDRESS).message())
                .contains("tcp 3333 to 10.1.0.77:22 on new (no server has its port)");
        assertThat(clouds.move(Verb.INSTANCES, server("web-1")).cost().writes()).isZero();
        assertThat(cleaned().end()).as(cleaned().message()).isEqualTo(End.DELETED);
    }

    @Test
    public void whatALoadBalancerAnswersKeepsTheWholeAddressOnTheSource() throws Exception {
        forwardings.portOf("10.1.0.77", "Octavia", "lb-6f0c1f3e");
        forwardings.forward(443, "10.1.0.77");

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(ports(clouds.source)).containsExactly(443, 2222);
        assertThat(ports(clouds.target)).isEmpty();
        assertThat(clouds.target
                        .inside()
                        .list("network", "/v2.0/ports", "ports")
                        .toString())
                .doesNotContain("10.1.0.77");
        Outcome line = outcome(moved, KIND, ADDRESS);
        assertThat(line.end()).isEqualTo(End.SKIPPED);
        assertThat(line.message())
                .contains(
                        "stay on old",
                        "tcp 443 to 10.1.0.77:22 leads to",
                        "Octavia lb-6f0c1f3e",
                        "openstack floating ip port forwarding delete");
        assertThat(outcome(clouds.move(Verb.FLOATING_IPS), "floating address", ADDRESS)
                        .message())
                .contains("left behind: port forwarding tcp 443", "is Octavia lb-6f0c1f3e's");
        assertThat(cleaned().message()).contains("still forwards to it on old");
    }

    @Test
    public void theSubPortOfATrunkIsItsServersSoThatItsAddressWaitsForThat() throws Exception {
        TrunkFixture.offer(clouds);
        TrunkFixture.server(clouds.source);
        forwardings.forward(5060, "10.2.0.51");

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, KIND, ADDRESS).message()).contains("also gw-1");
        assertThat(ports(clouds.source)).containsExactly(2222, 5060);
        Report other = clouds.move(Verb.INSTANCES, server("gw-1"));
        assertThat(other.failed()).as(other.outcomes().toString()).isFalse();
        assertThat(ports(clouds.target)).containsExactly(2222, 5060);
    }

    @Test
    public void whatTheTargetHasButIsNotNotedAsDoneIsNotedByTheNextRun() throws Exception {
        clouds.target.faults().on("POST", ALL).times(1).answersInstead(interrupt());
        clouds.source.faults().on("POST", "**/metadata").containing("\"done ").status(403);
        clouds.move(Verb.INSTANCES, server("web-1"));
        afterTheInterrupt();
        assertThat(ports(clouds.target)).containsExactly(2222);
        assertThat(cleaned().message()).contains("is not known to be on the target");

        Report next = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(ports(clouds.target)).containsExactly(2222);
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("web-1")), KIND, ADDRESS)
                        .end())
                .isEqualTo(End.REUSED);
        assertThat(cleaned().end()).as(cleaned().message()).isEqualTo(End.DELETED);
    }

    @Test
    public void whatCannotBeNotedAsDoneStaysOnTheTargetAndIsToldAsAFailure() throws Exception {
        clouds.source.faults().on("POST", "**/metadata").containing("\"done ").status(403);

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        Outcome line = outcome(moved, KIND, ADDRESS);
        assertThat(line.end()).isEqualTo(End.FAILED);
        assertThat(line.message()).contains("on new", "could not be noted", "pumpInstances");
        assertThat(ports(clouds.source)).isEmpty();
        assertThat(ports(clouds.target)).containsExactly(2222);
    }

    @Test
    public void aForwardingThatBothCloudsHaveIsTakenFromTheSource() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        forwardings.forward(2222, "10.1.0.11");

        Report next = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(outcome(next, KIND, ADDRESS).end()).isEqualTo(End.UPDATED);
        assertThat(ports(clouds.source)).isEmpty();
        assertThat(ports(clouds.target)).containsExactly(2222);
        assertThat(cleaned().end()).as(cleaned().message()).isEqualTo(End.DELETED);
    }

    @Test
    public void whatNeitherCloudForwardsIsToldInTheOutcomeAndMadeByTheNextRun() throws Exception {
        clouds.target.faults().on("POST", ALL).status(403);
        clouds.source.faults().on("POST", ALL).status(403);

        Report failed = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(failed, KIND, ADDRESS).end()).isEqualTo(End.FAILED);
        assertThat(outcome(failed, KIND, ADDRESS).message())
                .contains("No cloud forwards tcp 2222 to 10.1.0.11:22", "Run pumpInstances again");
        clear();
        assertThat(clouds.move(Verb.INSTANCES, server("web-1")).failed()).isFalse();
        assertThat(ports(clouds.target)).containsExactly(2222);
    }

    @Test
    public void whatSomebodyForwardsOnTheTargetStaysWhenTheRestCannotBeMade() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        forwardings.forward(2224, "10.1.0.11");
        clouds.target.faults().on("POST", ALL).status(403);

        Report failed = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(failed, KIND, ADDRESS).end()).isEqualTo(End.FAILED);
        assertThat(ports(clouds.target)).containsExactly(2222);
        assertThat(ports(clouds.source)).isEmpty(); // the target announces the address
        assertThat(outcome(failed, KIND, ADDRESS).message()).contains("No cloud forwards tcp 2224");
        clear();
        assertThat(clouds.move(Verb.INSTANCES, server("web-1")).failed()).isFalse();
        assertThat(ports(clouds.target)).containsExactly(2222, 2224);
    }

    /** Each write of the handover in turn, on either cloud. */
    @Test
    public void whicheverRequestFailsEachForwardingIsOnOneCloudOrNoted() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        int external = 3000;
        for (String write : List.of("old POST **/metadata", "old DELETE " + ONE, "new POST " + ALL)) {
            for (String mode : modes(write)) {
                for (int spared = 0; spared < 2; spared++) {
                    String at = write + " " + mode + " after " + spared;
                    List<Integer> both = List.of(external++, external++);
                    both.forEach(port -> forwardings.forward(port, "10.1.0.11"));
                    Faults.Fault fault = fault(write.split(" "), mode, spared);

                    Report report = clouds.move(Verb.INSTANCES, server("web-1"));

                    afterTheInterrupt();
                    assertThat(fault.struck()).as(at).isPositive();
                    for (int port : both) {
                        boolean onSource = ports(clouds.source).contains(port);
                        boolean onTarget = ports(clouds.target).contains(port);
                        assertThat(onSource && onTarget).as(at).isFalse();
                        assertThat(onSource || onTarget || forwardings.notes().contains("tcp_" + port + "=\"begun"))
                                .as(at + ": " + forwardings.notes() + report.outcomes())
                                .isTrue();
                    }
                    Report next = clouds.move(Verb.INSTANCES, server("web-1"));
                    assertThat(next.failed()).as(at + ": " + next.outcomes()).isFalse();
                    assertThat(ports(clouds.target)).as(at).containsAll(both);
                    assertThat(ports(clouds.source)).as(at).isEmpty();
                    assertThat(forwardings.notes()).as(at).doesNotContain("begun");
                }
            }
        }
    }

    /** After a lost answer what may be repeated is repeated. */
    private static List<String> modes(String write) {
        return write.startsWith("new") ? List.of("refused", "lost", "interrupted") : List.of("refused", "interrupted");
    }

    private Faults.Fault fault(String[] write, String mode, int spared) {
        EmbeddedCloud cloud = write[0].equals("old") ? clouds.source : clouds.target;
        Faults.Fault fault = cloud.faults().on(write[1], write[2]).after(spared);
        return switch (mode) {
            case "refused" -> fault.status(403);
            case "lost" -> fault.times(1).resetAfterwards();
            default -> fault.times(1).answersInstead(interrupt());
        };
    }

    private Outcome cleaned() throws InterruptedException {
        return outcome(clouds.move(Verb.CLEANUP, server("web-1")), "server", "web-1");
    }

    private static UnaryOperator<Answer> interrupt() {
        Thread runner = Thread.currentThread();
        return answer -> {
            runner.interrupt();
            return answer;
        };
    }

    private void afterTheInterrupt() {
        Thread.interrupted();
        clear();
    }

    private void clear() {
        clouds.source.faults().clear();
        clouds.target.faults().clear();
    }
}
