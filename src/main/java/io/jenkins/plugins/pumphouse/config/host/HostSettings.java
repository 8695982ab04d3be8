package io.jenkins.plugins.pumphouse.config.host;

import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One hypervisor of the inventory, checked, with {@code host_defaults} filled in. What nobody wrote is null or empty:
 * what a move needs is for the move to ask for.
 *
 * @param name the hypervisor's name, as the source cloud's Nova calls it
 * @param bmc its management controller; null if none is described
 * @param firmware which loader its PXE starts; null = as the machine is set
 * @param persistentPxe whether the machine starts from the network only if told so for every start
 * @param macs of its interfaces, in lower case with colons; in the file's order
 * @param serial of the machine; null if not given
 * @param trusted whether its BMC is believed to be this machine's where neither serial nor MACs can prove it
 * @param wiring who puts its ports into {@code vlan} if the step does not say otherwise
 * @param switchName the switch that its ports are on, one of {@link HostSettingsIndex#switches()}; may be null
 * @param ports names or numbers of its ports on that switch
 * @param vlan of Fuel's Admin network, 1 to 4094; null if not given
 * @param roles that Fuel gives to the node
 * @param environment Fuel's environment, by name or id; null = the target cloud's {@code fuel_environment}
 * @param template nodes in Fuel whose disks and interfaces are copied
 * @param disks rules for volumes on disks; they win over the template
 * @param interfaces Fuel's networks for each interface by name; they win over the template
 * @param aggregates of the target cloud that it joins, by name
 * @param zone availability zone of the target cloud that it joins; null if not given
 * @param timeouts of phases by their word ({@code discover}, {@code deploy} …); a phase that is missing has its usual
 *     one
 * @param node what Fuel is told of its node besides
 * @param emptied roles in the source's Fuel whose data has left its disks
 * @param file where it is described
 * @param position where in that file
 */
public record HostSettings(
        String name,
        BmcAccess bmc,
        BootDevice.Firmware firmware,
        boolean persistentPxe,
        Set<String> macs,
        String serial,
        boolean trusted,
        Wiring wiring,
        String switchName,
        List<String> ports,
        Integer vlan,
        Set<String> roles,
        String environment,
        Template template,
        List<DiskRule> disks,
        Map<String, List<String>> interfaces,
        List<String> aggregates,
        String zone,
        Map<String, Duration> timeouts,
        NodeSettings node,
        Set<String> emptied,
        String file,
        Position position) {

    /**
     * The nodes in Fuel that a node's disks and interfaces are taken after.
     *
     * @param disks name or id; null for none
     * @param interfaces name or id; null for none
     */
    public record Template(String disks, String interfaces) {
        static final Template NONE = new Template(null, null);
    }

    /** Who rewires a host between power off and power on. */
    public enum Wiring {
        /** Nobody: its interface is in the Admin network anyway, or the step's block does it. */
        NONE,
        /** The built-in driver, on the host's switch. */
        SWITCH
    }

    public HostSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(wiring, "wiring");
        macs = Collections.unmodifiableSet(new LinkedHashSet<>(macs));
        ports = List.copyOf(ports);
        roles = Collections.unmodifiableSet(new LinkedHashSet<>(roles));
        disks = List.copyOf(disks);
        interfaces = Collections.unmodifiableMap(new LinkedHashMap<>(interfaces));
        aggregates = List.copyOf(aggregates);
        timeouts = Map.copyOf(timeouts);
        emptied = Set.copyOf(emptied);
    }

    /** Whether its BMC's password stands in the file. */
    public boolean hasLiteralSecret() {
        return bmc != null && !bmc.login().isStored();
    }
}
