package io.jenkins.plugins.pumphouse.host.power.ipmi;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * How a session is made: Open Session and the four RAKP messages (13.17 to 13.24, 13.31), in which both sides prove the
 * password.
 */
final class Handshake {

    private static final int RANDOM_LENGTH = 16;
    private static final int GUID_LENGTH = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private final HandshakeExchange exchange;
    private final Suite suite;
    private final IpmiLogin login;
    private final int consoleSession = RANDOM.nextInt() | 1; // 0 is no session
    private final byte[] consoleRandom = random();
    private int bmcSession;
    private byte[] bmcRandom;
    private byte[] bmcGuid;
    private boolean passwordIsRight;

    Handshake(IpmiConnection line, Suite suite, IpmiLogin login) {
        this.exchange = new HandshakeExchange(line, consoleSession);
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
        byte[] answer = exchange.send(
                HandshakeExchange.OPEN_REQUEST,
                HandshakeExchange.OPEN_RESPONSE,
                new Bytes()
                        .add(login.privilege(), 0, 0)
                        .addInt(consoleSession)
                        .add(0, 0, 0, 8, suite.authentication(), 0, 0, 0)
                        .add(1, 0, 0, 8, suite.integrity(), 0, 0, 0)
                        .add(2, 0, 0, 8, Suite.AES_CBC_128, 0, 0, 0));
        HandshakeExchange.require(answer, HandshakeExchange.BODY + 28);
        bmcSession = Bytes.intAt(answer, HandshakeExchange.BODY);
        if (answer[16] != suite.authentication()
                || answer[24] != suite.integrity()
                || answer[32] != Suite.AES_CBC_128) {
            throw new IpmiException(Reason.WRONG_SUITE, "it chose another one than we proposed");
        }
    }

    /** 13.20, 13.21: the BMC proves first that it knows the password. */
    private void rakp1And2() throws IpmiException {
        byte[] answer = exchange.send(
                HandshakeExchange.RAKP_1,
                HandshakeExchange.RAKP_2,
                new Bytes()
                        .add(0, 0, 0)
                        .addInt(bmcSession)
                        .add(consoleRandom)
                        .add(login.role(), 0, 0, login.name().length)
                        .add(login.name()));
        int code = HandshakeExchange.BODY + RANDOM_LENGTH + GUID_LENGTH;
        HandshakeExchange.require(answer, code + suite.macLength());
        bmcRandom = Arrays.copyOfRange(answer, HandshakeExchange.BODY, HandshakeExchange.BODY + RANDOM_LENGTH);
        bmcGuid = Arrays.copyOfRange(answer, HandshakeExchange.BODY + RANDOM_LENGTH, code);
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
        byte[] answer = exchange.send(
                HandshakeExchange.RAKP_3,
                HandshakeExchange.RAKP_4,
                new Bytes().add(0, 0, 0).addInt(bmcSession).add(code));
        HandshakeExchange.require(answer, HandshakeExchange.BODY + suite.checkLength());
        byte[] expected = suite.check(
                sessionKey,
                new Bytes().add(consoleRandom).addInt(bmcSession).add(bmcGuid).toArray());
        if (!MessageDigest.isEqual(
                expected,
                Arrays.copyOfRange(answer, HandshakeExchange.BODY, HandshakeExchange.BODY + suite.checkLength()))) {
            throw new IpmiException(
                    Reason.NOT_OURS,
                    "wants a key of its own (K_G) besides the user's password, which is not supported; remove it from"
                            + " the BMC");
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[RANDOM_LENGTH];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
