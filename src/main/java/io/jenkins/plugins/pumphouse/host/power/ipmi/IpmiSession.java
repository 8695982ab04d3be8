package io.jenkins.plugins.pumphouse.host.power.ipmi;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A session with a BMC as administrator, or as operator where the user is no more. A BMC ends a session that is not
 * used for a minute (6.12.15). Not for several threads at once.
 */
public final class IpmiSession implements AutoCloseable {
    private static final int ANY_CHANNEL_EXTENDED = 0x8E; // this channel, and tell about IPMI 2.0 (22.13)
    private static final int HAS_EXTENDED = 0x80;
    private static final int SPEAKS_2_0 = 0x02;
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(1);

    private final IpmiConnection line;
    private final Suite suite;
    private final Keys keys;
    private final ReplayWindow window = new ReplayWindow();
    private int packets;
    private int requests;

    private IpmiSession(IpmiConnection line, Suite suite, Keys keys) {
        this.line = line;
        this.suite = suite;
        this.keys = keys;
    }

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

    public Suite suite() {
        return suite;
    }

    /**
     * Sends a command that does no harm when the BMC hears it twice.
     *
     * @return the data behind the completion code
     * @throws IpmiException {@link Reason#REFUSED} for every completion code but 0
     */
    public byte[] ask(Command command, byte... data) throws IpmiException {
        int request = nextRequest();
        byte[] message = Message.request(command, request, data);
        return accepted(command, line.ask(() -> seal(message), heard -> unseal(command, request, heard)));
    }

    /** Sends a command exactly once; without an answer nobody knows whether the BMC heard it. */
    public byte[] askOnce(Command command, byte... data) throws IpmiException {
        int request = nextRequest();
        byte[] message = Message.request(command, request, data);
        return accepted(command, line.askOnce(() -> seal(message), heard -> unseal(command, request, heard)));
    }

    /** A repeated question gets a number of its own, or the BMC would take it for a replay. */
    private byte[] seal(byte[] message) {
        return keys.seal(++packets, message);
    }

    private Optional<byte[]> unseal(Command command, int request, byte[] datagram) {
        return keys.unseal(datagram)
                .filter(message -> window.admits(Packet.sequence(datagram)))
                .flatMap(message -> Message.answer(command, request, message));
    }

    private int nextRequest() {
        requests = requests + 1 & 0x3F;
        return requests;
    }

    private static byte[] accepted(Command command, byte[] answer) throws IpmiException {
        if (answer[0] != 0) {
            throw IpmiException.refused(command, answer[0] & 0xFF);
        }
        if (answer.length - 1 < command.leastAnswer()) {
            throw new IpmiException(Reason.NOT_OURS, "answers " + command.title() + " shorter than IPMI 2.0 has it");
        }
        return Arrays.copyOfRange(answer, 1, answer.length);
    }

    /** Ends the session and waits until the BMC, which has few, has heard of it; at most for a second. */
    @Override
    public void close() {
        int request = nextRequest();
        byte[] message = closing(request);
        try {
            line.ask(() -> seal(message), heard -> unseal(Command.CLOSE_SESSION, request, heard), CLOSE_AT_MOST);
        } catch (IpmiException | CancellationException e) {
            // The BMC forgets the session after a minute (6.12.15).
        }
        line.close();
    }

    /** Ends a session in which the BMC fell silent: tells it and does not wait. */
    public void abandon() {
        tellClose();
        line.close();
    }

    private void tellClose() {
        try {
            line.tell(seal(closing(nextRequest())));
        } catch (IpmiException e) {
            // As in close.
        }
    }

    private byte[] closing(int request) {
        return Message.request(
                Command.CLOSE_SESSION,
                request,
                new Bytes().addInt(keys.bmcSession()).toArray());
    }
}
