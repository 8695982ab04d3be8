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

    /** The VLANs of a port: what to remember before they are changed. */
    PortVlans vlans(String port);

    /**
     * Whether a port has these VLANs, as {@link #vlans(String, PortVlans)} leaves it. A change that was broken off may
     * have set the VLAN of what comes in and still send the former one's frames out.
     */
    default boolean has(String port, PortVlans wanted) {
        PortVlans now = vlans(port);
        return now.pvid() == wanted.pvid()
                && now.untagged().equals(wanted.untagged())
                && now.tagged().containsAll(wanted.tagged());
    }

    /**
     * Gives a port these VLANs, all of which the switch has; others that the port carries tagged stay. Nothing is sent
     * if it is so already, so the call can be repeated after any interruption; when it returns, the switch has said
     * that it is so.
     *
     * @throws SwitchException before anything is changed
     */
    void vlans(String port, PortVlans wanted);

    /** The VLAN of what comes in untagged at a port. */
    default int accessVlan(String port) {
        return vlans(port).pvid();
    }

    /** Whether a port takes and sends untagged frames of a VLAN alone. */
    default boolean isAccessPort(String port, int vlan) {
        return has(port, PortVlans.access(vlan));
    }

    /** Makes a port an access port: it takes and sends untagged frames of that VLAN alone. */
    default void accessVlan(String port, int vlan) {
        vlans(port, PortVlans.access(vlan));
    }

    /**
     * Tells the switch what it has, which changes nothing: the VLAN of a port and the ports of the VLANs that would be
     * changed. So a login that may only read, or not write all of that, shows before the machine at the port is
     * switched off.
     *
     * @param vlan to which the port is to be changed later
     * @throws SwitchException if that is refused
     */
    void requireWritable(String port, int vlan);

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
