package io.jenkins.plugins.pumphouse.host.power.ipmi;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a session is made: Open Session and the four RAKP messages (13.17 to 13.24, 13.31), in which both sides prove the
 * password.
 */
final class Handshake {
    private static final int OPEN_REQUEST = 0x10;
    private static final int OPEN_RESPONSE = 0x11;
    private static final int RAKP_1 = 0x12;
    private static final int RAKP_2 = 0x13;
    private static final int RAKP_3 = 0x14;
    private static final int RAKP_4 = 0x15;

    private static final int RANDOM_LENGTH = 16;
    private static final int GUID_LENGTH = 16;
    private static final int BODY = 8; // behind tag, status, two reserved bytes and session id

    private static final SecureRandom RANDOM = new SecureRandom();

    private final IpmiConnection line;
    private final Suite suite;
    private final IpmiLogin login;
    private final int consoleSession = RANDOM.nextInt() | 1; // 0 is no session
    private final byte[] consoleRandom = random();
    private int bmcSession;
    private byte[] bmcRandom;
    private byte[] bmcGuid;
    private boolean passwordIsRight;
    private int tag;

    Handshake(IpmiConnection line, Suite suite, IpmiLogin login) {
        this.line = line;
        this.suite = suite;
        this.login = login;
    }

    Keys make() throws IpmiException {
        openSession();
        rakp1And2();
        byte[] sessionKey = suite.mac(
                login.key(),
                new Bytes().add(consoleRandom).add(bmcRandom).add(login.proof()).toArray());
        rakp3And4(sessionKey);
        return new Keys(suite, sessionKey, consoleSession, bmcSession);
    }

    /** Whether the BMC has proved that it knows the same password. */
    boolean isPasswordRight() {
        return passwordIsRight;
    }

    /** 13.17, 13.18. */
    private void openSession() throws IpmiException {
        byte[] answer = exchange(
                OPEN_REQUEST,
                OPEN_RESPONSE,
                new Bytes()
                        .add(login.privilege(), 0, 0)
                        .addInt(consoleSession)
                        .add(0, 0, 0, 8, suite.authentication(), 0, 0, 0)
                        .add(1, 0, 0, 8, suite.integrity(), 0, 0, 0)
                        .add(2, 0, 0, 8, Suite.AES_CBC_128, 0, 0, 0));
        require(answer, BODY + 28);
        bmcSession = Bytes.intAt(answer, BODY);
        if (answer[16] != suite.authentication()
                || answer[24] != suite.integrity()
                || answer[32] != Suite.AES_CBC_128) {
            throw new IpmiException(Reason.WRONG_SUITE, "it chose another one than we proposed");
        }
    }

    /** 13.20, 13.21: the BMC proves first that it knows the password. */
    private void rakp1And2() throws IpmiException {
        byte[] answer = exchange(
                RAKP_1,
                RAKP_2,
                new Bytes()
                        .add(0, 0, 0)
                        .addInt(bmcSession)
                        .add(consoleRandom)
                        .add(login.role(), 0, 0, login.name().length)
                        .add(login.name()));
        int code = BODY + RANDOM_LENGTH + GUID_LENGTH;
        require(answer, code + suite.macLength());
        bmcRandom = Arrays.copyOfRange(answer, BODY, BODY + RANDOM_LENGTH);
        bmcGuid = Arrays.copyOfRange(answer, BODY + RANDOM_LENGTH, code);
        byte[] expected = suite.mac(
                login.key(),
                new Bytes()
                        .addInt(consoleSession)
                        .addInt(bmcSession)
                        .add(consoleRandom)
                        .add(bmcRandom)
                        .add(bmcGuid)
                        .add(login.proof())
                        .toArray());
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(answer, code, code + suite.macLength()))) {
            throw new IpmiException(Reason.WRONG_PASSWORD, "its code in RAKP message 2 was made with another password");
        }
        passwordIsRight = true;
    }

    /** 13.22, 13.23: we prove it, and the BMC proves that it has the same session key. */
    private void rakp3And4(byte[] sessionKey) throws IpmiException {
        byte[] code = suite.mac(
                login.key(),
                new Bytes()
                        .add(bmcRandom)
                        .addInt(consoleSession)
                        .add(login.proof())
                        .toArray());
        byte[] answer = exchange(
                RAKP_3, RAKP_4, new Bytes().add(0, 0, 0).addInt(bmcSession).add(code));
        require(answer, BODY + suite.checkLength());
        byte[] expected = suite.check(
                sessionKey,
                new Bytes().add(consoleRandom).addInt(bmcSession).add(bmcGuid).toArray());
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(answer, BODY, BODY + suite.checkLength()))) {
            throw new IpmiException(
                    Reason.NOT_OURS,
                    "wants a key of its own (K_G) besides the user's password, which is not supported; remove it from"
                            + " the BMC");
        }
    }

    /** @param body without the tag in front, by which an answer is known as that to this question */
    private byte[] exchange(int question, int answer, Bytes body) throws IpmiException {
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

    private static void require(byte[] answer, int length) throws IpmiException {
        if (answer.length < length) {
            throw new IpmiException(Reason.NOT_OURS, "sent a message that is shorter than IPMI 2.0 has it");
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[RANDOM_LENGTH];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
