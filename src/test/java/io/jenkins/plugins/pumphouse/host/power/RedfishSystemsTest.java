package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import io.jenkins.plugins.pumphouse.machines.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;

/** A BMC of a chassis: which of its systems a host is. */
public class RedfishSystemsTest {
    private final Machine machine = new Machine();
    private final EmbeddedRedfish redfish = new EmbeddedRedfish(machine);

    @After
    public void close() {
        redfish.close();
    }

    @Test
    public void aServiceWithSeveralSystemsIsNotGuessedAt() {
        redfish.members("/redfish/v1/Systems/1", "/redfish/v1/Systems/2");
        assertThatThrownBy(() -> Bmc.open(access(WantedSystem.ANY)))
                .isInstanceOf(BmcException.Unsupported.class)
                .hasMessageContaining("2 systems (/redfish/v1/Systems/1")
                .hasMessageContaining("\"system\" in its \"bmc\"");
    }

    @Test
    public void ofSeveralSystemsTheOneIsTakenThatIsTheHosts() {
        Machine other = new Machine().serial("S-0002").uuid(UUID.fromString("11111111-2222-4333-8444-555555555555"));
        other.macs("52:54:00:00:02:01", "52:54:00:00:02:02");
        redfish.also("/redfish/v1/Systems/Node2", other);
        List<WantedSystem> hints = List.of(
                new WantedSystem(null, " s-0002", Set.of()),
                new WantedSystem(null, "11111111-2222-4333-8444-555555555555", Set.of()),
                new WantedSystem(null, "To be filled by O.E.M.", Set.of("52:54:00:00:02:02")),
                new WantedSystem("node2", null, Set.of()),
                new WantedSystem("/redfish/v1/Systems/Node2/", "S-0001", Set.of()));
        for (WantedSystem hint : hints) {
            try (Bmc bmc = Bmc.open(access(hint))) {
                assertThat(bmc.identity().serial()).as(hint.toString()).isEqualTo("S-0002");
                bmc.turn(PowerAction.ON);
            }
        }
        assertThat(other.starts()).isEqualTo(1);
        assertThat(machine.journal()).isEmpty();
    }

    @Test
    public void whereSeveralSystemsOrNoneMayBeTheHostsItIsRefusedWithWhatTheyAre() {
        redfish.also("/redfish/v1/Systems/Node2", new Machine().serial("S-0002"));
        assertThatThrownBy(() -> Bmc.open(access(new WantedSystem(null, "S-9", Set.of()))))
                .isInstanceOf(BmcException.Unsupported.class)
                .hasMessageContaining("/redfish/v1/Systems/Node2 with the serial number S-0002), and none of them");
        Set<String> both = Set.of("52:54:00:00:00:01");
        assertThatThrownBy(() -> Bmc.open(access(new WantedSystem(null, null, both))))
                .hasMessageContaining("and more than one of them");
        assertThatThrownBy(() -> Bmc.open(access(new WantedSystem("Node3", null, Set.of()))))
                .hasMessageContaining("has no system \"Node3\"")
                .hasMessageContaining("It manages /redfish/v1/Systems/1, /redfish/v1/Systems/Node2.");
    }

    private BmcAccess access(WantedSystem system) {
        return new BmcAccess(
                        "cmp-12",
                        Driver.REDFISH,
                        "127.0.0.1",
                        redfish.port(),
                        Login.withPassword("ADMIN", "secret"),
                        0,
                        new Trust(redfish.caCert(), false),
                        Duration.ofSeconds(5))
                .ofMachine(system.serial(), system.macs())
                .ofSystem(system.named());
    }
}
