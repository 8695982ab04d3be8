package io.jenkins.plugins.pumphouse.machines.fuel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What a test may let happen to the Fuel inside the JVM, beyond what the recordings hold. */
public class EmbeddedFuelTest {

    private static final String MAC = "52:54:00:aa:02:00";
    private static final Hardware MACHINE = Hardware.of(MAC, "52:54:00:aa:02:01");

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedFuel fuel;

    @Before
    public void start() {
        fuel = EmbeddedFuel.start(Edition.V9_2, false, Pace.real());
    }

    @After
    public void close() {
        fuel.close();
    }

    private JsonNode ask(String method, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(fuel.url() + "/api" + path))
                    .method(method, BodyPublishers.ofString("{}"))
                    .build();
            return WireJson.parse(
                    http.send(request, BodyHandlers.ofString()).body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> statuses() {
        List<String> statuses = new ArrayList<>();
        ask("GET", "/nodes").forEach(node -> statuses.add(node.path("status").asText()));
        return statuses;
    }

    @Test
    public void aMachineThatBootsAppearsAfterAWhile() {
        fuel.boots(MACHINE);
        assertThat(statuses()).isEmpty();
        fuel.skip(Duration.ofMinutes(5));
        assertThat(statuses()).containsExactly("discover");
    }

    @Test
    public void aMachineMayBeDiscoveredInErrorAndLeaveItWithItsNextReport() {
        fuel.mishaps().discoveredInError(MAC, 1);
        fuel.discovered(MACHINE);
        assertThat(statuses()).containsExactly("error");
        fuel.discovered(MACHINE);
        assertThat(statuses()).containsExactly("discover");
    }

    @Test
    public void aReadyMachineThatBootsBootstrapIsDiscoveredAndKeepsItsEnvironment() {
        int environment = fuel.environment("dst-cloud");
        int node = fuel.ready(environment, MACHINE, "compute");
        assertThat(statuses()).containsExactly("ready");
        fuel.discovered(MACHINE);
        assertThat(statuses()).containsExactly("discover");
        assertThat(ask("GET", "/nodes/" + node).path("cluster").asInt()).isEqualTo(environment);
    }

    @Test
    public void anErasedMachineComesBackUnderAnotherIdAndOneThatWasInNoEnvironmentDoesNot() {
        int node = fuel.ready(fuel.environment("dst-cloud"), MACHINE, "compute");
        ask("DELETE", "/nodes/" + node);
        fuel.skip(Duration.ofMinutes(10));
        int again = ask("GET", "/nodes").get(0).path("id").asInt();
        assertThat(again).isNotEqualTo(node);
        ask("DELETE", "/nodes/" + again);
        fuel.skip(Duration.ofMinutes(10));
        assertThat(statuses()).isEmpty();
    }

    @Test
    public void aWitnessStandsByBeforeAndAfterEachActAndAtNoRefusal() {
        List<String> seen = new ArrayList<>();
        int environment = fuel.environment("dst-cloud");
        int node = fuel.pending(environment, MACHINE, "compute");
        fuel.witness(new Witness() {
            @Override
            public void before(String act) {
                seen.add("before " + act + " " + statuses());
            }

            @Override
            public void after(String act) {
                seen.add("after " + act + " " + statuses());
            }
        });
        ask("PUT", "/clusters/1/provision/?nodes=" + node);
        ask("PUT", "/clusters/1/provision/?nodes=999");
        assertThat(seen)
                .containsExactly(
                        "before PUT /clusters/1/provision?nodes=1 [discover]",
                        "after PUT /clusters/1/provision?nodes=1 [provisioning]",
                        "before PUT /clusters/1/provision?nodes=999 [provisioning]");
        assertThat(fuel.acts()).containsExactly("PUT /clusters/1/provision?nodes=1");
    }

    @Test
    public void anActWhoseAnswerIsLostIsAmongTheActs() {
        int environment = fuel.environment("dst-cloud");
        int node = fuel.pending(environment, MACHINE, "compute");
        fuel.faults().on("PUT", "/api/clusters/**").resetAfterwards().times(1);
        assertThatThrownBy(() -> ask("PUT", "/clusters/1/provision/?nodes=" + node))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(fuel.acts()).containsExactly("PUT /clusters/1/provision?nodes=1");
    }

    @Test
    public void itMayBeDownForAWhileAndKeepsWhatItKnows() {
        fuel.discovered(MACHINE);
        fuel.down();
        assertThatThrownBy(this::statuses).hasCauseInstanceOf(ConnectException.class);
        fuel.up();
        assertThat(statuses()).containsExactly("discover");
    }

    @Test
    public void someoneElseMayDeploy() {
        int environment = fuel.environment("dst-cloud");
        int node = fuel.ready(environment, MACHINE, "compute");
        fuel.someoneDeploys(environment, node);
        fuel.skip(Duration.ofMinutes(1));
        assertThat(statuses()).containsExactly("deploying");
        fuel.skip(Duration.ofHours(1));
        assertThat(statuses()).containsExactly("ready");
    }
}
