package io.jenkins.plugins.pumphouse.host;

import static io.jenkins.plugins.pumphouse.host.WantedHosts.SOURCE;
import static io.jenkins.plugins.pumphouse.host.WantedHosts.host;
import static io.jenkins.plugins.pumphouse.host.WantedHosts.ofSystem;
import static io.jenkins.plugins.pumphouse.host.WantedHosts.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostRequest;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** One move at a time for a host and for an environment, whatever builds ask for it. */
public class MoveLocksTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private MoveLocks locks;
    private final AtomicBoolean firstIsAlive = new AtomicBoolean(true);

    @Test
    public void aHostIsMovedByOneBuildAtATimeAndTheOtherIsToldWhoHoldsIt() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));

        assertThat(second(host("cmp-12", "10.1.0.12", "mos-2")))
                .contains("host cmp-12 is held by pumpHost in hosts #1");
        locks.release("1");
        assertThat(second(host("cmp-12", "10.1.0.12", "mos-2"))).isEmpty();
    }

    @Test
    public void anEnvironmentIsWorkedInByOneBuildAtATime() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));

        assertThat(second(host("cmp-13", "10.1.0.13", "mos-1")))
                .contains("environment mos-1 is held by pumpHost in hosts #1");
        assertThat(second(host("cmp-13", "10.1.0.13", "mos-2"))).isEmpty();
    }

    @Test
    public void theOnlyEnvironmentOfAFuelIsAlsoOneThatIsNamed() {
        first(host("cmp-12", "10.1.0.12", null));

        assertThat(second(host("cmp-13", "10.1.0.13", "mos-1")))
                .contains("environment mos-1 is held by pumpHost in hosts #1");
    }

    @Test
    public void aMachineIsTheSameUnderAnotherName() {
        first(host("cmp-12", "bmc-12.example", "mos-1"));

        assertThat(second(host("cmp-12-new", "BMC-12.example", "mos-2"))).isPresent();
    }

    @Test
    public void anIpmiAndARedfishAddressAreOneBmc() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));

        assertThat(second(host("other-name", Driver.REDFISH, "10.1.0.12", "mos-2")))
                .isPresent();
    }

    @Test
    public void aSystemOfABmcThatOneConfigurationNamesIsHeldAgainstAnotherThatNamesNone() {
        first(ofSystem("cmp-12", "10.1.0.12", "/redfish/v1/Systems/Blade1/", "mos-1"));

        assertThat(second(host("other-name", Driver.REDFISH, "10.1.0.12", "mos-2")))
                .isPresent();
        assertThat(second(ofSystem("other-name", "10.1.0.12", "blade1", "mos-2")))
                .isPresent();
        assertThat(second(ofSystem("other-name", "10.1.0.12", "Blade2", "mos-2")))
                .isEmpty();
    }

    @Test
    public void aHostIsTheSameWithAndWithoutItsDomain() {
        first(host("cmp-1", "10.1.0.12", "mos-1"));

        assertThat(second(host("CMP-1.dom.example", "10.1.0.99", "mos-2"))).isPresent();
        assertThat(second(host("cmp-11.dom.example", "10.1.0.98", "mos-2"))).isEmpty();
    }

    @Test
    public void aCloudIsTheSameWhicheverVersionOfKeystoneIsNamed() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));
        HostPlan same = host("cmp-12", "10.1.0.99", "mos-2");

        for (String url : List.of("http://10.0.0.1:5000/v2.0/", "http://10.0.0.1:35357/v2.0", "http://10.0.0.1:5000")) {
            assertThat(second(request(url, "http://10.20.0.9:8000", same)))
                    .as(url)
                    .isPresent();
        }
        assertThat(second(request("http://10.0.0.2:5000/v3", "http://10.20.0.9:8000", same)))
                .isEmpty();
    }

    @Test
    public void aFuelIsTheSameWithAndWithoutItsPath() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));
        HostPlan other = host("cmp-13", "10.1.0.13", "mos-1");

        for (String url :
                List.of("http://10.20.0.2:8000/api/", "https://10.20.0.2:8443/api", "http://10.20.0.2:8000/")) {
            assertThat(second(request(SOURCE, url, other))).as(url).isPresent();
        }
        assertThat(second(request(SOURCE, "http://10.20.0.3:8000", other))).isEmpty();
    }

    @Test
    public void anEnvironmentsIdMayBeThatOfAnyName() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));

        assertThat(second(host("cmp-13", "10.1.0.13", "3"))).contains("environment 3 is held by pumpHost in hosts #1");
    }

    @Test
    public void twoIdsAreTwoEnvironments() {
        first(host("cmp-12", "10.1.0.12", "3"));

        assertThat(second(host("cmp-13", "10.1.0.13", "4"))).isEmpty();
    }

    @Test
    public void ofSeveralHostsNoneIsTakenBeforeAllAreFree() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));
        assertThat(second(host("cmp-13", "10.1.0.13", "mos-2"), host("cmp-12", "10.1.0.12", "mos-2")))
                .isPresent();

        assertThat(locks.take(
                        "3",
                        "pumpHost in hosts #3",
                        MoveClaim.of(request(host("cmp-13", "10.1.0.13", "mos-3"))),
                        () -> true))
                .isEmpty();
    }

    @Test
    public void whoeverHasItMayTakeItAgain() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));
        first(host("cmp-12", "10.1.0.12", "mos-1"));
    }

    @Test
    public void aBuildThatEndedWithoutGivingBackHoldsNothing() {
        first(host("cmp-12", "10.1.0.12", "mos-1"));
        firstIsAlive.set(false);

        assertThat(second(host("cmp-12", "10.1.0.12", "mos-1"))).isEmpty();
    }

    @Test
    public void machinesWithTheSameFillerForASerialNumberDoNotWaitForEachOther() {
        first(host("cmp-12", "10.1.0.12", "mos-1", "To be filled by O.E.M."));

        assertThat(second(host("cmp-13", "10.1.0.13", "mos-2", "To be filled by O.E.M.")))
                .isEmpty();
        assertThat(second(host("cmp-14", "10.1.0.14", "mos-2", "CZJ1"))).isEmpty();
        assertThat(locks.take(
                        "3",
                        "pumpHost in hosts #3",
                        MoveClaim.of(request(host("cmp-15", "10.1.0.15", "mos-3", "czj1"))),
                        () -> true))
                .isPresent();
    }

    @Before
    public void nothingIsHeld() {
        locks = new MoveLocks(new HeldMoves(folder.getRoot().toPath().resolve("pumphouse-moves.json")), owner -> true);
    }

    private void first(HostPlan... hosts) {
        assertThat(locks.take("1", "pumpHost in hosts #1", MoveClaim.of(request(hosts)), firstIsAlive::get))
                .isEmpty();
    }

    private Optional<String> second(HostPlan... hosts) {
        return locks.take("2", "pumpHost in hosts #2", MoveClaim.of(request(hosts)), () -> true);
    }

    private Optional<String> second(HostRequest request) {
        return locks.take("2", "pumpHost in hosts #2", MoveClaim.of(request), () -> true);
    }
}
