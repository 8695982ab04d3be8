package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.FlavorFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A run that ended anywhere is taken up by the next, and nothing exists twice. */
public class ContinuationTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void whatWasMadeWhileTheAnswerWasLostIsFoundAgain() throws Exception {
        for (String path :
                List.of("/v3/projects", "/v2.0/networks", "/v2.0/subnets", "/v2.0/routers", "/v2.0/routers/*/*")) {
            String method = path.endsWith("*") ? "PUT" : "POST";
            clouds.target.faults().on(method, path).resetAfterwards().times(1);
            clouds.move(Verb.NETWORKS);
        }

        Report last = clouds.move(Verb.NETWORKS);

        assertThat(last.failed()).as(last.outcomes().toString()).isFalse();
        assertThat(names(clouds.ofDemo("network", "/v2.0/networks", "networks")))
                .containsExactlyInAnyOrder("demo-net", "demo-backend");
        assertThat(names(clouds.ofDemo("network", "/v2.0/subnets", "subnets")))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(names(clouds.ofDemo("network", "/v2.0/routers", "routers"))).containsExactly("demo-router");
        assertThat(clouds.ofDemo("network", "/v2.0/ports?device_owner=network:router_interface", "ports"))
                .hasSize(2);
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void groupsAndRulesAreNotThereTwiceAfterAnAnswerWasLost() throws Exception {
        clouds.target
                .faults()
                .on("POST", "/v2.0/security-groups")
                .resetAfterwards()
                .times(1);
        clouds.move(Verb.SECGROUPS);
        clouds.target
                .faults()
                .on("POST", "/v2.0/security-group-rules")
                .resetAfterwards()
                .times(1);
        clouds.move(Verb.SECGROUPS);

        Report last = clouds.move(Verb.SECGROUPS);

        assertThat(last.failed()).as(last.outcomes().toString()).isFalse();
        assertThat(names(clouds.ofDemo("network", "/v2.0/security-groups", "security_groups")))
                .containsExactlyInAnyOrder("default", "web", "db");
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    @Test
    public void aFlavorWhoseLastRequestFailsIsFinishedAtOnce() throws Exception {
        FlavorFixture.extraSpec(clouds.source, "demo.small", "hw:cpu_policy", "shared");
        clouds.target.faults().on("PUT", "/v2.1/flavors/*").status(500).times(1);

        Report report = clouds.move(Verb.FLAVORS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(descriptionOnTarget()).doesNotContain("pumphouse");
        assertThat(clouds.move(Verb.FLAVORS).cost().writes()).isZero();
    }

    @Test
    public void aFlavorWhoseLastRequestKeepsFailingLosesTheMarkInItsDescriptionInTheNextRun() throws Exception {
        FlavorFixture.extraSpec(clouds.source, "demo.small", "hw:cpu_policy", "shared");
        clouds.target.faults().on("PUT", "/v2.1/flavors/*").status(500);
        assertThat(clouds.move(Verb.FLAVORS).failed()).isTrue();
        clouds.target.faults().clear();

        assertThat(clouds.move(Verb.FLAVORS).failed()).isFalse();

        assertThat(descriptionOnTarget()).doesNotContain("pumphouse");
        assertThat(clouds.move(Verb.FLAVORS).cost().writes()).isZero();
    }

    private String descriptionOnTarget() {
        return clouds.target
                .inside()
                .named("compute", "/v2.1/flavors/detail", "flavors", "demo.small")
                .path("description")
                .asText();
    }

    @Test
    public void aRoutersInterfaceWhoseAnswerWasLostIsFoundAtOnceAndNotAskedForTwice() throws Exception {
        clouds.target
                .faults()
                .on("PUT", "/v2.0/routers/*/add_router_interface")
                .answersInstead(answer -> Answer.text(504, "text/html", "<h1>504 Gateway Time-out</h1>"))
                .times(1);
        clouds.target
                .faults()
                .on("PUT", "/v2.0/routers/*/add_router_interface")
                .answersInstead(answer -> Answer.of(200, WireJson.object("port_id", null)))
                .times(1);

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(clouds.target.journal().count("PUT", "/v2.0/routers/*/add_router_interface"))
                .isEqualTo(2);
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aTargetThatGoesAwayInTheMiddleAndComesBackIsFilledByTheNextRun() throws Exception {
        clouds.onLine(line -> {
            if (line.startsWith("+  network")) {
                clouds.target.kill();
            }
        });
        Report broken = clouds.move(Verb.NETWORKS);
        assertThat(broken.failed()).isTrue();
        assertThat(broken.outcomes())
                .filteredOn(o -> o.end() == Outcome.End.FAILED)
                .allMatch(o -> o.message().contains("new") || o.message().startsWith("needs "));
        clouds.onLine(line -> {});
        clouds.target.revive();

        Report next = clouds.move(Verb.NETWORKS);

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(names(clouds.ofDemo("network", "/v2.0/networks", "networks")))
                .containsExactlyInAnyOrder("demo-net", "demo-backend");
    }

    @Test
    public void aServerThatRanAfterItsContentWasTakenIsCopiedAnew() throws Exception {
        Fault snapshots = clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("createImage")
                .answersInstead(answer -> answer);
        Thread runner = Thread.currentThread();
        clouds.target.behaviour().boot(Duration.ofHours(1));
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                runner.interrupt();
            }
        });
        clouds.move(Verb.INSTANCES, server("db-1"));
        Thread.interrupted(); // taken, so that the next run has none
        String former = clouds.target.inside().servers().get(0).path("id").asText();
        String id = clouds.source.inside().server("db-1").path("id").asText();
        for (String action : List.of("os-start", "os-stop")) { // its owner has worked on it
            clouds.source.skip(Duration.ofSeconds(10));
            clouds.source.inside().post("compute", "/v2.1/servers/" + id + "/action", WireJson.object(action, null));
        }
        clouds.source.skip(Duration.ofSeconds(10));
        clouds.target.skip(Duration.ofHours(1));
        clouds.target.behaviour().boot(Duration.ofMillis(30));
        clouds.onLine(line -> {});

        Report next = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(clouds.lines).anyMatch(line -> line.contains("was started on old after its content was taken"));
        assertThat(snapshots.struck()).isEqualTo(2);
        assertThat(clouds.source.inside().list("image", "/v2/images?pumphouse=snapshot", "images"))
                .as("the former one is out of date")
                .hasSize(1);
        assertThat(clouds.lines).anyMatch(line -> line.contains("is out of date: removed"));
        assertThat(clouds.target.inside().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.path("id").asText()).isNotEqualTo(former));
    }

    @Test
    public void aCopyThatItsOwnerHasUsedIsNotRemovedAlthoughTheSourceRanAgain() throws Exception {
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                clouds.target.skip(Duration.ofSeconds(10));
                runner.interrupt();
            }
        });
        clouds.move(Verb.INSTANCES, server("db-1"));
        Thread.interrupted();
        clouds.onLine(line -> {});
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        String id = clouds.source.inside().server("db-1").path("id").asText();
        clouds.source.skip(Duration.ofSeconds(10));
        clouds.source.inside().post("compute", "/v2.1/servers/" + id + "/action", WireJson.object("os-start", null));
        clouds.source.skip(Duration.ofSeconds(10));
        clouds.target.project("demo").user("carol", "member");
        clouds.target
                .inside("carol", clouds.target.project("demo").id())
                .post(
                        "compute",
                        "/v2.1/servers/" + copy + "/action",
                        WireJson.object("reboot", WireJson.object("type", "SOFT")));
        clouds.target.skip(Duration.ofSeconds(10));

        Report next = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(TwoClouds.outcome(next, "server", "db-1").message())
                .contains("was used as well: reboot at ", "openstack server delete " + copy + " on new");
        assertThat(clouds.target.inside().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.path("id").asText()).isEqualTo(copy));
    }

    @Test
    public void anAbortDoesNotWaitForTheBootAndTheNextRunGoesOn() throws Exception {
        Thread runner = Thread.currentThread();
        clouds.target.behaviour().boot(Duration.ofHours(1));
        long[] aborted = new long[1];
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                aborted[0] = System.nanoTime();
                runner.interrupt();
            }
        });
        Report stopped = clouds.move(Verb.INSTANCES, server("db-1"));
        assertThat(stopped.interrupted()).isTrue();
        assertThat(stopped.notes())
                .filteredOn(
                        note -> note.startsWith("! db-1 is OFF on old and BUILD on new: run again; do not start db-1"))
                .noneMatch(note -> note.contains("openstack server start"))
                .hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - aborted[0]))
                .as("the boot takes an hour")
                .isLessThan(Duration.ofMinutes(1));
        Thread.interrupted(); // taken, so that the next run has none
        clouds.onLine(line -> {});
        clouds.target.skip(Duration.ofHours(1));

        Report next = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(next.failed()).as(next.outcomes().toString()).isFalse();
        assertThat(clouds.target.inside().servers()).hasSize(1);
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports"))
                .filteredOn(port -> port.path("mac_address").asText().equals("fa:16:3e:aa:00:13"))
                .hasSize(1);
    }
}
