package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.ForwardingFixture.of;
import static io.jenkins.plugins.pumphouse.migration.ForwardingFixture.ports;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A server that is taken back has its forwardings on the source again, or the rollback says which it has not. */
public class ForwardingRollbackTest {
    private static final String ALL = "/v2.0/floatingips/*/port_forwardings";
    private static final Selection BOTH = new Selection("demo", null, List.of("web-1", "web-2"), null);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private ForwardingFixture forwardings;

    @Before
    public void theAddressForwards() {
        forwardings = ForwardingFixture.in(clouds);
        forwardings.forward(2222, "10.1.0.11");
    }

    @Test
    public void whatTheSourceDoesNotForwardAgainFailsTheRollbackAndIsMadeByTheNext() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        clouds.source.faults().on("POST", ALL).status(503);

        Report failed = clouds.move(Verb.ROLLBACK, server("web-1"));

        assertThat(outcome(failed, "server", "web-1").end()).isEqualTo(End.FAILED);
        assertThat(outcome(failed, "server", "web-1").message())
                .contains(
                        "tcp 2222 to 10.1.0.11:22",
                        "pumpRollback",
                        "openstack floating ip port forwarding create --protocol tcp --external-protocol-port 2222"
                                + " --internal-protocol-port 22 --internal-ip-address 10.1.0.11 --port ",
                        "--description 'from the office'");
        assertThat(forwardings.notes()).contains("tcp_2222=\"begun");
        assertThat(cleaned("web-1").end()).isNotEqualTo(End.DELETED);
        clouds.source.faults().clear();

        Report next = clouds.move(Verb.ROLLBACK, server("web-1"));

        assertThat(outcome(next, "server", "web-1").end())
                .as(next.outcomes().toString())
                .isEqualTo(End.RESTORED);
        assertThat(ports(clouds.source)).containsExactly(2222);
        assertThat(of(clouds.source).get(0).path("description").asText()).isEqualTo("from the office");
        assertThat(ports(clouds.target)).isEmpty();
        assertThat(forwardings.notes()).isEmpty();
    }

    @Test
    public void aCopyThatRunsAgainAsTheSourceDoesNotStartKeepsItsForwardings() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        clouds.source
                .faults()
                .on("POST", "**/servers/*/action")
                .about("os-start")
                .status(403);

        Report failed = clouds.move(Verb.ROLLBACK, server("web-1"));

        assertThat(outcome(failed, "server", "web-1").end()).isEqualTo(End.FAILED);
        assertThat(ports(clouds.target)).containsExactly(2222);
        assertThat(ports(clouds.source)).isEmpty();
    }

    @Test
    public void whatWasCutOffBetweenTheCloudsGoesBackAsAWholeWithOneOfItsServers() throws Exception {
        forwardings.forward(2223, "10.1.0.12");
        Thread runner = Thread.currentThread();
        clouds.source.faults().on("DELETE", ALL + "/*").after(1).times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.INSTANCES, BOTH);
        Thread.interrupted();
        clouds.source.faults().clear();
        assertThat(ports(clouds.source)).isEmpty();
        assertThat(ports(clouds.target)).isEmpty();

        Report back = clouds.move(Verb.ROLLBACK, server("web-1"));

        assertThat(outcome(back, "server", "web-1").end())
                .as(back.outcomes().toString())
                .isEqualTo(End.RESTORED);
        assertThat(ports(clouds.source)).containsExactly(2222, 2223);
        assertThat(forwardings.notes()).isEmpty();
    }

    @Test
    public void theForwardingsOfAServerThatStaysOnTheTargetAreNotedWhileTheyAreOnNoCloud() throws Exception {
        forwardings.forward(2223, "10.1.0.12");
        clouds.move(Verb.INSTANCES, BOTH);
        clouds.source.faults().on("POST", ALL).status(403);

        clouds.move(Verb.ROLLBACK, server("web-1"));

        assertThat(forwardings.notes()).contains("tcp_2222=\"begun", "tcp_2223=\"begun");
        assertThat(cleaned("web-2").message()).contains("tcp 2223 to 10.1.0.12:22");
        assertThat(cleaned("web-2").end()).isEqualTo(End.SKIPPED);
        clouds.source.faults().clear();
        assertThat(clouds.move(Verb.ROLLBACK, server("web-1")).failed()).isFalse();
        assertThat(ports(clouds.source)).containsExactly(2222, 2223);
        assertThat(clouds.move(Verb.INSTANCES, BOTH).failed()).isFalse();
        assertThat(ports(clouds.target)).containsExactly(2222, 2223);
    }

    @Test
    public void serversOfOneAddressGoBackTogether() throws Exception {
        forwardings.forward(2223, "10.1.0.12");
        clouds.move(Verb.INSTANCES, BOTH);

        Report back = clouds.move(Verb.ROLLBACK, BOTH);

        assertThat(back.failed()).as(back.outcomes().toString()).isFalse();
        assertThat(ports(clouds.source)).containsExactly(2222, 2223);
        assertThat(ports(clouds.target)).isEmpty();
        assertThat(forwardings.notes()).isEmpty();
    }

    @Test
    public void anAddressThatLeadsToADeletedServerTooStaysOnTheTargetAndTheRollbackSaysSo() throws Exception {
        forwardings.forward(2223, "10.1.0.12");
        clouds.move(Verb.INSTANCES, BOTH);
        assertThat(cleaned("web-2").end()).isEqualTo(End.DELETED);
        assertThat(outcome(clouds.plan(Verb.ROLLBACK, server("web-1")), "server", "web-1")
                        .message())
                .contains(
                        "port forwarding tcp 2222 to 10.1.0.11:22 is not on old",
                        "new forwards tcp 2223 to 10.1.0.12:22 at its address");

        Report back = clouds.move(Verb.ROLLBACK, server("web-1"));

        Outcome taken = outcome(back, "server", "web-1");
        assertThat(taken.end()).as(back.outcomes().toString()).isEqualTo(End.RESTORED);
        assertThat(taken.message())
                .contains(
                        "port forwarding tcp 2222 to 10.1.0.11:22 is not on old",
                        "new forwards tcp 2223 to 10.1.0.12:22 at its address",
                        "openstack floating ip port forwarding create");
        assertThat(ports(clouds.target)).containsExactly(2223);
        assertThat(ports(clouds.source)).isEmpty();
    }

    @Test
    public void anAddressThatTheSourceHasNoMoreIsTold() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        forwardings.deleteOnSource();
        assertThat(outcome(clouds.plan(Verb.ROLLBACK, server("web-1")), "server", "web-1")
                        .message())
                .contains("port forwarding tcp 2222 to 10.1.0.11:22 is not on old", "old no longer has its address");

        Outcome taken = outcome(clouds.move(Verb.ROLLBACK, server("web-1")), "server", "web-1");

        assertThat(taken.end()).as(taken.message()).isEqualTo(End.RESTORED);
        assertThat(taken.message())
                .contains("port forwarding tcp 2222 to 10.1.0.11:22 is not on old", "old no longer has its address");
    }

    @Test
    public void whatAnotherAddressOfTheTargetForwardsToTheCopyKeepsIt() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));
        FloatingFixture.floating(clouds.target, "203.0.113.88", null);
        ForwardingFixture.make(clouds.target, "203.0.113.88", 8080, "10.1.0.11");

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("web-1")), "server", "web-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("floating address 203.0.113.88 forwards to it on new");
        assertThat(ports(clouds.target)).containsExactly(2222);
    }

    private Outcome cleaned(String name) throws InterruptedException {
        return outcome(clouds.move(Verb.CLEANUP, server(name)), "server", name);
    }
}
