package io.jenkins.plugins.pumphouse.host.power.ipmi;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Protects the packets of one session: encrypted with AES (13.29), with a code at the end over all of it (13.28). */
final class Keys {
    private static final int AUTHENTICATED_AND_ENCRYPTED = 0xC0; // payload type IPMI message, table 13-16
    private static final int NEXT_HEADER = 0x07;
    private static final int BLOCK = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Suite suite;
    private final byte[] integrityKey;
    private final SecretKeySpec cipherKey;
    private final int consoleSession;
    private final int bmcSession;

    /** @param sessionKey the SIK of 13.31, from which K1 and K2 are derived (13.32) */
    Keys(Suite suite, byte[] sessionKey, int consoleSession, int bmcSession) {
        this.suite = suite;
        this.integrityKey = suite.mac(sessionKey, constant(1));
        this.cipherKey = new SecretKeySpec(suite.mac(sessionKey, constant(2)), 0, BLOCK, "AES");
        this.consoleSession = consoleSession;
        this.bmcSession = bmcSession;
    }

    int bmcSession() {
        return bmcSession;
    }

    byte[] seal(int sequence, byte[] message) {
        Bytes packet = Packet.rmcpPlus(AUTHENTICATED_AND_ENCRYPTED, bmcSession, sequence, encrypt(message));
        int pad = -(packet.length() - Packet.protectedFrom() + 2) & 3; // to whole words, with the two bytes that follow
        for (int i = 0; i < pad; i++) {
            packet.add(0xFF);
        }
        byte[] sealed = packet.add(pad, NEXT_HEADER).toArray();
        return packet.add(suite.check(integrityKey, Arrays.copyOfRange(sealed, Packet.protectedFrom(), sealed.length)))
                .toArray();
    }

    /** The message in a packet of this session; empty for every other one, and for one that was tampered with. */
    Optional<byte[]> unseal(byte[] datagram) {
        return Packet.rmcpPlusPayload(AUTHENTICATED_AND_ENCRYPTED, consoleSession, datagram)
                .filter(payload -> isWhole(payload, datagram))
                .flatMap(this::decrypt);
    }

    private boolean isWhole(byte[] payload, byte[] datagram) {
        int code = datagram.length - suite.checkLength();
        return code >= Packet.PAYLOAD + payload.length + 2
                && MessageDigest.isEqual(
                        suite.check(integrityKey, Arrays.copyOfRange(datagram, Packet.protectedFrom(), code)),
                        Arrays.copyOfRange(datagram, code, datagram.length));
    }

    private byte[] encrypt(byte[] message) {
        int pad = -(message.length + 1) & BLOCK - 1;
        Bytes padded = new Bytes().add(message);
        for (int i = 1; i <= pad; i++) {
            padded.add(i);
        }
        byte[] start = new byte[BLOCK];
        RANDOM.nextBytes(start);
        return new Bytes()
                .add(start)
                .add(cipher(Cipher.ENCRYPT_MODE, start, padded.add(pad).toArray(), 0))
                .toArray();
    }

    private Optional<byte[]> decrypt(byte[] payload) {
        if (payload.length < 2 * BLOCK || payload.length % BLOCK != 0) {
            return Optional.empty();
        }
        byte[] padded = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(payload, BLOCK), payload, BLOCK);
        int length = padded.length - 1 - (padded[padded.length - 1] & 0xFF);
        return length < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(padded, length));
    }

    private byte[] cipher(int mode, byte[] start, byte[] data, int from) {
        try {
            Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
            aes.init(mode, cipherKey, new IvParameterSpec(start));
            return aes.doFinal(data, from, data.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC of whole blocks is part of every Java platform", e);
        }
    }

    /** 20 bytes whatever the algorithm (13.32). */
    private byte[] constant(int value) {
        byte[] constant = new byte[20];
        Arrays.fill(constant, (byte) value);
        return constant;
    }
}
