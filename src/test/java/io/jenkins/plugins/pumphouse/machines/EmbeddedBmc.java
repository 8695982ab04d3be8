package io.jenkins.plugins.pumphouse.machines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A BMC in front of a {@link Machine} that speaks IPMI 2.0 (RMCP+ with cipher suites 3 and 17) on a free UDP port of
 * the loopback address, with one daemon thread. It answers our client and the program ipmitool alike. Its user is ADMIN
 * with the password {@code secret} until others are named. Faults are switched on and off at any moment.
 */
public final class EmbeddedBmc implements AutoCloseable {
    /** What a user may do, as IPMI numbers it. */
    public enum Privilege {
        USER(2),
        OPERATOR(3),
        ADMINISTRATOR(4);

        private final int level;

        Privilege(int level) {
            this.level = level;
        }
    }

    static final byte[] RMCP = {6, 0, (byte) 0xFF, 7};

    /** After so many the numbers of questions begin anew, and an old answer fits a new question. */
    private static final int QUESTION_NUMBERS = 64;

    private record User(String password, int limit) {}

    private final Machine machine;
    private final BmcCommands commands;
    private final Map<String, User> users = new ConcurrentHashMap<>(Map.of("ADMIN", new User("secret", 4)));
    private final Map<Integer, BmcSession> sessions = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> limits = new ConcurrentHashMap<>();
    private final Queue<byte[]> recorded = new ArrayDeque<>();
    private final DatagramSocket socket;
    private volatile Set<Integer> suites = Set.of(3, 17);
    private volatile boolean silent;
    private volatile boolean foreign;
    private volatile boolean mute;
    private volatile boolean old;
    private volatile boolean forged;
    private volatile int sessionsAtMost = Integer.MAX_VALUE;
    private volatile int losesEvery;
    private int datagrams;
    private int lastSession;

    public EmbeddedBmc(Machine machine) {
        this.machine = machine;
        this.commands = new BmcCommands(machine);
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "embedded-bmc");
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a user, or changes one. */
    public EmbeddedBmc user(String name, String password, Privilege limit) {
        users.put(name, new User(password, limit.level));
        return this;
    }

    /** Accepts these cipher suites only. */
    public EmbeddedBmc suites(Integer... ids) {
        suites = Set.of(ids);
        return this;
    }

    /** Hears everything and says nothing. */
    public EmbeddedBmc silent(boolean value) {
        silent = value;
        return this;
    }

    /** Carries out everything, but its answers get lost. */
    public EmbeddedBmc mute(boolean value) {
        mute = value;
        return this;
    }

    /** Speaks IPMI 1.5 only. */
    public EmbeddedBmc old(boolean value) {
        old = value;
        return this;
    }

    /**
     * Somebody between sends a changed copy ahead of each answer in a session, and the answer to the 64th question
     * before.
     */
    public EmbeddedBmc forged(boolean value) {
        forged = value;
        return this;
    }

    /** Has no more sessions than so many. */
    public EmbeddedBmc sessionsAtMost(int value) {
        sessionsAtMost = value;
        return this;
    }

    /** Answers, but not as a BMC: another service has its port. */
    public EmbeddedBmc foreign(boolean value) {
        foreign = value;
        return this;
    }

    /**
     * Loses each so-manieth datagram, of those that come and those that go together; 0 for none. 3 is the worst that
     * can be borne.
     */
    public EmbeddedBmc losesEvery(int n) {
        losesEvery = n;
        return this;
    }

    /**
     * The next answers to a command are these completion codes; 0 for what it does as usual.
     *
     * @param command network function and number, as 0x0001 for Get Chassis Status
     */
    public EmbeddedBmc answers(int command, Integer... codes) {
        commands.answers(command, codes);
        return this;
    }

    /** Cannot ask the operating system to shut down, and says so with this completion code. */
    public EmbeddedBmc refusesSoftOff(int code) {
        commands.refusesSoftOff(code);
        return this;
    }

    /** Forgets all sessions without a word, as after a restart of the BMC or a minute without use. */
    public EmbeddedBmc forgetSessions() {
        sessions.clear();
        return this;
    }

    /** How many sessions are open. */
    public int sessions() {
        return sessions.size();
    }

    public Machine machine() {
        return machine;
    }

    /** On 127.0.0.1. */
    public int port() {
        return socket.getLocalPort();
    }

