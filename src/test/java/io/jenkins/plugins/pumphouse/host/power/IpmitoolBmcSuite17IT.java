package io.jenkins.plugins.pumphouse.host.power;

/** The program ipmitool with suite 17, which also judges the embedded BMC: it shares no code with either of ours. */
public class IpmitoolBmcSuite17IT extends IpmiContract {
    public IpmitoolBmcSuite17IT() {
        super(Driver.IPMITOOL, 17);
    }

    /**
     * Each call of ipmitool is a session of its own with a dozen questions, and it waits a second or more before it
     * asks again.
     */
    @Override
    protected int bearableLoss() {
        return 7;
    }
}
