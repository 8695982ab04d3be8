package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import io.jenkins.plugins.pumphouse.machines.Machine;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Test;

/** Sessions of a Redfish service: that each is ended, and that nobody else gets the password or the token. */
public class RedfishSessionTest {
    private final EmbeddedRedfish redfish = new EmbeddedRedfish(new Machine());

    @After
    public void close() {
        redfish.close();
    }

    @Test
    public void aServiceWithoutSessionsGetsThePasswordWithEveryCall() {
        redfish.sessionless(true);
        try (Bmc bmc = open()) {
            assertThat(bmc.power()).isEqualTo(Power.OFF);
        }
        assertThatThrownBy(() -> open("wr0ng-one")).satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS));
    }

    @Test
    public void aSessionThatTheServiceEndedIsMadeAnewAndEndedInTheEnd() {
        try (Bmc bmc = open()) {
            redfish.forgetSessions();
            assertThat(bmc.power()).isEqualTo(Power.OFF);
            assertThat(redfish.sessions()).isEqualTo(1);
        }
        assertThat(redfish.sessions()).isZero();
    }

    @Test
    public void nothingIsSentToAnotherHostThatTheServiceNames() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            other.setSoTimeout(200);
            for (String slashes : List.of("https:////", "////")) {
                String named = slashes + "127.0.0.1:" + other.getLocalPort() + "/redfish/v1/Systems/1";
                redfish.members(named);
                assertThatThrownBy(() -> open().power())
                        .isInstanceOf(BmcException.Unsupported.class)
                        .hasMessageContaining(named)
                        .hasMessageContaining("no path on this BMC");
            }
            assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    public void ofAWholeAddressOnlyThePathCounts() {
        redfish.members("https://bmc.internal/redfish/v1/Systems/1");
        try (Bmc bmc = open()) {
            assertThat(bmc.power()).isEqualTo(Power.OFF);
        }
    }

    @Test
    public void anAddressWithoutAPathIsSaid() {
        redfish.members("urn:dmtf:system-1");
        assertThatThrownBy(() -> open().power())
                .isInstanceOf(BmcException.Unsupported.class)
                .hasMessageContaining("urn:dmtf:system-1");
    }

    @Test
    public void aSessionOfWhichOnlyTheBodyTellsWhereItIsIsEndedToo() {
        redfish.sessionsWithoutLocation(true);
        open().close();
        assertThat(redfish.sessions()).isZero();
    }

    @Test
    public void aServiceThatMayMakeNoMoreSessionsIsNotTakenForAWrongPassword() {
        redfish.refuses("POST /redfish/v1/SessionService/Sessions", 1, 400, "CreateLimitReachedForResource");
        redfish.refuses("GET /redfish/v1/Systems", 1, 401, "NoValidSession");
        assertThatThrownBy(this::open).isInstanceOf(BmcException.Busy.class).hasMessageContaining("HTTP 400");
    }

    @Test
    public void aServiceWithoutASessionLeftIsNotTakenForAWrongPassword() {
        redfish.refuses("POST /redfish/v1/SessionService/Sessions", 1, 400, "SessionLimitExceeded");
        redfish.refuses("GET /redfish/v1/Systems", 1, 401, "NoValidSession");
        assertThatThrownBy(this::open).isInstanceOf(BmcException.Busy.class).hasMessageContaining("HTTP 400");
    }

    @Test
    public void aSystemNamedAtAnotherAddressDoesNotGetTheToken() {
        redfish.members("https://elsewhere.example/redfish/v1/Systems/1");
        try (Bmc bmc = open()) {
            assertThat(bmc.power()).isEqualTo(Power.OFF);
        }
    }

    private Bmc open() {
        return open("secret");
    }

    private Bmc open(String password) {
        return Bmc.open(new BmcAccess(
                "cmp-12",
                Driver.REDFISH,
                "127.0.0.1",
                redfish.port(),
                Login.withPassword("ADMIN", password),
                0,
                new Trust(redfish.caCert(), false),
                Duration.ofSeconds(5)));
    }
}
