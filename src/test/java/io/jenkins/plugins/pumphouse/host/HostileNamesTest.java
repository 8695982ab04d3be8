package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import io.jenkins.plugins.pumphouse.machines.Machine;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/**
 * What BMCs, switches and Fuel call their things can be written by others: it never writes a line of its own into a
 * build's log, colours it, or opens one of Jenkins' console notes.
 */
public class HostileNamesTest {
    private static final String HOSTILE = "\u001B[31mred\u001B[0m\nready: all is well\r\u001B[8mha:AAAA\u202Egnihton";
    private static final String SHOWN = "\\u001B[31mred\\u001B[0m";

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter).of("cmp-12");

    private void harmless(HostState state) {
        assertThat(journey.lines()).allSatisfy(HostileNamesTest::isOneHarmlessLine);
        isOneHarmlessLine(state.message());
        assertThat(state.message()).contains(SHOWN);
        assertThat(journey.log()).contains(SHOWN);
        assertThat(state.phaseRuns()).allSatisfy(run -> isOneHarmlessLine(run.end()));
    }

    private static void isOneHarmlessLine(String text) {
        assertThat(text).doesNotContain("\u001B", "\n", "\r", "\u202E");
    }

    private BmcAccess redfish(EmbeddedRedfish redfish) {
        return new BmcAccess(
                "cmp-12",
                Driver.REDFISH,
                "127.0.0.1",
                redfish.port(),
                Login.withPassword(Datacenter.USER, Datacenter.PASSWORD),
                0,
                new Trust(redfish.caCert(), false),
                Duration.ofSeconds(5));
    }

    @Test
    public void theSerialNumberThatABmcTells() throws Exception {
        Machine machine = datacenter.host("cmp-12").machine().serial(HOSTILE);
        try (EmbeddedRedfish redfish = new EmbeddedRedfish(machine)) {
            harmless(journey.bmc(redfish(redfish)).run().get(0));
        }
    }

    @Test
    public void theReasonThatFuelGivesForAFailedDeployment() throws Exception {
        datacenter
                .fuel()
                .mishaps()
                .deploymentFails(datacenter.host("cmp-12").macs().get(0), HOSTILE, 5);

        harmless(journey.run().get(0));
    }

    @Test
    public void theNameOfANodeInFuel() throws Exception {
        int node = datacenter.fuel().discovered(datacenter.host("cmp-12").hardware());
        datacenter.fuel().renamed(node, HOSTILE);
        datacenter.fuel().assigned(datacenter.fuel().environment("other"), node, "compute");

        harmless(journey.environment(Datacenter.ENVIRONMENT).run().get(0));
    }

    @Test
    public void aReasonOfAPhase() {
        isOneHarmlessLine(new HostException(HOSTILE).getMessage());
    }
}
