package io.jenkins.plugins.pumphouse.config.host;

import java.util.List;
import java.util.Objects;

/**
 * The switch ports of a host.
 *
 * @param by who puts its ports into {@code vlan} if the step does not say otherwise
 * @param switchName the switch that its ports are on, one of {@link HostSettingsIndex#switches()}; may be null
 * @param ports names or numbers of its ports on that switch
 * @param vlan of Fuel's Admin network, 1 to 4094; null if not given
 */
public record WiringSettings(By by, String switchName, List<String> ports, Integer vlan) {
    /** Who rewires a host between power off and power on. */
    public enum By {
        /** Nobody: its interface is in the Admin network anyway, or the step's block does it. */
        NONE,
        /** The built-in driver, on the host's switch. */
        SWITCH
    }

    public WiringSettings {
        Objects.requireNonNull(by, "by");
        ports = List.copyOf(ports);
    }
}
