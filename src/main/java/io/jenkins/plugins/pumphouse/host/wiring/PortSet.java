package io.jenkins.plugins.pumphouse.host.wiring;

import java.util.Arrays;
import org.snmp4j.smi.OctetString;

/**
 * RFC 4363's PortList: a bit for each bridge port, that of port 1 being the highest of the first octet. A value; never
 * changes.
 */
final class PortSet {
    private final byte[] octets;

    PortSet(byte[] octets) {
        this.octets = octets.clone();
    }

    boolean has(int port) {
        return index(port) < octets.length && (octets[index(port)] & bit(port)) != 0;
    }

    /**
     * The same set with a port in it or not; longer only if the port needs it, since switches insist on their own
     * length.
     */
    PortSet with(int port, boolean in) {
        if (has(port) == in) {
            return this;
        }
        PortSet changed = new PortSet(Arrays.copyOf(octets, Math.max(octets.length, index(port) + 1)));
        changed.octets[index(port)] ^= (byte) bit(port);
        return changed;
    }

    OctetString toVariable() {
        return new OctetString(octets.clone());
    }

    private static int index(int port) {
        return (port - 1) / 8;
    }

    private static int bit(int port) {
        return 0x80 >> (port - 1) % 8;
    }
}
