package io.jenkins.plugins.pumphouse.host.model;

/** Who moves a host's network to the Admin network. */
public enum Wiring {
    /** Nobody: it is there already, or the machine's interface boots from it without. */
    NONE,
    /** The switch is told the VLAN of the host's ports. */
    SWITCH,
    /** The block of the step, which runs the operator's own steps. */
    BLOCK
}
