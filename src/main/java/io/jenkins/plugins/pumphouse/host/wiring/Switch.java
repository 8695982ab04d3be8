package io.jenkins.plugins.pumphouse.host.wiring;

/**
 * One switch. Every call blocks until the switch answered, at most for the access' timeout a question; an interrupt
 * ends it at once with a {@link java.util.concurrent.CancellationException}. Every call throws {@link SwitchException}.
 * For use by one thread at a time; what it needs of threads is gone after {@link #close}.
 *
 * <p>A port is called by the name, description or alias of its interface, or by its bridge port number where nothing
 * has that name.
 */
public interface Switch extends AutoCloseable {

    /** Prepares the connection; whether anyone answers shows with the first question, since SNMP has no login. */
    static Switch open(SwitchAccess access) {
        return SnmpSwitch.open(access);
    }

    /** The VLAN of what comes in untagged at a port: what to remember before the VLAN is changed. */
    int accessVlan(String port);

    /**
     * Whether a port is an access port of a VLAN and of no other, as {@link #accessVlan(String, int)} leaves it. A
     * change that was broken off may have set the VLAN of what comes in and still send the former one's frames out.
     */
    boolean isAccessPort(String port, int vlan);

    /**
     * Makes a port an access port of a VLAN that the switch has: it takes and sends untagged frames of that VLAN alone.
     * VLANs that the port carries tagged stay. Nothing is sent if it is so already, so the call can be repeated after
     * any interruption; when it returns, the switch has said that it is so.
     *
     * @throws SwitchException before anything is changed
     */
    void accessVlan(String port, int vlan);

    /**
     * Looks whether the switch has a VLAN, to which a port is to be changed later.
     *
     * @throws SwitchException if it has not; the message lists those that it has
     */
    void requireVlan(int vlan);

    /** Never fails. */
    @Override
    void close();
}
