package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;

/** Another controller does between plan and act what this one has planned: nothing is done twice, or taken back. */
public class FasterControllerTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerThatWasMovedSinceThePlanIsLeftAsItIs() throws Exception {
        afterThePlanAnotherMoves("db-1");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("somebody else has made it meanwhile");
        assertThatItRunsOnceAndIsMoved();
    }

    @Test
    public void norDoesItsRootVolumeMakeTheSourceStartBesideIt() throws Exception {
        clouds.asVolumes();
        afterThePlanAnotherMoves("db-1");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThatItRunsOnceAndIsMoved();
    }

    /** An interface that is not at the gateway's address begins with a port of its own. */
    @Test
    public void thePortThatAnotherHasMadeForARouterIsPluggedIn() throws Exception {
        clouds.source.project("demo").network("branch", "10.3.0.0/24").router("second", null);
        Inside source = clouds.source.inside();
        String port = id(source.make(
                "network",
                "/v2.0/ports",
                "port",
                WireJson.object(
                        "network_id",
                        id(source.named("network", "/v2.0/networks", "networks", "branch")),
                        "fixed_ips",
                        WireJson.array(WireJson.object("ip_address", "10.3.0.2")))));
        String router = id(source.named("network", "/v2.0/routers", "routers", "second"));
        source.put("network", "/v2.0/routers/" + router + "/add_router_interface", WireJson.object("port_id", port));
        clouds.target.faults().gatekeeper(new MadeBefore("10.3.0.2"));

        Outcome made = outcome(clouds.move(Verb.NETWORKS), "router interface", "second at 10.3.0.2");

        assertThat(made.end()).as(made.message()).isEqualTo(End.CREATED);
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aPortThatAnotherHasMadeSinceThePortsWereListedIsNotInTheWayOfItself() throws Exception {
        clouds.move(Verb.NETWORKS);
        AtomicBoolean come = new AtomicBoolean();
        clouds.target.faults().on("GET", "/v2.0/ports").answersInstead(answer -> {
            if (!come.getAndSet(true)) {
                anotherMoves("db-1");
            }
            return answer;
        });

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.outcomes()).extracting(Outcome::end).doesNotContain(End.FAILED, End.CONFLICT);
        assertThatItRunsOnceAndIsMoved();
    }

    @Test
    public void aServerThatAnotherHasDeletedSinceItWasLookedAtIsDeleted() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.source.faults().gatekeeper(new Before("/metadata", () -> anotherDeletes("db-1")));

        Outcome deleted = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    /** Makes the port with an address right before this controller does, from the very same request. */
    private final class MadeBefore implements Faults.Gatekeeper {
        private final String address;

        MadeBefore(String address) {
            this.address = address;
        }

        @Override
        public boolean admits(Faults.Asked asked) {
            if (asked.method().equals("POST")
                    && asked.path().equals("/v2.0/ports")
                    && asked.body().contains(address)) {
                clouds.target.inside().make("network", "/v2.0/ports", "port", (ObjectNode)
                        WireJson.parse(asked.body().getBytes(StandardCharsets.UTF_8))
                                .path("port"));
            }
            return true;
        }
    }

    /** Something that happens right before the first write to a path that ends so. */
    private static final class Before implements Faults.Gatekeeper {
        private final String end;
        private final AtomicReference<Runnable> happens;

        Before(String end, Runnable happens) {
            this.end = end;
            this.happens = new AtomicReference<>(happens);
        }

        @Override
        public boolean admits(Faults.Asked asked) {
            if (asked.method().equals("POST") && asked.path().endsWith(end)) {
                happens.getAndSet(() -> {}).run();
            }
            return true;
        }
    }

    private void afterThePlanAnotherMoves(String name) {
        AtomicBoolean come = new AtomicBoolean();
        clouds.onLine(line -> {
            if (line.startsWith("plan") && !come.getAndSet(true)) {
                anotherMoves(name);
            }
        });
    }

    private void anotherMoves(String name) {
        another(Verb.INSTANCES, name, End.CREATED);
    }

    private void anotherDeletes(String name) {
        another(Verb.CLEANUP, name, End.DELETED);
    }

    private void another(Verb verb, String name, End end) {
        try {
            assertThat(outcome(clouds.moveElsewhere(verb, server(name)), "server", name)
                            .end())
                    .isEqualTo(end);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertThatItRunsOnceAndIsMoved() throws InterruptedException {
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(named(clouds.target).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return cloud.inside().servers().stream()
                .filter(s -> s.path("name").asText().equals("db-1")
                        && s.path("metadata").has("role"))
                .reduce((one, other) -> {
                    throw new AssertionError("two of them");
                })
                .orElseThrow();
    }
}
