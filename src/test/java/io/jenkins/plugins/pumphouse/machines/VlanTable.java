package io.jenkins.plugins.pumphouse.machines;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/**
 * What a switch knows of its ports and VLANs, and how BRIDGE-MIB, IF-MIB and Q-BRIDGE-MIB show it. Guarded by its
 * switch.
 */
final class VlanTable {
    private static final OID IF_DESCR = new OID("1.3.6.1.2.1.2.2.1.2");
    private static final OID IF_NAME = new OID("1.3.6.1.2.1.31.1.1.1.1");
    private static final OID IF_ALIAS = new OID("1.3.6.1.2.1.31.1.1.1.18");
    private static final OID BASE_PORT = new OID("1.3.6.1.2.1.17.1.4.1.2");
    private static final OID VLANS = new OID("1.3.6.1.2.1.17.7.1.4.3.1");
    private static final OID PVID = new OID("1.3.6.1.2.1.17.7.1.4.5.1.1");
    private static final int EGRESS = 2;
    private static final int UNTAGGED = 4;
    /** An interface index is no port number, and a driver that takes one for the other must fail. */
    private static final int FIRST_INTERFACE = 500;
    /** Octets of a set of ports, whatever the number of ports: switches insist on their own length. */
    private static final int WIDTH = 8;

    final Map<Integer, String> ports = new LinkedHashMap<>();
    final Map<Integer, String> aliases = new LinkedHashMap<>();
    final Map<Integer, Vlan> vlans = new TreeMap<>();
    final Map<Integer, Integer> pvids = new TreeMap<>();
    /** Whether VLAN 1 is shown to send untagged at every port, in it or not. */
    boolean untaggedEverywhere;

    /** One VLAN: the ports that send its frames, and those of them that send untagged. */
    record Vlan(String name, BitSet egress, BitSet untagged) {

        /** RFC 4363: what a VLAN sends untagged it must send. */
        boolean isConsistent() {
            BitSet silent = (BitSet) untagged.clone();
            silent.andNot(egress);
            return silent.isEmpty();
        }
    }

    /** Whether an object is one of the sets of ports of a VLAN. */
    static boolean isOfVlan(OID oid) {
        return oid.startsWith(VLANS);
    }

    /** All objects in their order, as a walk sees them. */
    TreeMap<OID, Variable> objects() {
        TreeMap<OID, Variable> all = new TreeMap<>();
        ports.forEach((port, name) -> {
            all.put(row(IF_NAME, FIRST_INTERFACE + port), new OctetString(name));
            all.put(row(IF_DESCR, FIRST_INTERFACE + port), new OctetString("Port " + port));
            all.put(row(IF_ALIAS, FIRST_INTERFACE + port), new OctetString(aliases.getOrDefault(port, "")));
            all.put(row(BASE_PORT, port), new Integer32(FIRST_INTERFACE + port));
            all.put(row(PVID, port), new Gauge32(pvids.get(port)));
        });
        // An interface that is no port of the bridge, as every switch has one.
        all.put(row(IF_NAME, FIRST_INTERFACE), new OctetString("mgmt0"));
        vlans.forEach((id, vlan) -> {
            all.put(row(VLANS, 1, id), new OctetString(vlan.name()));
            all.put(row(VLANS, EGRESS, id), octets(vlan.egress()));
            BitSet everywhere = new BitSet();
            everywhere.set(1, ports.size() + 1);
            all.put(row(VLANS, UNTAGGED, id), octets(untaggedEverywhere && id == 1 ? everywhere : vlan.untagged()));
        });
        return all;
    }

    /**
     * Sets one object.
     *
     * @return what changed in words, or null if it cannot be set to that
     */
    String set(OID oid, Variable value) {
        int row = oid.last();
        if (oid.startsWith(PVID) && pvids.containsKey(row) && vlans.containsKey(value.toInt())) {
            pvids.put(row, value.toInt());
            return "pvid of port " + row + " = " + value.toInt();
        }
        if (!oid.startsWith(VLANS)
                || !vlans.containsKey(row)
                || !(value instanceof OctetString octets)
                || octets.length() != WIDTH) {
            return null;
        }
        int column = oid.get(oid.size() - 2);
        if (column != EGRESS && column != UNTAGGED) {
            return null;
        }
        Vlan before = vlans.get(row);
        Vlan after = column == EGRESS
                ? new Vlan(before.name(), bits(octets), before.untagged())
                : new Vlan(before.name(), before.egress(), bits(octets));
        if (!after.isConsistent()) {
            return null;
        }
        vlans.put(row, after);
        return (column == EGRESS ? "egress" : "untagged") + " of VLAN " + row + " = " + bits(octets);
    }

    private static OID row(OID column, int... row) {
        OID oid = new OID(column);
        for (int sub : row) {
            oid.append(sub);
        }
        return oid;
    }

    private static OctetString octets(BitSet ports) {
        byte[] octets = new byte[WIDTH];
        ports.stream().forEach(port -> octets[(port - 1) / 8] |= (byte) (0x80 >> (port - 1) % 8));
        return new OctetString(octets);
    }

    private static BitSet bits(OctetString octets) {
        BitSet ports = new BitSet();
        for (int port = 1; port <= octets.length() * 8; port++) {
            if ((octets.get((port - 1) / 8) & 0x80 >> (port - 1) % 8) != 0) {
                ports.set(port);
            }
        }
        return ports;
    }
}
