package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.nova.Allowances;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to become of one host, from pumphouse.yaml and the step. Holds secrets: it travels over an encrypted channel
 * or not at all, and is never stored.
 *
 * @param host the hypervisor, as Nova of the source knows it
 * @param allowances what the operator lets pass that is refused otherwise
 * @param bmc its management controller
 * @param macs of its interfaces, lower case; empty to ask the BMC or the source's Fuel
 * @param serial the machine's serial number, to be compared with what the BMC says; null if not known
 * @param trusted whether the BMC is believed to be this machine's where neither serial number nor MACs can prove it
 * @param firmware how it is to boot; null = as it is set
 * @param persistentPxe whether a one-shot boot device is known to be ignored by it
 * @param wiring who rewires it
 * @param tor the switch; null unless {@link Wiring#SWITCH}
 * @param ports of the switch
 * @param vlan of the Admin network; 0 unless a switch is told
 * @param environment of Fuel, name or id; null for the only one
 * @param roles in Fuel
 * @param layout its disks and interfaces in Fuel
 * @param aggregates of the target that it joins
 * @param zone of the target that it joins; null for none
 * @param timeouts of phases, where the operator wants another
 */
public record HostPlan(
        String host,
        Allowances allowances,
        BmcAccess bmc,
        Set<String> macs,
        String serial,
        boolean trusted,
        BootDevice.Firmware firmware,
        boolean persistentPxe,
        Wiring wiring,
        SwitchAccess tor,
        List<String> ports,
        int vlan,
        String environment,
        Set<String> roles,
        LayoutPlan layout,
        List<String> aggregates,
        String zone,
        Map<Phase, Duration> timeouts)
        implements Serializable {

    public Duration timeout(Phase phase) {
        return timeouts.getOrDefault(phase, phase.timeout());
    }
}
