package io.jenkins.plugins.pumphouse.host.power.ipmi;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends the messages of a handshake and takes the answers to them; a refusal of the BMC, or its silence, is an
 * exception.
 */
final class HandshakeExchange {
    static final int OPEN_REQUEST = 0x10;
    static final int OPEN_RESPONSE = 0x11;
    static final int RAKP_1 = 0x12;
    static final int RAKP_2 = 0x13;
    static final int RAKP_3 = 0x14;
    static final int RAKP_4 = 0x15;

    static final int BODY = 8; // behind tag, status, two reserved bytes and session id

    private final IpmiConnection line;
    private final int consoleSession;
    private int tag;

    HandshakeExchange(IpmiConnection line, int consoleSession) {
        this.line = line;
        this.consoleSession = consoleSession;
    }

    /** @param body without the tag in front, by which an answer is known as that to this question */
    byte[] send(int question, int answer, Bytes body) throws IpmiException {
        int thisTag = ++tag & 0xFF;
        byte[] datagram = Packet.rmcpPlus(
                        question,
                        0,
                        0,
                        new Bytes().add(thisTag).add(body.toArray()).toArray())
                .toArray();
        byte[] payload = ask(
                question,
                datagram,
                heard -> Packet.rmcpPlusPayload(answer, 0, heard).filter(it -> isAnswer(thisTag, it)));
        if (payload[1] != 0) {
            throw refusal(answer, payload[1] & 0xFF);
        }
        return payload;
    }

    /** A BMC has answered before it comes to this, so silence means something: some say no by it. */
    private byte[] ask(int question, byte[] datagram, Function<byte[], Optional<byte[]>> answer) throws IpmiException {
        try {
            return line.ask(() -> datagram, answer);
        } catch (IpmiException e) {
            if (e.reason() != Reason.SILENT || question == RAKP_3) {
                throw e;
            }
            throw question == OPEN_REQUEST
                    ? IpmiException.bySilence(
                            Reason.WRONG_SUITE, "it answers, but says nothing to a session with this suite")
                    : IpmiException.bySilence(Reason.WRONG_USER, "it answers, but says nothing to this user name");
        }
    }

    /** A refusal may be cut off behind the status. */
    private boolean isAnswer(int thisTag, byte[] payload) {
        return payload.length >= 2
                && (payload[0] & 0xFF) == thisTag
                && (payload[1] != 0 || payload.length >= BODY && Bytes.intAt(payload, 4) == consoleSession);
    }

    /** The status codes of table 13-15. */
    private static IpmiException refusal(int answer, int status) {
        return switch (status) {
            case 0x01 -> new IpmiException(Reason.BUSY, "it has no session left");
            case 0x02, 0x08 -> new IpmiException(Reason.BUSY, "it has dropped the session while that was made");
            case 0x04 -> new IpmiException(Reason.WRONG_SUITE, "invalid authentication algorithm");
            case 0x05 -> new IpmiException(Reason.WRONG_SUITE, "invalid integrity algorithm");
            case 0x10 -> new IpmiException(Reason.WRONG_SUITE, "invalid confidentiality algorithm");
            case 0x06, 0x07, 0x11 -> new IpmiException(Reason.WRONG_SUITE, "no cipher suite matches");
            case 0x09, 0x0A ->
                new IpmiException(Reason.WRONG_PRIVILEGE, "unauthorized role or privilege level requested");
            case 0x0B -> new IpmiException(Reason.BUSY, "it has no session left for this role");
            case 0x0C -> new IpmiException(Reason.WRONG_USER, "invalid name length");
            case 0x0D -> new IpmiException(Reason.WRONG_USER, "unauthorized name");
            case 0x0F -> new IpmiException(Reason.WRONG_PASSWORD, "invalid integrity check value");
            default ->
                new IpmiException(
                        Reason.NOT_OURS,
                        "refused the session with status 0x%02X to message 0x%02X".formatted(status, answer));
        };
    }

    static void require(byte[] answer, int length) throws IpmiException {
        if (answer.length < length) {
            throw new IpmiException(Reason.NOT_OURS, "sent a message that is shorter than IPMI 2.0 has it");
        }
    }
}
