package io.jenkins.plugins.pumphouse.host.power.ipmi;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A session with a BMC as administrator, or as operator where the user has no higher right. A BMC ends a session that
 * is not used for a minute (6.12.15). Not for several threads at once.
 */
public final class IpmiSession implements AutoCloseable {
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(1);

    private final IpmiConnection line;
    private final Suite suite;
    private final Keys keys;
    private final ReplayWindow window = new ReplayWindow();
    private int packets;
    private int requests;

    IpmiSession(IpmiConnection line, Suite suite, Keys keys) {
        this.line = line;
        this.suite = suite;
        this.keys = keys;
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

    /** Tells the BMC that the session ends, and does not wait. */
    void tellClose() {
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
