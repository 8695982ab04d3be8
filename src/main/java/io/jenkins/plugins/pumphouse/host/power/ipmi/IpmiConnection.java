package io.jenkins.plugins.pumphouse.host.power.ipmi;

import io.jenkins.plugins.pumphouse.host.power.ipmi.IpmiException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Questions and answers over UDP with one BMC. A datagram may get lost on either way, so a question is sent again,
 * after longer and longer, until its answer comes or the timeout is over. What is not an answer (a late one to an
 * earlier question, a forged one) is passed over and buys no time.
 */
final class IpmiConnection implements AutoCloseable {
    /** A BMC answers within milliseconds as a rule, a busy one within a second or two. */
    private static final Duration FIRST_PATIENCE = Duration.ofMillis(500);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(4);
    /** How long an interrupt can stay unnoticed: a socket's receive does not end by it. */
    private static final long LOOK_UP_MILLIS = 200;

    private final Datagrams datagrams;
    private final Duration timeout;
    private Duration patience = FIRST_PATIENCE;
    private boolean repeated;

    private IpmiConnection(Datagrams datagrams, Duration timeout) {
        this.datagrams = datagrams;
        this.timeout = timeout;
    }

    static IpmiConnection to(String address, int port, Duration timeout) throws IpmiException {
        return new IpmiConnection(Datagrams.to(address, port), timeout);
    }

    /** Asks until the answer is there. For questions that do no harm when they are heard twice. */
    <T> T ask(Supplier<byte[]> question, Function<byte[], Optional<T>> answer) throws IpmiException {
        return ask(question, answer, timeout);
    }

    /** @param limit instead of the timeout, if that is not shorter */
    <T> T ask(Supplier<byte[]> question, Function<byte[], Optional<T>> answer, Duration limit) throws IpmiException {
        Duration most = limit.compareTo(timeout) < 0 ? limit : timeout;
        long started = System.nanoTime();
        int sent = 0;
        boolean foreign = false;
        for (Duration wait = patience; left(started, most) > 0; wait = longer(wait)) {
            datagrams.ask(question.get());
            repeated |= ++sent > 1;
            Heard<T> heard = listen(Math.min(wait.toNanos(), left(started, most)), answer);
            if (heard.answer().isPresent()) {
                return heard.answer().get();
            }
            foreign |= heard.foreign();
        }
        throw silence(sent, foreign);
    }

    /** Asks once and waits the whole timeout. For what must not be heard twice. */
    <T> T askOnce(Supplier<byte[]> question, Function<byte[], Optional<T>> answer) throws IpmiException {
        datagrams.ask(question.get());
        Heard<T> heard = listen(timeout.toNanos(), answer);
        if (heard.answer().isEmpty()) {
            String silence = silence(1, heard.foreign()).getMessage();
            throw new IpmiException(
                    Reason.SILENT, silence + "; whether it was carried out is unknown, look before you repeat it");
        }
        return heard.answer().get();
    }

    /** Says something and waits for no answer. */
    void tell(byte[] datagram) throws IpmiException {
        datagrams.send(datagram);
    }

    /** Whether a question was ever asked again, so that the other side may have heard it twice. */
    boolean repeated() {
        return repeated;
    }

    /** From now on, waits longer for each answer: for a BMC that is slower than our first patience. */
    void bePatient() {
        patience = LONGEST_PATIENCE;
        repeated = false;
    }

    private IpmiException silence(int sent, boolean foreign) {
        String asked = (sent == 1 ? "1 datagram" : sent + " datagrams") + " in " + timeout.toMillis() / 1000.0 + " s";
        return foreign
                ? new IpmiException(Reason.NO_BMC, "what answers does not speak IPMI (" + asked + ")")
                : new IpmiException(Reason.SILENT, asked + " without an answer");
    }

    private record Heard<T>(Optional<T> answer, boolean foreign) {}

    private <T> Heard<T> listen(long nanos, Function<byte[], Optional<T>> answer) throws IpmiException {
        long started = System.nanoTime();
        boolean foreign = false;
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - started)) {
            Optional<byte[]> datagram = datagrams.receive(Math.max(1, Math.min(LOOK_UP_MILLIS, left / 1_000_000)));
            Optional<T> found = datagram.flatMap(answer);
            if (found.isPresent()) {
                return new Heard<>(found, foreign);
            }
            foreign |= datagram.isPresent() && !Packet.isIpmi(datagram.get());
        }
        return new Heard<>(Optional.empty(), foreign);
    }

    private static long left(long started, Duration most) {
        return most.toNanos() - (System.nanoTime() - started);
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : twice;
    }

    @Override
    public void close() {
        datagrams.close();
    }
}
