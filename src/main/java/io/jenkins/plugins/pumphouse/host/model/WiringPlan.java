package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import java.io.Serializable;
import java.util.List;

/**
 * How a host's ports come into the Admin network. Holds a secret.
 *
 * @param by who rewires it
 * @param tor the switch; null unless {@link Wiring#SWITCH}
 * @param ports of the switch
 * @param vlan of the Admin network; 0 unless a switch is told
 */
public record WiringPlan(Wiring by, SwitchAccess tor, List<String> ports, int vlan) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nobody has to rewire it. */
    public static final WiringPlan NONE = new WiringPlan(Wiring.NONE, null, List.of(), 0);

    public WiringPlan {
        ports = List.copyOf(ports);
    }

    /** @param other null for what it is */
    public WiringPlan rewiredBy(Wiring other) {
        return other == null ? this : new WiringPlan(other, tor, ports, vlan);
    }
}
