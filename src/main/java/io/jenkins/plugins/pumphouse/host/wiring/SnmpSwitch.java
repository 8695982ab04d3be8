package io.jenkins.plugins.pumphouse.host.wiring;

import io.jenkins.plugins.pumphouse.http.Cancelled;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** A switch whose VLANs are set as RFC 4363 says: dot1qPvid of the port, and the sets of ports of each VLAN. */
final class SnmpSwitch implements Switch {
    /**
     * The same step may run for two hosts of one switch at a time, and who writes a VLAN's set of ports writes it for
     * all of them.
     */
    private static final ConcurrentMap<String, ReentrantLock> WRITERS = new ConcurrentHashMap<>();

    /** Another JVM may have overwritten this set with an older one; it is corrected this many times. */
    private static final int ATTEMPTS = 3;

    private final SwitchAccess access;
    private final SnmpSession session;
    private final VlanMembers members;
    private SwitchPorts ports;

    private SnmpSwitch(SwitchAccess access, SnmpSession session) {
        this.access = access;
        this.session = session;
        this.members = new VlanMembers(access, session);
    }

    static SnmpSwitch open(SwitchAccess access) {
        return new SnmpSwitch(access, SnmpSession.open(access));
    }

    @Override
    public PortVlans vlans(String port) {
        int number = number(port);
        return members.of(number, pvid(number));
    }

    @Override
    public int accessVlan(String port) {
        return pvid(number(port)); // without the tables of all VLANs
    }

    @Override
    public void requireWritable(String port, int vlan) {
        int number = number(port);
        locked(() -> {
            tellPvid(number, pvid(number));
            Set<Integer> written = new TreeSet<>(members.untagged(number));
            written.add(vlan);
            members.tellAsTheyAre(written);
        });
    }

    @Override
    public void requireVlan(int vlan) {
        members.require(vlan);
    }

    @Override
    public void vlans(String port, PortVlans wanted) {
        int number = number(port);
        locked(() -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (!change(number, wanted)) {
                    return;
                }
            }
            if (change(number, wanted)) {
                throw SwitchException.obstructed(
                        access,
                        "accepts the change of port \"" + port + "\" to VLAN " + wanted + ", but the port is in VLAN "
                                + pvid(number)
                                + " afterwards. Look for port security, 802.1X or a trunk mode on that port.");
            }
        });
    }

    private void locked(Runnable writing) {
        ReentrantLock writer = WRITERS.computeIfAbsent(access.where(), where -> new ReentrantLock());
        try {
            writer.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Cancelled.by(e, SnmpAnswer.interrupted(access));
        }
        try {
            writing.run();
        } finally {
            writer.unlock();
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private int number(String port) {
        if (ports == null) {
            ports = SwitchPorts.read(session, access);
        }
        return ports.number(port);
    }

    private int pvid(int port) {
        Variable value = session.get(Mib.row(Mib.PVID, port)).get(0);
        if (value.isException()) {
            throw SwitchException.unsupported(
                    access,
                    "does not tell the VLAN of port " + port
                            + " (dot1qPvid). Its SNMP view leaves Q-BRIDGE-MIB out, or it has none: widen the view, or"
                            + " rewire by a block of your own.");
        }
        return value.toInt();
    }

    /**
     * Sends what is missing. The new VLAN comes first and the former ones last, so that the port is never in none; and
     * within a VLAN "sends untagged" is never claimed of a port that does not send.
     *
     * @return whether anything was missing
     */
    private boolean change(int port, PortVlans wanted) {
        members.require(wanted);
        boolean changed = false;
        for (int vlan : wanted.untagged()) {
            changed |= members.join(port, vlan);
        }
        if (pvid(port) != wanted.pvid()) {
            tellPvid(port, wanted.pvid());
            changed = true;
        }
        for (int vlan : wanted.tagged()) {
            changed |= members.tag(port, vlan);
        }
        for (int former : members.untagged(port)) {
            if (!wanted.untagged().contains(former)) {
                changed |= members.leave(port, former);
            }
        }
        return changed;
    }

    private void tellPvid(int port, int vlan) {
        session.set(new VariableBinding(Mib.row(Mib.PVID, port), new UnsignedInteger32(vlan)));
    }
}
