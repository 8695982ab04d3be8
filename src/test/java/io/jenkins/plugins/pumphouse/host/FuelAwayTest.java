package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Edition;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What happens to Fuel, and in it, while a host is in each of its phases costs time and nothing else. */
@RunWith(Parameterized.class)
public class FuelAwayTest {
    private static final Duration AWAY = Duration.ofMinutes(20);

    @Rule
    public final Datacenter datacenter =
            Datacenter.of(Edition.V9_2, Pace.real(), "cmp-12").wiredBySwitch();

    private final Phase phase;
    private final Journey journey = new Journey(datacenter);
    private Instant since;

    public FuelAwayTest(Phase phase) {
        this.phase = phase;
    }

    @Parameters(name = "{0}")
    public static Collection<Phase> phases() {
        return Arrays.asList(Phase.values()).subList(1, Phase.values().length);
    }

    @Before
    public void oneHost() {
        journey.of("cmp-12").ports("ge-0/0/1");
    }

    @Test
    public void aWebServerThatAnswersInPlaceOfNailgunForTwentyMinutes() throws Exception {
        for (String path : new String[] {"/api/**", "/keystone/**"}) {
            for (String method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
                datacenter
                        .fuel()
                        .faults()
                        .on(method, path)
                        .status(method.equals("GET") ? 502 : 503)
                        .retryAfter(0) // the client itself need not wait
                        .when(this::isAway);
            }
        }
        journey.between(this::noteThePhase);

        isReadyAfterOneOfEach(journey.run().get(0));
        assertThat(journey.lines())
                .filteredOn(line -> line.contains("Retrying for"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    public void anEnvironmentThatAnotherNodeBringsIntoError() throws Exception {
        statusBecomes("error");
    }

    @Test
    public void anEnvironmentThatIsCalledStopped() throws Exception {
        statusBecomes("stopped");
    }

    private void statusBecomes(String status) throws Exception {
        for (String path : new String[] {"/api/clusters", "/api/clusters/*"}) {
            datacenter
                    .fuel()
                    .faults()
                    .on("GET", path)
                    .answersInstead(answer ->
                            answer.replacing("\"(operational|partially_deployed|deployment)\"", '"' + status + '"'))
                    .when(() -> since != null);
        }
        journey.between(this::noteThePhase);

        isReadyAfterOneOfEach(journey.run().get(0));
    }

    private void noteThePhase() {
        if (isReached() && since == null) {
            since = journey.clock().instant();
        }
    }

    private boolean isReached() {
        return journey.states().get(0).phase() == phase;
    }

    private boolean isAway() {
        return since != null
                && Duration.between(since, journey.clock().instant()).compareTo(AWAY) < 0;
    }

    private void isReadyAfterOneOfEach(HostState state) {
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(since).as("the phase was never seen").isNotNull();
        assertThat(datacenter.host("cmp-12").machine().acts())
                .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
        assertThat(datacenter.fuel().acts())
                .containsExactly(
                        "POST /clusters/1/assignment",
                        "PUT /clusters/1/provision?nodes=2",
                        "PUT /clusters/1/deploy?nodes=2");
    }
}
