package io.jenkins.plugins.pumphouse.host.wiring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** The sets of ports of a switch's VLANs: who sends its frames, and who sends them untagged. */
final class VlanMembers {
    private final SwitchAccess access;
    private final SnmpSession session;

    VlanMembers(SwitchAccess access, SnmpSession session) {
        this.access = access;
        this.session = session;
    }

    /** @throws SwitchException if the switch does not have it */
    void require(int vlan) {
        require(vlan, session.walk(Mib.VLAN_UNTAGGED).keySet());
    }

    /** @throws SwitchException if the switch does not have all of them */
    void require(PortVlans wanted) {
        Set<Integer> known = session.walk(Mib.VLAN_UNTAGGED).keySet();
        require(wanted.pvid(), known);
        wanted.untagged().forEach(vlan -> require(vlan, known));
        wanted.tagged().forEach(vlan -> require(vlan, known));
    }

    private void require(int vlan, Set<Integer> known) {
        if (known.isEmpty()) {
            throw SwitchException.unsupported(
                    access,
                    "shows no VLANs (dot1qVlanStaticTable). Its SNMP view leaves Q-BRIDGE-MIB out, or it has none:"
                            + " widen the view, or rewire by a block of your own.");
        }
        if (!known.contains(vlan)) {
            Map<Integer, String> names = session.texts(Mib.VLAN_NAME);
            throw SwitchException.noSuchVlan(
                    access,
                    vlan,
                    known.stream().map(each -> described(each, names.get(each))).toList());
        }
    }

    /** Those that a port has. */
    PortVlans of(int port, int pvid) {
        Set<Integer> untagged = with(Mib.VLAN_UNTAGGED, port);
        Set<Integer> tagged = with(Mib.VLAN_EGRESS, port);
        // Some switches call ports untagged that are not in the VLAN at all.
        untagged.retainAll(tagged);
        tagged.removeAll(untagged);
        return new PortVlans(pvid, untagged, tagged);
    }

    /** The VLANs of which the port sends untagged frames. */
    Set<Integer> untagged(int port) {
        Set<Integer> untagged = with(Mib.VLAN_UNTAGGED, port);
        untagged.retainAll(with(Mib.VLAN_EGRESS, port));
        return untagged;
    }

    private Set<Integer> with(OID sets, int port) {
        Map<Integer, Variable> rows = session.walk(sets);
        rows.values().removeIf(ports -> !portSet(ports).has(port));
        return rows.keySet();
    }

    private static String described(int vlan, String name) {
        return name == null || name.isBlank() ? Integer.toString(vlan) : vlan + " (" + name + ")";
    }

    /** Sends the sets of VLANs as they are; one that the switch does not have is none of this question. */
    void tellAsTheyAre(Set<Integer> vlans) {
        Set<Integer> known = session.walk(Mib.VLAN_UNTAGGED).keySet();
        for (int vlan : vlans) {
            if (known.contains(vlan)) {
                Members members = members(vlan);
                session.set(
                        new VariableBinding(
                                Mib.row(Mib.VLAN_EGRESS, vlan), members.egress().toVariable()),
                        new VariableBinding(
                                Mib.row(Mib.VLAN_UNTAGGED, vlan),
                                members.untagged().toVariable()));
            }
        }
    }

    /** @return whether that changed anything */
    boolean join(int port, int vlan) {
        Members members = members(vlan);
        if (members.egress().has(port) && members.untagged().has(port)) {
            return false;
        }
        session.set(
                new VariableBinding(
                        Mib.row(Mib.VLAN_EGRESS, vlan),
                        members.egress().with(port, true).toVariable()),
                new VariableBinding(
                        Mib.row(Mib.VLAN_UNTAGGED, vlan),
                        members.untagged().with(port, true).toVariable()));
        return true;
    }

    /** @return whether that changed anything */
    boolean leave(int port, int vlan) {
        // Read again: many switches take the port out by themselves when it gets another VLAN.
        Members members = members(vlan);
        if (!members.untagged().has(port)) {
            return false;
        }
        session.set(
                new VariableBinding(
                        Mib.row(Mib.VLAN_UNTAGGED, vlan),
                        members.untagged().with(port, false).toVariable()),
                new VariableBinding(
                        Mib.row(Mib.VLAN_EGRESS, vlan),
                        members.egress().with(port, false).toVariable()));
        return true;
    }

    /** @return whether that changed anything */
    boolean tag(int port, int vlan) {
        Members members = members(vlan);
        boolean sends = members.egress().has(port);
        if (sends && !members.untagged().has(port)) {
            return false;
        }
        VariableBinding untagged = new VariableBinding(
                Mib.row(Mib.VLAN_UNTAGGED, vlan),
                members.untagged().with(port, false).toVariable());
        if (sends) {
            session.set(untagged);
        } else {
            session.set(
                    untagged,
                    new VariableBinding(
                            Mib.row(Mib.VLAN_EGRESS, vlan),
                            members.egress().with(port, true).toVariable()));
        }
        return true;
    }

    /** Both sets of one moment: another writer in between must not make us write half of it back. */
    private Members members(int vlan) {
        List<Variable> sets = session.get(Mib.row(Mib.VLAN_EGRESS, vlan), Mib.row(Mib.VLAN_UNTAGGED, vlan));
        return new Members(portSet(sets.get(0)), portSet(sets.get(1)));
    }

    /** The ports that send a VLAN's frames, and those of them that send untagged. */
    private record Members(PortSet egress, PortSet untagged) {}

    static PortSet portSet(Variable value) {
        return new PortSet(value instanceof OctetString octets ? octets.getValue() : new byte[0]);
    }
}
