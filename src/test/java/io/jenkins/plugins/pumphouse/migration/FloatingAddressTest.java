package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.serverOf;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.wire;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;

/** Floating addresses keep their value, and no two clouds announce one. */
public class FloatingAddressTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServersFloatingAddressKeepsItsValueAndLeadsToTheSameFixedAddress() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "server", "web-1").message()).contains("floating address " + ADDRESS + " kept");
        JsonNode there = shown(clouds.target, ADDRESS);
        assertThat(there.path("fixed_ip_address").asText()).isEqualTo("10.1.0.11");
        assertThat(there.path("port_details").path("mac_address").asText()).isEqualTo("fa:16:3e:aa:00:11");
        assertThat(report.outcomes().toString()).contains("floating address");
    }

    @Test
    public void theSourceKeepsTheAddressInItsProjectBoundToNothingAndSaysWhereItIs() throws Exception {
        String id = floating(clouds.source, ADDRESS, "10.1.0.11");

        clouds.move(Verb.INSTANCES, server("web-1"));

        JsonNode here = shown(clouds.source, ADDRESS);
        assertThat(here.path("id").asText()).isEqualTo(id);
        assertThat(here.path("port_id").isNull()).isTrue();
        assertThat(here.path("description").asText())
                .isEqualTo("bought in 2014 pumphouse_moved=new/"
                        + shown(clouds.target, ADDRESS).path("id").asText() + " was 10.1.0.11");
        assertThat(shown(clouds.target, ADDRESS).path("description").asText()).isEqualTo("bought in 2014");
        assertThat(clouds.source.journal().writes())
                .noneMatch(
                        write -> write.method().equals("DELETE") && write.path().contains("floatingips"));
    }

    @Test
    public void theTargetHoldsTheAddressBeforeTheStopAndBindsItOnlyWhenNoRouterOfTheSourceAnnouncesIt()
            throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        List<String> atStop = new CopyOnWriteArrayList<>();
        List<String> atBind = new CopyOnWriteArrayList<>();
        clouds.onLine(line -> {
            if (line.contains("is off") && line.contains("web-1")) {
                atStop.add(shown(clouds.target, ADDRESS).path("port_id").asText("null") + " "
                        + shown(clouds.source, ADDRESS).path("status").asText());
            }
        });
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .answersInstead(answer -> {
                    atBind.add(shown(clouds.source, ADDRESS).path("status").asText());
                    return answer;
                });

        clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(atStop).containsExactly("null ACTIVE");
        assertThat(atBind).containsExactly("DOWN");
    }

    @Test
    public void aServerThatHasGotAnAddressSinceThePlanIsNotStoppedForAMoveWithoutIt() throws Exception {
        AtomicBoolean come = new AtomicBoolean();
        clouds.onLine(line -> {
            if (line.startsWith("plan") && !come.getAndSet(true)) {
                floating(clouds.source, ADDRESS, "10.1.0.11");
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains("was changed since the plan was made: floating address " + ADDRESS + " leads to it now");
        assertThat(clouds.source.journal().writes())
                .noneMatch(write -> write.path().endsWith("/action"));
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");
        assertThat(moved.message()).contains("floating address " + ADDRESS + " kept");
    }

    @Test
    public void aSecondRunWritesNothing() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));

        Report second = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(second.changed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void anAddressThatTheTargetDoesNotBindIsGivenBackToTheSourcesServerWhichRunsAgain() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .status(409)
                .body("{\"NeutronError\": {\"type\": \"Conflict\", \"message\": \"No.\", \"detail\": \"\"}}");

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).isTrue();
        assertThat(clouds.lines).anyMatch(line -> line.contains("has floating address " + ADDRESS + " on old again"));
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.source, ADDRESS).path("description").asText()).isEqualTo("bought in 2014");
        assertThat(shown(clouds.target, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(serverOf(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(serverOf(clouds.source).path("metadata").toString()).doesNotContain("pumphouse_floating");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void anAddressThatTheSourceDoesNotLetGoIsNotBoundOnTheTargetAndTheServerRunsAgain() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.source
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .status(409)
                .body("{\"NeutronError\": {\"type\": \"Conflict\", \"message\": \"No.\", \"detail\": \"\"}}");

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).isTrue();
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.target, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(serverOf(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void anAddressThatCannotBeGivenBackIsSaidWithTheCommandAndFoundByTheNextRun() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.faults()
                    .on("PUT", "/v2.0/floatingips/*")
                    .containing("fixed_ip_address")
                    .status(403);
        }
        clouds.move(Verb.INSTANCES, server("web-1"));
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("could not give floating address " + ADDRESS + " back")
                        && line.contains("openstack floating ip set --port")
                        && line.contains("--fixed-ip-address 10.1.0.11"));
        assertThat(serverOf(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        clouds.source.faults().clear();
        clouds.target.faults().clear();

        Report second = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();
    }

    @Test
    public void aBindingWhoseAnswerIsLostIsLookedAtAndCounts() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .resetAfterwards();

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    @Test
    public void aRunThatEndedBetweenTheTwoCloudsIsTakenUpByTheNext() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        Thread runner = Thread.currentThread();
        clouds.source.faults().on("PUT", "/v2.0/floatingips/*").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .status(503);
        clouds.move(Verb.INSTANCES, server("web-1"));
        Thread.interrupted();
        clouds.target.faults().clear();
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();

        Report second = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    /** It would pass for one that has been let go, and both clouds would announce the address. */
    @Test
    public void anAnswerFullOfNullsOfTheSourceIsNotTakenForAnAddressThatIsFree() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        nulls(clouds.source);

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("old: GET /floatingips/", "with a floatingip that has no id");
        clouds.source.faults().clear();
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.target, ADDRESS).path("port_id").isNull()).isTrue();
    }

    @Test
    public void norIsOneOfTheTargetTakenForThatOfTheAddress() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.onLine(line -> {
            if (line.contains("is off") && line.contains("web-1")) {
                nulls(clouds.target);
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-1")), "server", "web-1");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("new: GET /floatingips/", "with a floatingip that has no id");
        clouds.target.faults().clear();
        clouds.onLine(line -> {});
        assertThat(clouds.move(Verb.INSTANCES, server("web-1")).failed()).isFalse();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    private static void nulls(EmbeddedCloud cloud) {
        cloud.faults()
                .on("GET", "/v2.0/floatingips/*")
                .status(200)
                .body("{\"floatingip\": {\"id\": null, \"port_id\": null, \"floating_ip_address\": null,"
                        + " \"fixed_ip_address\": null, \"router_id\": null, \"status\": null}}");
    }

    @Test
    public void aCleanUpKeepsAServerWhoseAddressTheTargetHasLost() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));
        String copy = shown(clouds.target, ADDRESS).path("id").asText();
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/floatingips/" + copy,
                        WireJson.object("floatingip", WireJson.object("port_id", null)));

        Report report = clouds.move(Verb.CLEANUP, server("web-1"));

        assertThat(outcome(report, "server", "web-1").message())
                .contains("floating address " + ADDRESS + " to 10.1.0.11 is not bound to its copy on new");
    }

    @Test
    public void anAddressBehindAGatewayThatIsHeldStaysOnTheSourceUntilTheCutover() throws Exception {
        wire(clouds.source);
        floating(clouds.source, ADDRESS, "10.1.0.11");

        Report report = clouds.move(Verb.INSTANCES, DEMO);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "server", "web-1").message())
                .contains("floating address " + ADDRESS + " stays on old until pumpCutover");
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.target, ADDRESS).path("port_id").isNull()).isTrue();

        Report over = clouds.move(Verb.CUTOVER);

        assertThat(over.failed()).as(over.outcomes().toString()).isFalse();
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    @Test
    public void aCutoverThatCannotBindAnAddressSwitchesNothingOffAndLeavesItWhereItIs() throws Exception {
        wire(clouds.source);
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, DEMO);
        clouds.target
                .inside()
                .delete(
                        "compute",
                        "/v2.1/servers/" + serverOf(clouds.target).path("id").asText());
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.source.journal().clear();

        Report over = clouds.move(Verb.CUTOVER);

        assertThat(outcome(over, "cutover", "demo-net").end()).isEqualTo(End.FAILED);
        assertThat(outcome(over, "cutover", "demo-net").message())
                .contains("has no port with 10.1.0.11 on new any more", "floating address " + ADDRESS + " has to lead")
                .contains("openstack server unset --property pumphouse_floating_" + ADDRESS);
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(clouds.source.journal().writes()).isEmpty();
    }

    @Test
    public void anAddressThatTheTargetCannotBindIsBoundOnTheSourceAgain() throws Exception {
        wire(clouds.source);
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, DEMO);
        String copy = serverOf(clouds.target).path("id").asText();
        clouds.source.faults().on("PUT", "/v2.0/floatingips/*").times(1).answersInstead(answer -> {
            clouds.target.inside().delete("compute", "/v2.1/servers/" + copy);
            clouds.target.skip(Duration.ofSeconds(5));
            return answer;
        });

        Report over = clouds.move(Verb.CUTOVER);

        assertThat(outcome(over, "cutover", "demo-net").end()).isEqualTo(End.FAILED);
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    @Test
    public void anAddressThatItsOwnerHasBoundOtherwiseSinceTheCutoverIsLeftSo() throws Exception {
        wire(clouds.source);
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, DEMO);
        clouds.move(Verb.CUTOVER);
        JsonNode network = clouds.target.inside().named("network", "/v2.0/networks", "networks", "demo-net");
        JsonNode port = clouds.target
                .inside()
                .make("network", "/v2.0/ports", "port", WireJson.object("network_id", network.path("id")));
        String path =
                "/v2.0/floatingips/" + shown(clouds.target, ADDRESS).path("id").asText();
        clouds.target
                .inside()
                .put("network", path, WireJson.object("floatingip", WireJson.object("port_id", port.path("id"))));

        Report again = clouds.move(Verb.CUTOVER);

        assertThat(again.failed()).as(again.outcomes().toString()).isFalse();
        assertThat(again.cost().writes()).isZero();
        assertThat(shown(clouds.target, ADDRESS).path("port_id")).isEqualTo(port.path("id"));
    }
}
