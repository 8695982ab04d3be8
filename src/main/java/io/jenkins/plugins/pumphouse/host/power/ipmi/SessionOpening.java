package io.jenkins.plugins.pumphouse.host.power.ipmi;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** How a session with a BMC begins: is there one that speaks IPMI 2.0, and whom does it let in with which rights? */
public final class SessionOpening {
    private static final int ANY_CHANNEL_EXTENDED = 0x8E; // this channel, and tell about IPMI 2.0 (22.13)
    private static final int HAS_EXTENDED = 0x80;
    private static final int SPEAKS_2_0 = 0x02;

    private SessionOpening() {}

    /**
     * @param timeout how long one question may stay unanswered, its repetitions included
     * @throws IpmiException for every reason but {@link Reason#REFUSED}
     */
    public static IpmiSession open(
            String address, int port, String username, String password, Suite suite, Duration timeout)
            throws IpmiException {
        IpmiLogin administrator = IpmiLogin.of(username, password, IpmiLogin.ADMINISTRATOR);
        IpmiConnection line = IpmiConnection.to(address, port, timeout);
        try {
            greet(line);
            return login(line, suite, administrator);
        } catch (IpmiException e) {
            line.close();
            if (e.reason() != Reason.WRONG_PRIVILEGE) {
                throw e;
            }
        } catch (CancellationException e) {
            line.close();
            throw e;
        }
        return openAsOperator(address, port, IpmiLogin.of(username, password, IpmiLogin.OPERATOR), suite, timeout);
    }

    /** Asks what every BMC answers to everybody: whether there is one, and of version 2.0. */
    public static void probe(String address, int port, Duration timeout) throws IpmiException {
        try (IpmiConnection line = IpmiConnection.to(address, port, timeout)) {
            greet(line);
        }
    }

    private static IpmiSession openAsOperator(
            String address, int port, IpmiLogin operator, Suite suite, Duration timeout) throws IpmiException {
        IpmiConnection line = IpmiConnection.to(address, port, timeout);
        try {
            return login(line, suite, operator);
        } catch (IpmiException | CancellationException e) {
            line.close();
            throw e;
        }
    }

    private static void greet(IpmiConnection line) throws IpmiException {
        Command command = Command.AUTHENTICATION_CAPABILITIES;
        byte[] question = Packet.sessionless(
                Message.request(command, 0, new byte[] {(byte) ANY_CHANNEL_EXTENDED, IpmiLogin.ADMINISTRATOR}));
        byte[] answer = line.ask(
                () -> question,
                heard -> Packet.sessionlessMessage(heard).flatMap(message -> Message.answer(command, 0, message)));
        if (answer[0] != 0) {
            return; // it is a BMC; that it does not tell what it can is no reason not to try
        }
        if (answer.length > 4 && (answer[2] & HAS_EXTENDED) == 0
                || answer.length > 4 && (answer[4] & SPEAKS_2_0) == 0) {
            throw new IpmiException(
                    Reason.NOT_OURS, "speaks IPMI 1.5 only, whose passwords are not safe on a network; 2.0 is needed");
        }
    }

    private static IpmiSession login(IpmiConnection line, Suite suite, IpmiLogin login) throws IpmiException {
        IpmiSession session = new IpmiSession(line, suite, handshake(line, suite, login));
        try {
            session.ask(Command.SET_PRIVILEGE, (byte) login.privilege());
        } catch (IpmiException e) {
            session.tellClose();
            if (e.reason() != Reason.REFUSED) {
                throw e;
            }
            throw new IpmiException(Reason.WRONG_PRIVILEGE, e.getMessage());
        }
        return session;
    }

    /**
     * A BMC that hears a message of the handshake twice may begin anew and not accept what we make of its first answer.
     * A second handshake with more patience tells that from a real refusal.
     */
    private static Keys handshake(IpmiConnection line, Suite suite, IpmiLogin login) throws IpmiException {
        Handshake first = new Handshake(line, suite, login);
        try {
            return first.make();
        } catch (IpmiException e) {
            boolean confused = e.reason() == Reason.NOT_OURS
                    || e.reason() == Reason.BUSY
                    || first.isPasswordRight() && e.reason() == Reason.WRONG_PASSWORD;
            if (!line.repeated() || !confused) {
                throw e;
            }
            line.bePatient();
            return new Handshake(line, suite, login).make();
        }
    }
}
