package io.jenkins.plugins.pumphouse.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;

/**
 * Hashes pieces in a thread of its own, so that the next piece is read and sent meanwhile.
 *
 * <p>The pieces are not copied: the caller that adds one must not write to it again.
 */
final class Digester implements AutoCloseable {
    /** Pieces that may wait: with 128 KB each, 2 MB a transfer. */
    private static final int AHEAD = 16;

    private static final Piece END = new Piece(new byte[0], 0, 0);

    private record Piece(byte[] bytes, int offset, int length) {}

    private final Map<String, MessageDigest> digests = new LinkedHashMap<>();
    private final BlockingQueue<Piece> waiting = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread = new Thread(this::hash, "pumphouse-hash");

    /** @param algorithms in Glance's words: {@code sha512}, {@code md5}; one that this JVM does not have is left out */
    Digester(Set<String> algorithms) {
        for (String algorithm : algorithms) {
            try {
                digests.put(algorithm, MessageDigest.getInstance(javaName(algorithm)));
            } catch (NoSuchAlgorithmException e) {
                continue; // the copy is then checked by the target's own hash alone
            }
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** {@code sha512} is {@code SHA-512} to Java; {@code md5} and {@code blake…} need no change. */
    private static String javaName(String algorithm) {
        String upper = algorithm.toUpperCase(Locale.ROOT).replace("_", "-");
        return upper.matches("SHA\\d{3}") ? "SHA-" + upper.substring(3) : upper;
    }

    private void hash() {
        try {
            for (Piece piece = waiting.take(); piece != END; piece = waiting.take()) {
                for (MessageDigest digest : digests.values()) {
                    digest.update(piece.bytes(), piece.offset(), piece.length());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed before its end: nobody asks for the digests
        }
    }

    /**
     * Takes the next piece; waits when hashing is the slowest of all.
     *
     * @throws CancellationException when the calling thread is interrupted
     */
    void add(byte[] bytes, int offset, int length) {
        put(new Piece(bytes, offset, length));
    }

    private void put(Piece piece) {
        try {
            waiting.put(piece);
        } catch (InterruptedException e) {
            throw cancelled();
        }
    }

    private static CancellationException cancelled() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while data was hashed");
    }

    /**
     * Lower-case hexadecimal digests of all pieces; may be asked for once.
     *
     * @throws CancellationException when the calling thread is interrupted
     */
    Map<String, String> digests() {
        put(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw cancelled();
        }
        Map<String, String> hex = new LinkedHashMap<>();
        digests.forEach((algorithm, digest) -> hex.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        return hex;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
