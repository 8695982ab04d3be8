package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/**
 * A floating address that somebody has given to something else on the target is no longer the server's to take back.
 */
public class RollbackAddressTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void anAddressThatIsBoundElsewhereBlocksTheRollbackInTheListAlsoWithForce() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));
        String port = give();
        clouds.evenIfChanged();

        Outcome planned = outcome(clouds.plan(Verb.ROLLBACK, server("web-1")), "server", "web-1");
        assertThat(planned.end()).isEqualTo(End.SKIPPED);
        assertThat(planned.message())
                .contains("floating address " + ADDRESS + " is bound to port " + port + " on new, which is not the"
                        + " copy's; decide with its owner");
        clouds.source.journal().clear();
        clouds.target.journal().clear();

        assertThat(clouds.move(Verb.ROLLBACK, server("web-1")).cost().writes()).isZero();
        assertThat(clouds.source.journal().writes()).isEmpty();
        assertThat(clouds.target.journal().writes()).isEmpty();
        assertThat(clouds.target.inside().servers().get(0).path("status").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    public void anAddressThatIsBoundElsewhereAfterThePlanLeavesTheCopyRunning() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));
        clouds.evenIfChanged();
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-stop")
                .answersInstead(answer -> {
                    give();
                    return answer;
                });

        Outcome failed = outcome(clouds.move(Verb.ROLLBACK, server("web-1")), "server", "web-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("Since the copy was stopped: floating address " + ADDRESS);
        assertThat(clouds.target.inside().servers().get(0).path("status").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    public void anAddressThatAnInterruptedRollbackHasGivenBackGoesToACopyThatHasToRunAgain() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));
        Thread runner = Thread.currentThread();
        clouds.source.faults().on("PUT", "/v2.0/floatingips/*").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.ROLLBACK, server("web-1"));
        Thread.interrupted();
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-start")
                .status(403);

        assertThat(outcome(clouds.move(Verb.ROLLBACK, server("web-1")), "server", "web-1")
                        .end())
                .isEqualTo(End.FAILED);

        assertThat(clouds.target.inside().servers().get(0).path("status").asText())
                .isEqualTo("ACTIVE");
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    /** Binds the address to a new port of the target, whose id it returns. */
    private String give() {
        String network = clouds.target.inside().id("network", "/v2.0/networks", "networks", "demo-net");
        String port = clouds.target
                .inside()
                .make("network", "/v2.0/ports", "port", WireJson.object("network_id", network))
                .path("id")
                .asText();
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/floatingips/"
                                + shown(clouds.target, ADDRESS).path("id").asText(),
                        WireJson.object("floatingip", WireJson.object("port_id", port)));
        return port;
    }
}
