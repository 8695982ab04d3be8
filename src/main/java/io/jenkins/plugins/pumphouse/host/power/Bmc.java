package io.jenkins.plugins.pumphouse.host.power;

/**
 * One machine's management controller. Every call blocks until the BMC answered, at most for the access' timeout a
 * question; an interrupt ends it within a second with a {@link java.util.concurrent.CancellationException}. Every call
 * throws {@link BmcException}. For use by one thread at a time; what it needs of threads is gone after {@link #close}.
 */
public interface Bmc extends AutoCloseable {

    /** Connects and logs in, so that a wrong address, user or password shows at once. */
    static Bmc open(BmcAccess access) {
        return switch (access.driver()) {
            case IPMI -> IpmiBmc.open(access);
            case IPMITOOL -> IpmitoolBmc.open(access);
            case REDFISH -> RedfishBmc.open(access);
        };
    }

    Power power();

    /** Returns when the BMC accepted the act, not when it is done: look at {@link #power()} for that. */
    void turn(PowerAction action);

    /** What is set for the next start; {@link BootDevice.Device#NONE} when nothing is. */
    BootDevice boot();

    /**
     * Sets from what the machine starts next. Some BMCs accept the call and drop a part of it: read {@link #boot()}
     * back.
     *
     * @throws IllegalArgumentException for {@link BootDevice.Device#OTHER}
     */
    void boot(BootDevice wanted);

    /** Who the machine is; what the BMC does not know is null or empty, and no failure. */
    MachineIdentity identity();

    /** Ends the session; never fails. */
    @Override
    void close();
}
