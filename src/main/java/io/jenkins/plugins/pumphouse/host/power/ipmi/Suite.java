package io.jenkins.plugins.pumphouse.host.power.ipmi;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The cipher suites that protect a session (table 22-20), both with AES-CBC-128. */
public enum Suite {
    /** RAKP-HMAC-SHA1, HMAC-SHA1-96. */
    SHA1(3, 1, 1, "HmacSHA1", 20, 12),
    /** RAKP-HMAC-SHA256, HMAC-SHA256-128. */
    SHA256(17, 3, 4, "HmacSHA256", 32, 16);

    /** The only confidentiality algorithm of both. */
    static final int AES_CBC_128 = 1;

    private final int id;
    private final int authentication;
    private final int integrity;
    private final String mac;
    private final int macLength;
    private final int checkLength;

    Suite(int id, int authentication, int integrity, String mac, int macLength, int checkLength) {
        this.id = id;
        this.authentication = authentication;
        this.integrity = integrity;
        this.mac = mac;
        this.macLength = macLength;
        this.checkLength = checkLength;
    }

    /** The number in table 22-20. */
    public int id() {
        return id;
    }

    /** Table 13-17. */
    int authentication() {
        return authentication;
    }

    /** Table 13-18. */
    int integrity() {
        return integrity;
    }

    /** Bytes of a whole code, as in RAKP messages 2 and 3. */
    int macLength() {
        return macLength;
    }

    /** Bytes of a shortened code, as in RAKP message 4 and at the end of every packet. */
    int checkLength() {
        return checkLength;
    }

    byte[] mac(byte[] key, byte[] data) {
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(key, mac));
            return hmac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(mac + " is part of every Java platform", e);
        }
    }

    byte[] check(byte[] key, byte[] data) {
        return Arrays.copyOf(mac(key, data), checkLength);
    }
}
