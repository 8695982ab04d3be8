package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostMachine;
import io.jenkins.plugins.pumphouse.host.model.NodePlan;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One hypervisor of the inventory, checked, with {@code host_defaults} filled in. What nobody wrote is null or empty:
 * what a move needs is for the move to ask for.
 *
 * @param name the hypervisor's name, as the source cloud's Nova calls it
 * @param machine the computer; its BMC is null if none is described, and may name credentials instead of a secret
 * @param wiring its switch ports
 * @param node what it becomes in Fuel; without an environment it is the target cloud's {@code fuel_environment}
 * @param place where it belongs in the target's Nova
 * @param timeouts of phases by their word ({@code discover}, {@code deploy} …); a phase that is missing has its usual
 *     one
 * @param emptied roles in the source's Fuel whose data has left its disks
 * @param file where it is described
 * @param position where in that file
 */
public record HostSettings(
        String name,
        HostMachine machine,
        WiringSettings wiring,
        NodePlan node,
        AggregatePlan place,
        Map<String, Duration> timeouts,
        Set<String> emptied,
        String file,
        Position position) {

    public HostSettings {
        Objects.requireNonNull(name, "name");
        timeouts = Map.copyOf(timeouts);
        emptied = Set.copyOf(emptied);
    }

    /** Whether its BMC's password stands in the file. */
    public boolean hasLiteralSecret() {
        return machine.bmc() != null && !machine.bmc().login().isStored();
    }
}
