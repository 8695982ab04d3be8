package io.jenkins.plugins.pumphouse.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Hashes the same bytes in several ways. */
final class Digester {
    private final Map<String, MessageDigest> digests = new LinkedHashMap<>();

    /** @param algorithms in Glance's words: {@code sha512}, {@code md5}; one that this JVM does not have is left out */
    Digester(Set<String> algorithms) {
        for (String algorithm : algorithms) {
            try {
                digests.put(algorithm, MessageDigest.getInstance(javaName(algorithm)));
            } catch (NoSuchAlgorithmException e) {
                continue; // the copy is then checked by the target's own hash alone
            }
        }
    }

    /** {@code sha512} is {@code SHA-512} to Java; {@code md5} and {@code blake…} need no change. */
    private static String javaName(String algorithm) {
        String upper = algorithm.toUpperCase(Locale.ROOT).replace("_", "-");
        return upper.matches("SHA\\d{3}") ? "SHA-" + upper.substring(3) : upper;
    }

    void add(byte[] bytes, int offset, int length) {
        for (MessageDigest digest : digests.values()) {
            digest.update(bytes, offset, length);
        }
    }

    /** Lower-case hexadecimal digests of all bytes by algorithm; may be asked for once. */
    Map<String, String> digests() {
        Map<String, String> hex = new LinkedHashMap<>();
        digests.forEach((algorithm, digest) -> hex.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        return hex;
    }
}