    /** From now on the port is closed. */
    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] room = new byte[1024];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(room, room.length);
                socket.receive(packet);
                if (isLost() || silent) {
                    continue;
                }
                Optional<byte[]> answer = answer(Arrays.copyOf(room, packet.getLength()));
                if (answer.isPresent() && !mute && !isLost()) {
                    send(answer.get(), packet.getSocketAddress());
                }
            } catch (IOException e) {
                // closed, or nobody waits for the answer any more
            }
        }
    }

    private void send(byte[] answer, SocketAddress to) throws IOException {
        if (forged && answer[5] == (byte) 0xC0) {
            byte[] changed = answer.clone();
            changed[changed.length / 2] ^= 1;
            socket.send(new DatagramPacket(changed, changed.length, to));
            recorded.add(answer);
            if (recorded.size() > QUESTION_NUMBERS) {
                byte[] old = recorded.remove();
                socket.send(new DatagramPacket(old, old.length, to));
            }
        }
        socket.send(new DatagramPacket(answer, answer.length, to));
    }

    private boolean isLost() {
        return losesEvery > 0 && ++datagrams % losesEvery == 0;
    }

    private Optional<byte[]> answer(byte[] datagram) {
        if (foreign) {
            return Optional.of("550 who are you?\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (datagram.length < 16 || !Arrays.equals(RMCP, Arrays.copyOf(datagram, 4))) {
            return Optional.empty();
        }
        if (datagram[4] == 0) {
            byte[] message = Arrays.copyOfRange(datagram, 14, datagram.length);
            byte[] answer = reply(
                    message, new byte[] {0, 1, (byte) (old ? 0x14 : 0x80), 0x04, (byte) (old ? 0 : 0x02), 0, 0, 0, 0});
            return message[5] == 0x38
                    ? Optional.of(ByteBuffer.allocate(14 + answer.length)
                            .put(RMCP)
                            .put(new byte[9])
                            .put((byte) answer.length)
                            .put(answer)
                            .array())
                    : Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(datagram, 16, datagram.length);
        return switch (datagram[5] & 0xFF) {
            case 0x10 -> Optional.of(packet(0x11, openSession(payload)));
            case 0x12 -> Optional.of(packet(0x13, rakp2(payload)));
            case 0x14 -> Optional.of(packet(0x15, rakp4(payload)));
            case 0xC0 -> inSession(datagram);
            default -> Optional.empty();
        };
    }

    private byte[] openSession(byte[] payload) {
        int consoleId = intAt(payload, 4);
        Integer suite = payload[12] == 3 && payload[20] == 4
                ? (Integer) 17
                : payload[12] == 1 && payload[20] == 1 ? (Integer) 3 : null;
        if (suite == null || !suites.contains(suite)) {
            return refusal(payload, 0x11, consoleId);
        }
        if (sessions.size() >= sessionsAtMost) {
            return refusal(payload, 0x01, consoleId);
        }
        BmcSession session = new BmcSession(suite, ++lastSession, consoleId);
        sessions.put(session.id, session);
        return reply(payload, 0, consoleId, 36)
                .putInt(session.id)
                .put(payload, 8, 24)
                .array();
    }

    private byte[] rakp2(byte[] payload) {
        BmcSession session = sessions.get(intAt(payload, 4));
        if (session == null) {
            return refusal(payload, 0x02, 0);
        }
        int length = payload[27];
        User user = users.get(new String(payload, 28, length, StandardCharsets.UTF_8));
        if (user == null || (payload[24] & 0x0F) > user.limit) {
            sessions.remove(session.id);
            return refusal(payload, user == null ? 0x0D : 0x0A, session.consoleId);
        }
        byte[] proof = ByteBuffer.allocate(2 + length)
                .put(payload[24])
                .put(payload[27])
                .put(payload, 28, length)
                .array();
        session.user(Arrays.copyOfRange(payload, 8, 24), proof, user.password);
        limits.put(session.id, user.limit);
        byte[] code = session.rakp2Code(commands.guid());
        return reply(payload, 0, session.consoleId, 40 + code.length)
                .put(session.random)
                .put(commands.guid())
                .put(code)
                .array();
    }

    private byte[] rakp4(byte[] payload) {
        BmcSession session = sessions.get(intAt(payload, 4));
        if (session == null || session.userKey == null) {
            return refusal(payload, 0x02, 0);
        }
        if (!session.isRakp3Code(Arrays.copyOfRange(payload, 8, payload.length))) {
            sessions.remove(session.id);
            return refusal(payload, 0x0F, session.consoleId);
        }
        byte[] code = session.begin(commands.guid());
        return reply(payload, 0, session.consoleId, 8 + code.length).put(code).array();
    }

    private Optional<byte[]> inSession(byte[] datagram) {
        BmcSession session = sessions.get(intAt(datagram, 6));
        return Optional.ofNullable(session)
                .flatMap(known -> known.open(datagram))
                .map(message -> {
                    int number = message[5] & 0xFF;
                    byte[] data = Arrays.copyOfRange(message, 6, message.length - 1);
                    byte[] result = number == 0x3C && message[1] >> 2 == 6
                            ? new byte[] {0}
                            : commands.handle((message[1] & 0xFF) >> 2, number, data, limits.get(session.id));
                    if (number == 0x3C) {
                        sessions.remove(session.id);
                    }
                    return session.seal(reply(message, result));
                });
    }

    private static byte[] reply(byte[] message, byte[] result) {
        ByteBuffer reply = ByteBuffer.allocate(7 + result.length);
        byte function = (byte) (message[1] + 4); // an answer's network function is the question's plus 1
        reply.put((byte) 0x81)
                .put(function)
                .put((byte) -(0x81 + function))
                .put((byte) 0x20)
                .put(message[4])
                .put(message[5])
                .put(result);
        int sum = 0;
        for (int i = 3; i < reply.position(); i++) {
            sum += reply.get(i);
        }
        return reply.put((byte) -sum).array();
    }

    private static ByteBuffer reply(byte[] payload, int status, int consoleId, int length) {
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(payload[0])
                .put((byte) status)
                .put(new byte[] {4, 0})
                .putInt(consoleId);
    }

    private static byte[] refusal(byte[] payload, int status, int consoleId) {
        return reply(payload, status, consoleId, 8).array();
    }

    private static byte[] packet(int type, byte[] payload) {
        return ByteBuffer.allocate(16 + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(RMCP)
                .put((byte) 6)
                .put((byte) type)
                .putLong(0)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    private static int intAt(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    }
}
