package io.jenkins.plugins.pumphouse.host.power;

/** Our own client with SHA-256. */
public class IpmiBmcSuite17Test extends IpmiContract {
    public IpmiBmcSuite17Test() {
        super(Driver.IPMI, 17);
    }
}
