package io.jenkins.plugins.pumphouse.host.power;

/** The program ipmitool with suite 3, which also judges the embedded BMC: it shares no code with either of ours. */
public class IpmitoolBmcSuite3IT extends IpmiContract {
    public IpmitoolBmcSuite3IT() {
        super(Driver.IPMITOOL, 3);
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
