package io.jenkins.plugins.pumphouse.machines;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One session as the BMC sees it, from Open Session on. */
final class BmcSession {
    final int suite;
    final int id;
    final int consoleId;
    final byte[] random = BmcKeys.random();
    byte[] consoleRandom;
    byte[] proof; // role, length of the name, name
    byte[] userKey;
    byte[] k1;
    byte[] k2;
    private int sent;
    private int heard;

    BmcSession(int suite, int id, int consoleId) {
        this.suite = suite;
        this.id = id;
        this.consoleId = consoleId;
    }

    /** RAKP message 1 came. */
    void user(byte[] consoleRandom, byte[] proof, String password) {
        this.consoleRandom = consoleRandom;
        this.proof = proof;
        this.userKey = Arrays.copyOf(password.getBytes(StandardCharsets.UTF_8), 20);
    }

    byte[] rakp2Code(byte[] guid) {
        return BmcKeys.hmac(suite, userKey, word(consoleId), word(id), consoleRandom, random, guid, proof);
    }

    boolean isRakp3Code(byte[] code) {
        return Arrays.equals(code, BmcKeys.hmac(suite, userKey, random, word(consoleId), proof));
    }

    /** RAKP message 3 was right: the session lives. */
    byte[] begin(byte[] guid) {
        byte[] sessionKey = BmcKeys.hmac(suite, userKey, consoleRandom, random, proof);
        k1 = BmcKeys.derived(suite, sessionKey, 1);
        k2 = BmcKeys.derived(suite, sessionKey, 2);
        return BmcKeys.shortHmac(suite, sessionKey, consoleRandom, word(id), guid);
    }

    /** The message in a packet of this session; empty for a packet that was heard before or tampered with. */
    Optional<byte[]> open(byte[] datagram) {
        int check = suite == 17 ? 16 : 12;
        int end = datagram.length - check;
        ByteBuffer packet = ByteBuffer.wrap(datagram).order(ByteOrder.LITTLE_ENDIAN);
        int sequence = packet.getInt(10);
        if (k1 == null
                || sequence <= heard
                || !Arrays.equals(
                        Arrays.copyOfRange(datagram, end, datagram.length),
                        BmcKeys.shortHmac(suite, k1, Arrays.copyOfRange(datagram, 4, end)))) {
            return Optional.empty();
        }
        heard = sequence;
        return Optional.of(BmcKeys.decrypt(k2, Arrays.copyOfRange(datagram, 16, 16 + packet.getShort(14))));
    }

    byte[] seal(byte[] message) {
        byte[] payload = BmcKeys.encrypt(k2, message);
        int pad = (4 - (12 + payload.length + 2) % 4) % 4;
        ByteBuffer packet = ByteBuffer.allocate(16 + payload.length + pad + 2).order(ByteOrder.LITTLE_ENDIAN);
        packet.put(EmbeddedBmc.RMCP)
                .put((byte) 6)
                .put((byte) 0xC0)
                .putInt(consoleId)
                .putInt(++sent);
        packet.putShort((short) payload.length).put(payload);
        for (int i = 0; i < pad; i++) {
            packet.put((byte) 0xFF);
        }
        byte[] whole = packet.put((byte) pad).put((byte) 7).array();
        byte[] code = BmcKeys.shortHmac(suite, k1, Arrays.copyOfRange(whole, 4, whole.length));
        return ByteBuffer.allocate(whole.length + code.length)
                .put(whole)
                .put(code)
                .array();
    }

    static byte[] word(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
