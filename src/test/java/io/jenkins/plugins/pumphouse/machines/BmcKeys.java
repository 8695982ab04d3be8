package io.jenkins.plugins.pumphouse.machines;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The BMC's half of a session's cryptography, for suites 3 and 17. */
final class BmcKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private BmcKeys() {}

    static byte[] hmac(int suite, byte[] key, byte[]... parts) {
        String algorithm = suite == 17 ? "HmacSHA256" : "HmacSHA1";
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] shortHmac(int suite, byte[] key, byte[]... parts) {
        return Arrays.copyOf(hmac(suite, key, parts), suite == 17 ? 16 : 12);
    }

    /** K1 for 1, K2 for 2. */
    static byte[] derived(int suite, byte[] sessionKey, int number) {
        byte[] constant = new byte[20];
        Arrays.fill(constant, (byte) number);
        return hmac(suite, sessionKey, constant);
    }

    static byte[] encrypt(byte[] key, byte[] clear) {
        byte[] iv = random();
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        padded.writeBytes(clear);
        int pad = 0;
        while ((padded.size() + 1) % 16 != 0) {
            padded.write(++pad);
        }
        padded.write(pad);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(iv);
        out.writeBytes(aes(Cipher.ENCRYPT_MODE, key, iv, padded.toByteArray()));
        return out.toByteArray();
    }

    static byte[] decrypt(byte[] key, byte[] secret) {
        byte[] padded =
                aes(Cipher.DECRYPT_MODE, key, Arrays.copyOf(secret, 16), Arrays.copyOfRange(secret, 16, secret.length));
        return Arrays.copyOf(padded, padded.length - 1 - padded[padded.length - 1]);
    }

    static byte[] random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] aes(int mode, byte[] key, byte[] iv, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, 0, 16, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
