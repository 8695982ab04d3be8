package io.jenkins.plugins.pumphouse.host.wiring;

import org.snmp4j.smi.OID;

/** The columns of the MIBs that a bridge with VLANs has; each is followed by its row. */
final class Mib {
    /** RFC 2863, by ifIndex. */
    static final OID IF_DESCR = new OID("1.3.6.1.2.1.2.2.1.2");

    static final OID IF_NAME = new OID("1.3.6.1.2.1.31.1.1.1.1");
    static final OID IF_ALIAS = new OID("1.3.6.1.2.1.31.1.1.1.18");

    /** RFC 4188: the ifIndex of a bridge port. */
    static final OID BASE_PORT_IF_INDEX = new OID("1.3.6.1.2.1.17.1.4.1.2");

    /** RFC 4363, by VLAN: what the operator calls it; every VLAN that is configured has a row. */
    static final OID VLAN_NAME = new OID("1.3.6.1.2.1.17.7.1.4.3.1.1");

    /** RFC 4363, by VLAN: the ports that send its frames. */
    static final OID VLAN_EGRESS = new OID("1.3.6.1.2.1.17.7.1.4.3.1.2");

    /** RFC 4363, by VLAN: those of them that send untagged. */
    static final OID VLAN_UNTAGGED = new OID("1.3.6.1.2.1.17.7.1.4.3.1.4");

    /** RFC 4363, by bridge port: the VLAN of what comes in untagged. */
    static final OID PVID = new OID("1.3.6.1.2.1.17.7.1.4.5.1.1");

    private Mib() {}

    static OID row(OID column, int row) {
        return new OID(column).append(row);
    }
}
