package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** A machine that reports other disks after its layout was sent: Fuel has proposed volumes of its own since. */
public class ChangedDisksTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private boolean swapped;

    @Test
    public void nothingIsProvisionedWithAnotherLayoutThanTheOneThatWasSent() throws Exception {
        Journey journey = new Journey(datacenter).of("cmp-12");
        LayoutRules rules = new LayoutRules(
                List.of(new DiskRule("os", 64 * 1024, "smallest"), new DiskRule("vm", null, "largest")), Map.of());
        journey.layout(new LayoutPlan(null, rules)).between(() -> {
            if (journey.states().get(0).phase() == Phase.DEPLOY && !swapped) {
                swapped = true;
                datacenter
                        .fuel()
                        .discovered(datacenter
                                .host("cmp-12")
                                .hardware()
                                .withDisks(
                                        Hardware.disk("sda", 1, 500_107_862_016L),
                                        Hardware.disk("sdb", 0, 1_000_204_886_016L)));
            }
        });

        HostState state = journey.run().get(0);

        assertThat(swapped).isTrue();
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.message()).contains("Fuel accepted the disks of node 2", "and has others now");
        assertThat(datacenter.fuel().acts()).noneMatch(act -> act.contains("/provision"));
    }
}
