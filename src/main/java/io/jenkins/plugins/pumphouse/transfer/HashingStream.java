package io.jenkins.plugins.pumphouse.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts and hashes what is read through it. */
final class HashingStream extends FilterInputStream {
    private final Map<String, MessageDigest> digests = new LinkedHashMap<>();
    private long bytes;

    /**
     * @param algorithms in Glance's words: {@code sha512}, {@code md5}; one that this JVM does not have is left out
     */
    HashingStream(InputStream in, Set<String> algorithms) {
        super(in);
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

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            bytes++;
            digests.values().forEach(digest -> digest.update((byte) b));
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            bytes += n;
            digests.values().forEach(digest -> digest.update(buffer, offset, n));
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long bytes() {
        return bytes;
    }

    /** Lower-case hexadecimal digests of all that was read; may be asked for once. */
    Map<String, String> digests() {
        Map<String, String> hex = new LinkedHashMap<>();
        digests.forEach((algorithm, digest) -> hex.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        return hex;
    }
}
