package io.jenkins.plugins.pumphouse.host.power;

/** Our own client with SHA-1. */
public class IpmiBmcSuite3Test extends IpmiContract {
    public IpmiBmcSuite3Test() {
        super(Driver.IPMI, 3);
    }
}
