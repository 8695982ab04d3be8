package io.jenkins.plugins.pumphouse.host.power;

/** How a BMC is spoken to. */
public enum Driver {
    /** IPMI 2.0 over UDP by our own client; needs nothing installed. */
    IPMI("UDP", 623),
    /** IPMI 2.0 over UDP by the program {@code ipmitool}, which must be installed where the call runs. */
    IPMITOOL("UDP", 623),
    /** Redfish over HTTPS. */
    REDFISH("TCP", 443);

    private final String transport;
    private final int usualPort;

    Driver(String transport, int usualPort) {
        this.transport = transport;
        this.usualPort = usualPort;
    }

    /** Where a BMC listens unless somebody chose otherwise: IPMI 2.0, 13.1.2, the primary RMCP port; HTTPS. */
    public int usualPort() {
        return usualPort;
    }

    /** What a firewall must let pass: {@code UDP} or {@code TCP}. */
    String transport() {
        return transport;
    }
}
