package io.jenkins.plugins.pumphouse.host.power.ipmi;

import java.util.Arrays;
import java.util.Optional;

/** An IPMI request and its answer on a LAN (13.8). */
final class Message {
    private static final int BMC = 0x20;
    private static final int REMOTE_CONSOLE = 0x81;
    private static final int SHORTEST_ANSWER = 8;

    private Message() {}

    /** @param sequence 0 to 63; comes back in the answer */
    static byte[] request(Command command, int sequence, byte[] data) {
        int function = command.networkFunction() << 2;
        Bytes body =
                new Bytes().add(REMOTE_CONSOLE, sequence << 2, command.number()).add(data);
        return new Bytes()
                .add(BMC, function, checksum(BMC, function))
                .add(body.toArray())
                .add(checksum(body.toArray()))
                .toArray();
    }

    /** The completion code and the data behind it; empty for what is not the whole answer to this request. */
    static Optional<byte[]> answer(Command command, int sequence, byte[] message) {
        boolean isAnswer = message.length >= SHORTEST_ANSWER
                && (message[0] & 0xFF) == REMOTE_CONSOLE
                && (message[1] & 0xFF) >> 2 == command.networkFunction() + 1
                && (message[4] & 0xFF) >> 2 == sequence
                && (message[5] & 0xFF) == command.number()
                && checksum(Arrays.copyOf(message, 3)) == 0
                && checksum(Arrays.copyOfRange(message, 3, message.length)) == 0;
        return isAnswer ? Optional.of(Arrays.copyOfRange(message, 6, message.length - 1)) : Optional.empty();
    }

    private static int checksum(int... values) {
        return -Arrays.stream(values).sum() & 0xFF;
    }

    private static int checksum(byte[] values) {
        int sum = 0;
        for (byte value : values) {
            sum += value;
        }
        return -sum & 0xFF;
    }
}
