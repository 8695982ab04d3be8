package io.jenkins.plugins.pumphouse.host.power;

/** How a BMC is spoken to. */
public enum Driver {
    /** IPMI 2.0 over UDP by our own client; needs nothing installed. */
    IPMI("UDP"),
    /** IPMI 2.0 over UDP by the program {@code ipmitool}, which must be installed where the call runs. */
    IPMITOOL("UDP"),
    /** Redfish over HTTPS. */
    REDFISH("TCP");

    private final String transport;

    Driver(String transport) {
        this.transport = transport;
    }

    /** What a firewall must let pass: {@code UDP} or {@code TCP}. */
    String transport() {
        return transport;
    }
}
