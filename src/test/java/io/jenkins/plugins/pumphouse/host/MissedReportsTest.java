package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import io.jenkins.plugins.pumphouse.machines.Machine;
import org.junit.Rule;
import org.junit.Test;

/** A nova-compute that is busy, and reports again, while the inventory's BMC has switched off another machine. */
public class MissedReportsTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12", "cmp-13");

    private final Journey journey = new Journey(datacenter).of("cmp-12");

    private Machine other() {
        return datacenter.host("cmp-13").machine();
    }

    /** Where nothing else proves which machine went off, one report that is late must not. */
    @Test
    public void aNovaComputeThatMissesSomeReportsWhileAnotherMachineIsOffIsNoProof() throws Exception {
        missesReports(4);

        HostState state = journey.serial("cmp-12", null)
                .trusting()
                .bmcOf("cmp-12", "cmp-13")
                .run()
                .get(0);

        assertThat(state.message()).as(journey.log()).contains("it is another machine. That machine was switched on");
        assertThat(other().acts()).containsExactly("power soft-off", "power on");
    }

    @Test
    public void aMachineThatWasToldToBootFromTheNetworkIsSwitchedOnAsItBootedBefore() throws Exception {
        journey.between(() -> {
            if (other().acts().contains("boot PXE once BIOS")) {
                datacenter.source().hostUp("cmp-12");
            } else if (other().power() == Power.OFF) {
                datacenter.source().hostDown("cmp-12");
            }
        });

        HostState state = journey.serial("cmp-12", null)
                .trusting()
                .bmcOf("cmp-12", "cmp-13")
                .run()
                .get(0);

        assertThat(state.message()).as(journey.log()).contains("it is another machine. That machine was switched on");
        assertThat(other().acts())
                .containsExactly("power soft-off", "boot PXE once BIOS", "boot NONE once BIOS", "power on");
    }

    @Test
    public void aMachineThatRegistersWithTheMacsOfItsBmcIsNotInstalledWhileTheHostReportsToTheSource()
            throws Exception {
        journey.between(() -> {
            if (other().starts() > 0) {
                datacenter.source().hostUp("cmp-12");
            } else if (other().power() == Power.OFF) {
                datacenter.source().hostDown("cmp-12");
            }
        });
        try (EmbeddedRedfish redfish = new EmbeddedRedfish(other())) {
            HostState state = journey.serial("cmp-12", null)
                    .trusting()
                    .macs()
                    .redfish("cmp-12", redfish)
                    .run()
                    .get(0);

            assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
            assertThat(state.message())
                    .contains("nova-compute of cmp-12 reports to good_old_openstack", "two machines");
            assertThat(datacenter.fuel().acts()).noneMatch(act -> act.contains("/provision"));
        }
    }

    /** In so many looks after cmp-13 went off. */
    private void missesReports(int looks) {
        int[] looked = {0};
        journey.between(() -> {
            if (looked[0] > 0 || other().power() == Power.OFF) {
                if (looked[0]++ < looks) {
                    datacenter.source().hostDown("cmp-12");
                } else {
                    datacenter.source().hostUp("cmp-12");
                }
            }
        });
    }
}
