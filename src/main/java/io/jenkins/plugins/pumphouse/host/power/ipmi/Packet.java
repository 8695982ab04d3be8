package io.jenkins.plugins.pumphouse.host.power.ipmi;

import java.util.Arrays;
import java.util.Optional;

/**
 * The datagram around a message that needs no session: before one (13.6, authentication type "none") and while one is
 * made (RMCP+).
 */
final class Packet {
    static final int RMCP_PLUS = 0x06;
    static final int PAYLOAD = 16; // where the payload of an RMCP+ packet begins

    private static final byte[] RMCP = {0x06, 0x00, (byte) 0xFF, 0x07
    }; // version 1.0, no acknowledgement, class IPMI (13.1.3)
    private static final int NONE = 0x00;
    private static final int OLD_PAYLOAD = 14;

    private Packet() {}

    /** Whether this is IPMI at all, of whatever version. */
    static boolean isIpmi(byte[] datagram) {
        return datagram.length >= OLD_PAYLOAD && Arrays.equals(RMCP, Arrays.copyOf(datagram, RMCP.length));
    }

    static byte[] sessionless(byte[] message) {
        return new Bytes()
                .add(RMCP)
                .add(NONE)
                .addInt(0)
                .addInt(0)
                .add(message.length)
                .add(message)
                .toArray();
    }

    static Optional<byte[]> sessionlessMessage(byte[] datagram) {
        if (!isIpmi(datagram) || datagram[4] != NONE || datagram.length < OLD_PAYLOAD + (datagram[13] & 0xFF)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(datagram, OLD_PAYLOAD, OLD_PAYLOAD + (datagram[13] & 0xFF)));
    }

    /** @param type of the payload (13.27.3) with its bits for authenticated and encrypted */
    static Bytes rmcpPlus(int type, int session, int sequence, byte[] payload) {
        return new Bytes()
                .add(RMCP)
                .add(RMCP_PLUS, type)
                .addInt(session)
                .addInt(sequence)
                .addShort(payload.length)
                .add(payload);
    }

    /** The payload of an RMCP+ packet of that type and session; empty for every other datagram. */
    static Optional<byte[]> rmcpPlusPayload(int type, int session, byte[] datagram) {
        if (!isIpmi(datagram)
                || datagram.length < PAYLOAD
                || datagram[4] != RMCP_PLUS
                || (datagram[5] & 0xFF) != type) {
            return Optional.empty();
        }
        int end = PAYLOAD + Bytes.shortAt(datagram, PAYLOAD - 2);
        return Bytes.intAt(datagram, 6) == session && datagram.length >= end
                ? Optional.of(Arrays.copyOfRange(datagram, PAYLOAD, end))
                : Optional.empty();
    }

    /** The number that a packet has within its session. */
    static int sequence(byte[] datagram) {
        return Bytes.intAt(datagram, 10);
    }

    /** What an authentication code at the end of a packet protects begins behind the RMCP header (13.28.4). */
    static int protectedFrom() {
        return RMCP.length;
    }
}
